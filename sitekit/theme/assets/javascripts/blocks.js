// The blocks of a page's text under each heading, in their order. All languages of a page have the same ones, so the n-th under
// a heading is the n-th there in every other language.

const LISTS = ":is(.claims-list, .corrections, .findings)"; // Of entries that are made of blocks.
const INTO = `section, article, div, aside, details, figure, figcaption, ${LISTS}, ${LISTS} > li`;
const APART = `.other-language, .post-head, .next-section, .changed, .cite-this, .report, .comments, .figure-picture, .figure-menu,
  .figure-about, .figure-files, .claims-filter, .claims-map, .lab-links, .lab-output, .highlight, .references, pre, nav, form, hr, script,
  template, style`;

/** The text of a page: `page` is a document. */
export const text = (page) => page.querySelector(".md-content__inner");

/** A map: the id of a heading ("" before the first) → the blocks under it, itself the first. A figure comes before its caption. */
export function sections(root) {
  const found = new Map([["", []]]);
  let section = "";
  const walk = (element) => {
    for (const child of element.children) {
      if (child.matches(APART)) continue;
      if (child.matches("h1, h2, h3, h4, h5, h6") && child.id) {
        section = child.id;
        found.set(section, []);
      }
      const holdsOthers = child.matches(INTO);
      if (!holdsOthers || child.matches("figure")) found.get(section).push(child);
      if (holdsOthers) walk(child);
    }
  };
  walk(root);
  return found;
}
