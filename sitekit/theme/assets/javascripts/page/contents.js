// The contents say which section is being read: those beside the text, and those that are folded below the header. The latter fold
// again when that is asked for: by a link in them, by Escape, by a press elsewhere.

const folded = document.querySelector(".contents");
const beside = document.querySelector(".md-sidebar--secondary");
const BELOW = 40; // Pixels below the line of the contents at which a section begins to be read.
const ABOVE = 140; // From the upper edge of the screen, where no such line is.

/** Marks in `list` the last section that begins above `edge()`; nothing while that is 0. `said` is told which. */
function follow(list, edge, said = () => {}) {
  const links = [...list.querySelectorAll("a[href^='#']")];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let current;
  return () => {
    const above = edge();
    if (!above) return;
    const link = links[headings.findLastIndex((heading) => heading && heading.getBoundingClientRect().top <= above)];
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "location");
    said(link && link !== links[0] ? link.textContent : "");
    current = link;
  };
}

const looks = [];
if (beside) looks.push(follow(beside, () => (beside.offsetParent ? ABOVE : 0)));
if (folded) {
  const now = folded.querySelector(".contents-now");
  looks.push(follow(folded, () => (folded.offsetParent ? folded.getBoundingClientRect().bottom + BELOW : 0), (text) => { now.textContent = text; }));

  for (const link of folded.querySelectorAll("a")) link.addEventListener("click", () => { folded.open = false; });
  addEventListener("pointerdown", (event) => { if (!folded.contains(event.target)) folded.open = false; });
  folded.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !folded.open) return;
    folded.open = false;
    folded.querySelector("summary").focus();
  });
}

let due = false;
const soon = () => {
  if (!due) requestAnimationFrame(() => {
    due = false;
    for (const look of looks) look();
  });
  due = true;
};
if (looks.length) {
  for (const event of ["scroll", "resize"]) addEventListener(event, soon, { passive: true });
  soon();
}
