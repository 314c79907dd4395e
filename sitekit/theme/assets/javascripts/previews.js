// What a link within the site leads to, as a card: a section's first paragraph, or a figure's thumbnail and first sentence. Each page
// has them in a file beside it, which is fetched once, when the first of them is asked for.

import { pictured } from "./thumbnail.js";

const site = new URL("../../", import.meta.url);
const pages = new Map(); // Address of a page → a promise of what there is to see of it.
const asked = new WeakMap(); // A tip → a promise that it has a card.
let count = 0;

/** Give `tip` a card; whether there is one to give. */
export function fill(tip) {
  if (!asked.has(tip)) asked.set(tip, add(tip));
  return asked.get(tip);
}

async function add(tip) {
  const link = tip.querySelector("a");
  const target = new URL(link.dataset.seen ?? link.href);
  const id = decodeURIComponent(target.hash.slice(1)).split("?")[0];
  const preview = (await seen(new URL(`${target.pathname.replace(/[^/]*$/, (file) => file.replace(/html$/, ""))}previews.json`, target)))[id];
  if (!preview) {
    asked.delete(tip); // It may have been out of reach.
    return false;
  }
  const card = made(preview, target.pathname.slice(site.pathname.length).split("/")[0]);
  card.id = `preview-${++count}`;
  tip.append(card);
  link.setAttribute("aria-describedby", card.id);
  return true;
}

/** What the file at `address` says; nothing where there is none, which is asked for again. */
function seen({ href, protocol }) {
  if (protocol === "file:") return {}; // Nothing can be fetched from a folder.
  if (!pages.has(href)) {
    pages.set(href, fetch(href).then((answer) => (answer.ok ? answer.json() : {})).catch(() => {
      pages.delete(href);
      return {};
    }));
  }
  return pages.get(href);
}

function made([title, text, thumb], language) {
  const card = Object.assign(document.createElement("span"), { className: "tip-card", role: "tooltip", lang: language });
  if (thumb) card.append(pictured(Object.assign(document.createElement("img"), { className: "tip-thumb", alt: "" }), new URL(thumb, site)));
  for (const [kind, line] of [["title", title], ["text", text]]) {
    if (line) card.append(Object.assign(document.createElement("span"), { className: `tip-${kind}`, textContent: line }));
  }
  return card;
}
