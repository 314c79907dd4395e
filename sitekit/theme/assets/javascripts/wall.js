// The filter above the wall of figures: what is left of it, and how much that is.

const filter = document.querySelector(".figures-filter");
const cards = [...document.querySelectorAll(".figure-card")];
const status = filter.querySelector("[role=status]");
const [where, all] = [filter.querySelector("select"), filter.querySelector("[type=reset]")];

/** Show the figures that all of the filter lets through. */
function show() {
  const [part, section] = where.value.split(" ");
  const verdicts = [...filter.querySelectorAll("[name=verdict]:checked")].map((box) => box.dataset.shows);
  const live = filter.querySelector("[name=live]")?.checked;
  for (const card of cards) {
    const { dataset } = card;
    const fits = (!part || dataset.part === part) && (!section || dataset.section === section) && (!live || "live" in dataset)
      && (!verdicts.length || verdicts.some((verdict) => dataset.verdicts?.split(" ").includes(verdict)));
    card.hidden = !fits;
  }
  for (const wall of document.querySelectorAll(".figure-wall")) {
    wall.hidden = !wall.querySelector(".figure-card:not([hidden])");
    wall.previousElementSibling.hidden = wall.hidden;
  }
  const shown = cards.filter((card) => !card.hidden).length;
  const { count, of } = filter.dataset;
  status.textContent = shown === cards.length ? count.replace("{}", shown) : of.replace("{shown}", shown).replace("{of}", cards.length);
  all.hidden = shown === cards.length;
}

/** Show all when a link leads to a figure that is not shown. */
function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target?.closest("[hidden]")) return;
  filter.reset();
  setTimeout(() => target.scrollIntoView());
}

filter.addEventListener("change", show);
filter.addEventListener("submit", (event) => event.preventDefault());
filter.addEventListener("reset", () => setTimeout(show)); // It is told before it is done.
all.addEventListener("click", () => where.focus()); // The button goes with what it undoes.
addEventListener("hashchange", reveal);
show();
