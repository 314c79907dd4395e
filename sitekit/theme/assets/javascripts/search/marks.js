// Marks what a reader searched for, in the section that a result led to, and opens what is folded there. It has bounds, since
// an address may say anything: `?h=` is a few words, and so many marks are made and no more.

import { target, unfold } from "../target.js";
import { fold, joined, occurrences } from "./fold.js";

const MOST_WORDS = 8;
const MOST_MARKS = 60;
const MOST_TEXT = 400_000;
const LEFT_OUT = "script, style, svg, math, live-figure, .tip-card, .headerlink, mark, button, select, textarea";

/** The pieces of `text` and whether each is one of `needles` (folded forms): [[text, isFound], …]. */
export function marked(text, needles, most = MOST_MARKS) {
  const folded = fold(text);
  const spans = needles.flatMap((needle) => occurrences(folded, needle, most).map(({ place }) => [place, place + needle.length - 1]));
  const pieces = [];
  let from = 0;
  for (const [first, last] of spans.sort(([one], [other]) => one - other).slice(0, most)) {
    const [start, end] = [Math.max(from, folded.at[first]), folded.at[last] + 1];
    if (end <= from) continue;
    if (start > from) pieces.push([folded.source.slice(from, start), false]);
    pieces.push([folded.source.slice(start, end), true]);
    from = end;
  }
  if (from < folded.source.length) pieces.push([folded.source.slice(from), false]);
  return pieces;
}

/** `pieces` as nodes. */
export function nodes(pieces) {
  return pieces.map(([text, isFound]) => {
    if (!isFound) return document.createTextNode(text);
    const mark = document.createElement("mark");
    mark.textContent = text;
    return mark;
  });
}

/** Mark the words of `text` where the address leads to, open what hides the first of them, and go there. */
export function show(text) {
  const needles = [...new Set(text.slice(0, 200).split(/\s+/).map(joined))]
    .filter((needle) => needle.length > 1)
    .slice(0, MOST_WORDS);
  const content = document.querySelector(".md-content");
  for (const mark of content?.querySelectorAll("mark.searched") ?? []) mark.replaceWith(...mark.childNodes);
  if (!content || !needles.length) return;
  content.normalize();
  let [left, seen] = [MOST_MARKS, 0];
  let first;
  for (const node of texts(content)) {
    seen += node.length;
    if (left <= 0 || seen > MOST_TEXT) break;
    const pieces = marked(node.data, needles, left);
    if (!pieces.some(([, isFound]) => isFound)) continue;
    const made = nodes(pieces);
    for (const mark of made.filter((one) => one.nodeName === "MARK")) {
      mark.className = "searched";
      first ??= mark;
      left -= 1;
    }
    node.replaceWith(...made);
  }
  if (first) reveal(first);
}

function reveal(mark) {
  unfold(mark);
  const { top, bottom } = mark.getBoundingClientRect();
  if (top < 0 || bottom > window.innerHeight) mark.scrollIntoView({ block: "center" });
}

/** The texts of the section that the address leads to, or of the whole page. */
function texts(content) {
  const named = document.getElementById(target()[0]);
  const place = content.contains(named) ? named : content;
  const heading = place.matches("h1, h2, h3, h4, h5, h6") && place;
  const within = heading ? content : place;
  const next = heading && [...content.querySelectorAll("h1[id], h2[id], h3[id], h4[id], h5[id], h6[id]")].find((other) => follows(heading, other));
  const found = [];
  const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (heading && !heading.contains(node) && !follows(heading, node)) continue;
    if (next && (next.contains(node) || follows(next, node))) break;
    if (node.data.trim() && !node.parentElement.closest(LEFT_OUT)) found.push(node);
  }
  return found;
}

function follows(one, other) {
  return Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING) && !one.contains(other);
}
