// The language switch keeps the reader's place: both languages have the same ids.

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

for (const link of document.querySelectorAll("a[data-same-page]")) {
  const address = link.getAttribute("href");
  const keep = () => {
    let id = window.scrollY > 0 ? place() : "";
    if (id && location.hash.startsWith(`#${id}?`)) id = location.hash.slice(1); // What a live figure's reader has set goes along.
    link.setAttribute("href", id ? `${address}#${id}` : address);
  };
  for (const event of ["pointerdown", "click", "auxclick", "focus", "contextmenu"]) link.addEventListener(event, keep, true);
}
