// The button that keeps an article for when there is no network. What it does is fetched for those who press it, or have kept something.

const button = document.querySelector(".keep");

if (button && window.caches && navigator.serviceWorker) {
  const script = () => import("./kept.js");
  button.classList.add("keep-ready");
  button.addEventListener("click", async () => {
    try {
      await (await script()).press(button);
    } catch (error) {
      console.warn(`keeping: ${error.message}`);
      button.nextElementSibling.textContent = button.dataset.failed;
      button.nextElementSibling.classList.add("keep-failed");
    }
  });
  caches.keys().then((names) => names.some((name) => name.startsWith("kept ")) && script().then(({ begin }) => begin(button))).catch(() => {});
}
