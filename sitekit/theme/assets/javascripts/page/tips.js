// Cards on citations, terms, claims, and on links within the site. CSS opens those that a page has on hover and focus. This adds what
// CSS cannot: what a link leads to is fetched when it is asked for (previews.js), the first tap opens the card, the second or the link
// in it follows, and Escape closes it.

const CARD = ":scope > .tip-card";
const tipOf = (target) => target.closest?.("span.tip");

/** A promise: whether `tip` has a card now. */
async function filled(tip) {
  if (tip.querySelector(CARD)) return true;
  try {
    return await (await import("./previews.js")).fill(tip);
  } catch {
    return false; // The link is there without it.
  }
}

function close(except) {
  for (const tip of document.querySelectorAll("span.tip.is-open")) if (tip !== except) tip.classList.remove("is-open");
}

/** Open the card of `tip` for a finger, with a link in it that one can see. */
function open(tip) {
  close(tip);
  tip.classList.add("is-open");
  const card = tip.querySelector(CARD);
  if (card.querySelector(".tip-more")) return;
  const link = Object.assign(document.createElement("a"), { href: tip.querySelector("a").href, tabIndex: -1 });
  link.textContent = document.querySelector(".tip-words").dataset.go;
  const more = Object.assign(document.createElement("span"), { className: "tip-more", ariaHidden: "true" });
  more.append(link);
  card.append(more);
}

for (const event of ["pointerover", "focusin"]) {
  document.addEventListener(event, ({ target }) => { if (tipOf(target)) filled(tipOf(target)); });
}

for (const event of ["pointerout", "focusout"]) {
  document.addEventListener(event, ({ target, relatedTarget }) => {
    const tip = tipOf(target);
    if (tip && !tip.contains(relatedTarget)) tip.classList.remove("is-closed");
  });
}

document.addEventListener("click", async (event) => {
  const link = event.target.closest?.("span.tip > a");
  if (!link || event.pointerType !== "touch" || link.parentElement.classList.contains("is-open")) return;
  event.preventDefault();
  if (await filled(link.parentElement)) open(link.parentElement);
  else location.assign(link.href);
});

document.addEventListener("pointerdown", (event) => close(tipOf(event.target)));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  close();
  for (const tip of document.querySelectorAll("span.tip:is(:hover, :focus-within)")) {
    tip.classList.add("is-closed");
    if (tip.querySelector(CARD)?.contains(document.activeElement)) tip.querySelector("a").focus();
  }
});
