// The same page in another language, block by block beside this one: fetched from where it lies, put in without anything that must
// be unique or that this page shows already, and taken out without a trace.

import { sections, text } from "./blocks.js";
import { dressed, otherPage } from "./fetched.js";
import { still } from "./position.js";

const NOT_AGAIN = "img, svg[role], script, button, input, .headerlink, .figure-about";
const SHEET = new URL("../both.css", import.meta.url).href;
const SCROLLED = "md-typeset__scrollwrap"; // Around a table (sitekit/mkdocs/material.py).

/** Show the page at `address`, which is in `language`. Whoever cannot have it gets an error. */
export async function show(address, language) {
  const [{ page }] = await Promise.all([otherPage(address), dressed(SHEET)]);
  const other = text(page);
  if (!other) throw new Error(`${address} has no text`);
  const ours = text(document);
  still(() => {
    clear();
    ours.classList.add("both-shown");
    pair(sections(ours), sections(other), address, language);
  });
}

/** Show this page alone. */
export function hide() {
  still(clear);
}

function clear() {
  for (const copy of document.querySelectorAll(".other-language")) copy.remove();
  text(document).classList.remove("both-shown");
}

/** Put beside each of `ours` the block of `theirs` that says the same. Where one is of another kind, the rest of its section is left. */
function pair(ours, theirs, address, language) {
  for (const [id, blocks] of ours) {
    const twins = theirs.get(id) ?? [];
    for (const [index, block] of blocks.entries()) {
      const twin = twins[index];
      if (twin?.tagName !== block.tagName) break;
      if (block.tagName !== "FIGURE" && twin.textContent.trim() !== block.textContent.trim()) add(block, copied(twin, address, language));
    }
  }
}

function add(block, copy) {
  if (block.tagName === "SUMMARY") block.append(copy);
  else (block.closest(`.${SCROLLED}`) ?? block).after(copy);
}

/** A copy of `twin` for this page. Links within the page lead to the same place in this language, others to where they led. */
function copied(twin, address, language) {
  let copy = document.importNode(twin, true);
  for (const element of copy.querySelectorAll(NOT_AGAIN)) element.remove();
  for (const link of copy.querySelectorAll("a[href]")) {
    const way = link.getAttribute("href");
    if (way.startsWith("#")) link.dataset.seen = new URL(way, address).href; // Its preview is in the block's language.
    else link.setAttribute("href", new URL(way, address).href);
  }
  const described = new Set([...copy.querySelectorAll("[aria-describedby]")].map((link) => link.getAttribute("aria-describedby")));
  for (const element of [copy, ...copy.querySelectorAll("[id]")]) {
    if (described.has(element.id)) element.id = `${language}-${element.id}`;
    else element.removeAttribute("id");
  }
  for (const link of copy.querySelectorAll("[aria-describedby]")) {
    link.setAttribute("aria-describedby", `${language}-${link.getAttribute("aria-describedby")}`);
  }
  if (copy.matches("h1, h2, h3, h4, h5, h6, summary")) { // A second heading or button would be one too many.
    const name = copy.tagName.toLowerCase();
    const plain = document.createElement(name === "summary" ? "span" : "p");
    plain.className = `other-${name}`;
    plain.append(...copy.childNodes);
    copy = plain;
  } else if (copy.matches("table")) {
    const around = document.createElement("div");
    around.className = SCROLLED;
    const within = document.createElement("div");
    within.className = "md-typeset__table";
    within.append(copy);
    around.append(within);
    copy = around;
  }
  copy.classList.add("other-language");
  copy.lang = language;
  return copy;
}
