// Where the contents are folded below the header, they say which section is being read. They fold again when that is asked for: by a
// link in them, by Escape, by a press elsewhere.

const contents = document.querySelector(".contents");
const BELOW = 40; // Pixels below the line of the contents at which a section begins to be read.

if (contents) {
  const now = contents.querySelector(".contents-now");
  const links = [...contents.querySelectorAll("a")];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let current;
  let due = false;

  const look = () => {
    due = false;
    const edge = contents.getBoundingClientRect().bottom + BELOW;
    const link = edge > BELOW ? links[headings.findLastIndex((heading) => heading && heading.getBoundingClientRect().top <= edge)] : current;
    if (link === current) return;
    current?.removeAttribute("aria-current");
    link?.setAttribute("aria-current", "location");
    now.textContent = link && link !== links[0] ? link.textContent : "";
    current = link;
  };
  const soon = () => {
    if (!due) requestAnimationFrame(look);
    due = true;
  };
  for (const event of ["scroll", "resize"]) addEventListener(event, soon, { passive: true });
  soon();

  for (const link of links) link.addEventListener("click", () => { contents.open = false; });
  addEventListener("pointerdown", (event) => { if (!contents.contains(event.target)) contents.open = false; });
  contents.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !contents.open) return;
    contents.open = false;
    contents.querySelector("summary").focus();
  });
}
