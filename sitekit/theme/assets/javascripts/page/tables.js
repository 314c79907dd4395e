// A table wider than the screen scrolls by itself, in a wrapper that Material makes once the page is there; so must the keyboard's
// reader be able to scroll it.

function look() {
  for (const wrapper of document.querySelectorAll(".md-typeset__scrollwrap")) {
    if (wrapper.scrollWidth > wrapper.clientWidth) wrapper.tabIndex = 0;
  }
}

addEventListener("load", look);
document.addEventListener("toggle", look, true); // What is folded has no width.
