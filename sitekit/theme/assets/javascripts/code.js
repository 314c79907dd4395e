// A page of code: a button at each file that copies it.

import { addCopyButton } from "./copy.js";

/** Give every file in `listing` its button. `words` has `copy` and `copied`. */
export function makeCopyable(listing, words) {
  for (const file of listing.querySelectorAll(".code-file")) {
    const code = file.querySelector("pre code");
    addCopyButton(file.querySelector(".code-tools"), code, () => code.textContent, words);
  }
}

for (const page of document.querySelectorAll(".code-page")) makeCopyable(page, page.dataset);
