// Where a reader is: at which block of which section, and where on the screen that is. It outlasts a change of the page, and the way
// to the same page in another language.

import { sections, text } from "./blocks.js";

const KEY = "sitekit.position";
const FRESH = 30_000; // Milliseconds from the switch to the other page.
const SETTLED = 3_000; // Milliseconds after which a page grows no more by itself.
const STOPS = "a[href], button, summary, input, select, textarea, [tabindex]";
const FOLDS = ".in-detail, .in-margin";

dispatchEvent(new Event("whole")); // Nothing has a place before what is above it is laid out (start.js).

/** How far down the header reaches, and the line of contents below it: what is above is not seen. */
const head = () => Math.max(0, ...[...document.querySelectorAll(".md-header, .contents")].map((bar) => bar.getBoundingClientRect().bottom));

/** Every block with its place: `{ block, section, index }`. */
function* places() {
  for (const [section, blocks] of sections(text(document))) {
    for (const [index, block] of blocks.entries()) yield { block, section, index };
  }
}

/** The first block that begins in the upper half of the screen, or else the one that began above it; `share` of it is past. */
function here() {
  const edge = head();
  let found;
  for (const place of places()) {
    if (!place.block.checkVisibility()) continue;
    const { top, height } = place.block.getBoundingClientRect();
    if (top >= edge) return top < innerHeight / 2 || !found ? { ...place, top } : found;
    found = { ...place, top, share: height ? Math.min((edge - top) / height, 1) : 0 };
  }
  return found;
}

/** Scroll so that `block` is where it was: as far below the upper edge, or as far read. */
function scrollTo({ block, top, share }) {
  const now = block.getBoundingClientRect();
  const wanted = share === undefined ? top : head() - share * now.height;
  window.scrollBy({ top: now.top - wanted, behavior: "instant" });
}

/** Do `action`, which changes the page above and below, and leave what is being read where it is on the screen. */
export function still(action) {
  const place = scrollY > 0 ? here() : undefined;
  const root = document.documentElement;
  root.style.overflowAnchor = "none"; // The browser must not do the same once more.
  action();
  if (place) scrollTo(place);
  requestAnimationFrame(() => requestAnimationFrame(() => {
    root.style.removeProperty("overflow-anchor");
    if (!root.getAttribute("style")) root.removeAttribute("style");
  }));
}

/** What of `block` can have the focus. */
const stops = (block) => [block, ...block.querySelectorAll(STOPS)];

/** What of the text has the focus: the n-th stop of a block, or "switch", if `link`, which was pressed, has it itself. */
function focus(element, link) {
  if (element === link) return "switch";
  for (const { block, section, index } of places()) {
    if (block.contains(element)) return { section, index, stop: stops(block).indexOf(element) };
  }
  return undefined;
}

/** Do `action` now, when all is there (until then the browser goes to where the address leads), and whenever the page grows for a
 * while, as it does when a live figure comes; no longer when the reader moves. */
function settle(action) {
  const over = new AbortController();
  const { signal } = over;
  const growth = new ResizeObserver(action);
  signal.addEventListener("abort", () => growth.disconnect());
  for (const event of ["wheel", "pointerdown", "touchmove", "keydown"]) addEventListener(event, () => over.abort(), { signal, passive: true });
  action();
  growth.observe(text(document));
  addEventListener("load", () => requestAnimationFrame(() => { if (!signal.aborted) action(); }), { signal });
  setTimeout(() => over.abort(), SETTLED);
}

/** Note where the reader is, who is on the way to the page that `link` leads to; `element` had the focus. */
export function remember(link, element) {
  const place = scrollY > 0 ? here() : undefined;
  const open = [...document.querySelectorAll(FOLDS)].map((fold) => fold.open);
  const note = { page: new URL(link.href).pathname, from: document.documentElement.lang, at: Date.now(), open, focus: focus(element, link) };
  if (place) Object.assign(note, { place: { ...place, block: undefined } });
  sessionStorage.setItem(KEY, JSON.stringify(note));
}

/** Bring a reader who comes from this page in another language to where they were. */
export function restore() {
  const note = JSON.parse(sessionStorage.getItem(KEY) ?? "{}");
  sessionStorage.removeItem(KEY);
  if (note.page !== location.pathname || Date.now() - note.at > FRESH) return;
  const folds = document.querySelectorAll(FOLDS);
  if (folds.length === note.open.length) for (const [index, fold] of folds.entries()) fold.open ||= note.open[index];
  const all = sections(text(document));
  const block = note.place && all.get(note.place.section)?.[note.place.index];
  if (block) settle(() => scrollTo({ ...note.place, block }));
  if (note.focus === "switch") {
    document.querySelector(`a[data-same-page][hreflang="${note.from}"]`)?.focus({ preventScroll: true });
  } else if (note.focus) {
    const holder = all.get(note.focus.section)?.[note.focus.index];
    if (holder) stops(holder)[note.focus.stop]?.focus({ preventScroll: true });
  }
}
