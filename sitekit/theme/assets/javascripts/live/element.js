// Elements of pages and of drawings.

const SVG = "http://www.w3.org/2000/svg";

const filled = (made, attributes, children) => {
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
};

/** Give `node` those of `attributes` that it has not: what is set to what it was is styled and laid out again all the same. */
export function put(node, attributes) {
  for (const [key, value] of Object.entries(attributes)) {
    const text = String(value);
    if (node.getAttribute(key) !== text) node.setAttribute(key, text);
  }
}

/** Let `text` be all that stands in `node`. Its text stays one node: a node that comes or goes may restyle the whole page. */
export function write(node, text) {
  const inner = node.firstChild;
  if (inner instanceof Text && !inner.nextSibling) {
    if (inner.data !== text) inner.data = text;
  } else {
    node.textContent = text;
  }
}

/** A new element: `element("button", {type: "button", class: "a"}, "text", child)`. */
export const element = (name, attributes = {}, ...children) => filled(document.createElement(name), attributes, children);

/** A new shape of a drawing, in the same way. */
export const shape = (name, attributes = {}, ...children) => filled(document.createElementNS(SVG, name), attributes, children);
