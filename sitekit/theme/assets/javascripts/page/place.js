// The language switch keeps the reader's place. Its address names the heading or figure, since both languages have the same ids; the
// paragraph, how far down the screen it is and what has the focus go with a click (position.js).

const offset = 120; // The header, and a line or two below it.

/** The id of what the reader is at: the last heading or figure whose top is above the reading line. */
function place() {
  const marks = document.querySelectorAll(".md-content :is(h2, h3, h4, figure)[id]");
  let id = "";
  for (const mark of marks) {
    if (!mark.checkVisibility()) continue; // It is folded.
    if (mark.getBoundingClientRect().top > offset) break;
    id = mark.id;
  }
  return id;
}

const position = () => import("./position.js");

for (const link of document.querySelectorAll("a[data-same-page]")) {
  const address = link.getAttribute("href");
  const keep = () => {
    let id = window.scrollY > 0 ? place() : "";
    if (id && location.hash.startsWith(`#${id}?`)) id = location.hash.slice(1); // What a live figure's reader has set goes along.
    link.setAttribute("href", id ? `${address}#${id}` : address);
  };
  for (const event of ["pointerdown", "click", "auxclick", "focus", "contextmenu"]) link.addEventListener(event, keep, true);
  for (const event of ["pointerenter", "focus"]) link.addEventListener(event, position, { once: true });
  let focused; // What had the focus before the link was pressed.
  link.addEventListener("pointerdown", () => { focused = document.activeElement; });
  link.addEventListener("click", async (event) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return; // It opens elsewhere.
    event.preventDefault();
    try {
      (await position()).remember(link, event.detail ? focused : document.activeElement);
    } finally {
      location.assign(link.href);
    }
  });
}

try {
  if (sessionStorage.getItem("sitekit.position")) position().then(({ restore }) => restore());
} catch { /* Nothing is remembered for who does not want it. */ }
