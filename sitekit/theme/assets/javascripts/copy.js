// A button that copies a text, and says that it did.

/** Put such a button, called `words.copy`, at the end of `place`; it copies what `read()` returns, which `element` shows. */
export function addCopyButton(place, element, read, words) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "md-button";
  button.textContent = words.copy;
  const status = document.createElement("span");
  status.setAttribute("role", "status");
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(read());
      status.textContent = words.copied;
    } catch {
      getSelection().selectAllChildren(element); // Not allowed to copy: the reader's own key does it.
    }
  });
  place.append(button, status);
}
