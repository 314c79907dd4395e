// A table wider than the screen scrolls by itself, in a wrapper; so must the keyboard's reader be able to scroll it. The browser says
// when it has laid one out, on the screen or in what was folded: nobody has it work out the page for the answer.

const WRAPPER = ".md-typeset__scrollwrap";

const sizes = new ResizeObserver((entries) => {
  const wrappers = new Set(entries.map(({ target }) => target.closest(WRAPPER)));
  const wide = [...wrappers].filter((wrapper) => wrapper?.scrollWidth > wrapper?.clientWidth);
  for (const wrapper of wide) wrapper.tabIndex = 0;
});

for (const part of document.querySelectorAll(`${WRAPPER}, ${WRAPPER} table`)) sizes.observe(part);
