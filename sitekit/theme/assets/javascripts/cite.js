// A button that copies the BibTeX of the page. Without JavaScript there is no button, and the text can be selected.

import { addCopyButton } from "./copy.js";

for (const block of document.querySelectorAll(".cite-this")) {
  const code = block.querySelector("code");
  addCopyButton(block, code, () => code.textContent.trim(), block.dataset);
}
