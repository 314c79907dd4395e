// What most readers do not ask for is fetched for those who do: live figures, listings of code, the button that copies BibTeX,
// the whole font.

const AHEAD = "100% 0px"; // A screen below what is seen.

/** Call `action` once, when one of `elements` is within `margin` of the screen. */
function whenNear(elements, margin, action) {
  if (!elements.length) return undefined;
  const near = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    near.disconnect();
    action();
  }, { rootMargin: margin });
  for (const element of elements) near.observe(element);
  return near;
}

// The script of live figures comes when the address names one or one is seen; for one that lies ahead, when the reader begins to
// scroll. A button that is pressed before it is there is answered when it is.
const figures = document.querySelectorAll("live-figure");
const begin = () => import("./live.js");
if (figures.length && location.hash) begin();
const seen = whenNear(figures, "0px", begin);
if (seen) {
  const ahead = () => {
    seen.disconnect();
    whenNear(figures, AHEAD, begin);
  };
  addEventListener("scroll", ahead, { once: true, passive: true });
  addEventListener("hashchange", begin, { once: true });
  for (const host of figures) {
    host.querySelector(".live-tab").addEventListener("click", async () => {
      if (customElements.get("live-figure")) return;
      await begin();
      host.start();
    });
  }
}

for (const menu of document.querySelectorAll(".figure-about")) {
  menu.addEventListener("toggle", async () => (await import("./listing.js")).addOpeners(menu), { once: true });
}

if (document.querySelector(".figures-filter")) import("./wall.js");
if (document.querySelector("[data-embed]")) import("./embed.js");

whenNear(document.querySelectorAll(".cite-this"), AHEAD, () => import("./cite.js"));

// What the built pages do not have, such as what a reader writes, comes from the slices of the whole font.
addEventListener("focusin", function typing({ target }) {
  if (!target.matches?.("[type=text], [type=search], textarea")) return;
  removeEventListener("focusin", typing);
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = new URL("../fonts/pretendard.css", import.meta.url);
  document.head.append(link);
});
