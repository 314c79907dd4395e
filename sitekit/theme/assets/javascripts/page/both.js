// The button, and the key B, that show the page in another language beside this one. With more than two languages each press shows
// the next. The choice is remembered.

const both = document.querySelector(".both-languages");
const KEY = "sitekit.both";

if (both) {
  const links = [...both.parentElement.querySelectorAll("a[data-same-page]")];
  const status = both.parentElement.querySelector("[role=status]");
  let shown = -1; // Which of `links`.

  const remember = (language) => {
    try {
      if (language) localStorage.setItem(KEY, language);
      else localStorage.removeItem(KEY);
    } catch { /* Who does not want anything remembered presses again. */ }
  };

  const press = async (index) => {
    if (both.hasAttribute("aria-busy")) return;
    both.setAttribute("aria-busy", "true");
    status.classList.remove("both-failed");
    const link = links[index];
    try {
      const { hide, show } = await import("./both.js");
      if (link) await show(link.href.split("#")[0], link.hreflang);
      else hide();
      shown = link ? index : -1;
      status.textContent = link ? both.dataset.on.replace("{}", link.textContent.trim()) : both.dataset.off;
      remember(link?.hreflang);
    } catch (error) {
      console.warn(`both languages: ${error.message}`);
      status.textContent = both.dataset.failed.replace("{}", link.textContent.trim());
      status.classList.add("both-failed");
    }
    both.setAttribute("aria-pressed", String(shown >= 0));
    both.removeAttribute("aria-busy");
  };
  const next = () => press(shown + 1);

  both.hidden = false;
  both.addEventListener("click", next);
  addEventListener("keydown", (event) => {
    if (event.code !== "KeyB" || event.repeat || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return;
    if (event.defaultPrevented || event.target.closest?.("input:not([type=range], [type=checkbox], [type=radio]), textarea, select, [contenteditable]")) return;
    next();
  });
  addEventListener("pointerdown", (event) => { if (!both.contains(event.target)) status.classList.remove("both-failed"); });

  let wanted = null;
  try {
    wanted = localStorage.getItem(KEY);
  } catch { /* As above. */ }
  const index = links.findIndex((link) => link.hreflang === wanted);
  // A reader who was shown both is shown both, from whichever of the languages they come.
  if (wanted && links.length) press(Math.max(index, 0));
}
