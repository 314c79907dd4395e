// Cards on citations and terms. CSS opens them on hover and focus; this adds what CSS cannot: the first tap opens the
// card, the second follows the link, and Escape closes it.

const tips = document.querySelectorAll(".tip");

function close(except) {
  for (const tip of document.querySelectorAll(".tip.is-open")) if (tip !== except) tip.classList.remove("is-open");
}

for (const tip of tips) {
  const link = tip.querySelector("a");
  for (const event of ["pointerleave", "focusout"]) tip.addEventListener(event, () => tip.classList.remove("is-closed"));
  link.addEventListener("click", (event) => {
    if (event.pointerType !== "touch" || tip.classList.contains("is-open")) return;
    event.preventDefault();
    close(tip);
    tip.classList.add("is-open");
  });
}

document.addEventListener("pointerdown", (event) => close(event.target.closest?.(".tip")));

document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  close();
  for (const tip of document.querySelectorAll(".tip:is(:hover, :focus-within)")) tip.classList.add("is-closed");
});
