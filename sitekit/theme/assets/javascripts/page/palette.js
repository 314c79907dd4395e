// The switch between light and dark. It does what Material's does, and shares its memory, but touches only what changes: Material's
// has the browser work out the style of the whole page four times while that loads.

const form = document.querySelector("form.palette");
const inputs = [...form?.querySelectorAll("input") ?? []];
const KEYS = ["media", "scheme", "primary", "accent"];
const LIGHT = "(prefers-color-scheme: light)";

/** The colours of the option `index`; one that follows the system has those of the option for what the system prefers. */
function colours(index) {
  const own = (input) => Object.fromEntries(KEYS.map((key) => [key, input.getAttribute(`data-md-color-${key}`)]));
  const colour = own(inputs[index]);
  if (colour.media !== "(prefers-color-scheme)") return colour;
  const media = matchMedia(LIGHT).matches ? LIGHT : "(prefers-color-scheme: dark)";
  const followed = inputs.find((input) => input.dataset.mdColorMedia === media);
  return followed ? { ...own(followed), media: colour.media } : colour;
}

/** What the browser draws around the page: scroll bars, and on a phone its own frame. */
function surround(dark) {
  const root = document.documentElement;
  if (dark || root.style.colorScheme) root.style.colorScheme = dark ? "dark" : "";
  setTimeout(() => {
    const meta = document.querySelector("meta[name=theme-color]") ?? document.head.appendChild(document.createElement("meta"));
    meta.name = "theme-color";
    meta.content = getComputedStyle(document.querySelector(".md-header")).backgroundColor;
  }, 1000); // When the page has its style anyway.
}

function choose(index) {
  const color = colours(index);
  for (const [key, value] of Object.entries(color)) {
    const name = `data-md-color-${key}`;
    if (document.body.getAttribute(name) !== value) document.body.setAttribute(name, value);
  }
  for (const [other, input] of inputs.entries()) {
    const label = input.nextElementSibling;
    if (label?.matches("label")) label.hidden = other !== index;
  }
  __md_set("__palette", { index, color });
  surround(color.scheme === "slate");
}

if (inputs.length) {
  const known = __md_get("__palette")?.index ?? inputs.findIndex((input) => matchMedia(input.dataset.mdColorMedia).matches);
  let chosen = Math.max(0, Math.min(known, inputs.length - 1));
  choose(chosen);
  for (const [index, input] of inputs.entries()) {
    input.addEventListener("change", () => {
      chosen = index;
      choose(chosen);
    });
  }
  matchMedia(LIGHT).addEventListener("change", () => choose(chosen));
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    const next = inputs[(chosen + 1) % inputs.length];
    next.click();
    next.focus();
  });
}
