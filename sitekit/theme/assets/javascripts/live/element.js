// Elements of pages and of drawings.

const SVG = "http://www.w3.org/2000/svg";

const filled = (made, attributes, children) => {
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

/** A new element: `element("button", {type: "button", class: "a"}, "text", child)`. */
export const element = (name, attributes = {}, ...children) => filled(document.createElement(name), attributes, children);

/** A new shape of a drawing, in the same way. */
export const shape = (name, attributes = {}, ...children) => filled(document.createElementNS(SVG, name), attributes, children);
