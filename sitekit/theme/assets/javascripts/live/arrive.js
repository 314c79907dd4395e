// The way to a figure that the address sets: the browser finds no element of the name "figure-x?key=value".

import { target, unfold } from "../target.js";

/** Show that figure, if there is one. */
export function arrive() {
  const [name, query] = target();
  const figure = query !== undefined && document.getElementById(name);
  if (!figure) return null;
  unfold(figure);
  figure.scrollIntoView();
  return figure;
}

/** The same for who has followed a phrase (page/phrases.js): the keyboard goes on from the figure. */
export function arriveByPhrase() {
  const figure = arrive();
  if (!figure) return;
  figure.tabIndex = -1;
  figure.focus({ preventScroll: true });
}
