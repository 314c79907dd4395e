// Where the address leads, and the way there. What is folded opens by itself for a link into it, for a search within the page and on
// paper; for all else there is this.

/** What the address names, and what it asks of that: "#figure-x?key=value" is ["figure-x", "key=value"]. */
export function target() {
  try {
    return decodeURIComponent(location.hash.slice(1)).split("?");
  } catch {
    return [""];
  }
}

/** Unfold all that `element` stands in. */
export function unfold(element) {
  for (let fold = element?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}
