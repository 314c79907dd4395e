// A button that copies the BibTeX of the page. Without JavaScript there is no button, and the text can be selected.

for (const block of document.querySelectorAll(".cite-this")) {
  const code = block.querySelector("code");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "md-button";
  button.textContent = block.dataset.copy;
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(code.textContent.trim());
      status.textContent = block.dataset.copied;
    } catch {
      getSelection().selectAllChildren(code); // Not allowed to copy: the reader's own key does it.
    }
  });
  block.append(button, status);
}
