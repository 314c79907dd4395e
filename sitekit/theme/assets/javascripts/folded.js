// What is folded opens for a search result in it. For a link into it, for a search within the page and on paper it opens by itself.

/** Unfold all that `element` stands in. */
export function unfold(element) {
  for (let fold = element?.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
}

/** The id of the heading below which `mark` stands. */
function section(mark) {
  const above = [...document.querySelectorAll(".md-content :is(h1, h2, h3, h4)[id]")]
    .filter((heading) => heading.compareDocumentPosition(mark) & Node.DOCUMENT_POSITION_FOLLOWING);
  return above.at(-1)?.id;
}

// Material marks what was searched for, `?h=`, when its index has come, in the section to which the result leads and everywhere else.
if (new URLSearchParams(location.search).has("h")) {
  const look = () => {
    for (const mark of document.querySelectorAll(".md-content details:not([open]) mark")) {
      if (section(mark) === decodeURIComponent(location.hash.slice(1))) unfold(mark);
    }
  };
  new MutationObserver(look).observe(document.querySelector(".md-content"), { childList: true, subtree: true });
}
