// Phrases that set a live figure. Such a phrase is a link to its figure, which is all that it is without scripts. The state is added
// when it is followed, as part of the address: the way back is the browser's own.

const arrive = async () => (await import("./live/arrive.js")).arriveByPhrase();

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[data-state]");
  if (!link) return;
  link.hash = `${link.hash.split("?")[0]}?${link.dataset.state}`;
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  // Not before the browser has gone there: it remembers for the way back where the reader was.
  addEventListener("hashchange", arrive, { once: true });
  if (link.href === location.href) dispatchEvent(new Event("hashchange"));
});
