// What is folded opens by itself for a link into it, for a search within the page and on paper; for all else there is this.

/** Unfold all that `element` stands in. */
export function unfold(element) {
  for (let fold = element?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}
