// Code and tests open in place, in the menu under their figure, when a reader asks: they are fetched from their own pages.
//
// Without this script, and after any error, the links lead to those pages.

import { makeCopyable } from "./code.js";
import { otherPage } from "./fetched.js";

let count = 0;

/** The listings of the page at `address`, ready to stand in this one: no ids, and links that lead to that page. */
async function fetched(address) {
  const { page, url } = await otherPage(address);
  const files = page.querySelector(".code-page .code-files");
  if (!files) throw new Error(`${address}: no listing`);
  for (const link of files.querySelectorAll("a[href]")) link.href = new URL(link.getAttribute("href"), url).href;
  for (const file of files.querySelectorAll(".code-file")) {
    file.setAttribute("aria-label", file.querySelector("h2").textContent);
    file.removeAttribute("aria-labelledby");
    const name = document.createElement("p"); // A heading of the other page is none of this one.
    name.className = "code-name";
    name.append(...file.querySelector("h2").childNodes);
    file.querySelector("h2").replaceWith(name);
  }
  for (const element of files.querySelectorAll("[id]")) element.removeAttribute("id");
  for (const link of files.querySelectorAll(".headerlink")) link.remove();
  return document.adoptNode(files);
}

/** A button beside `link` that opens and closes what it leads to. */
function addOpener(link, words) {
  const button = document.createElement("button");
  const place = document.createElement("div");
  button.type = "button";
  button.className = "code-opener";
  button.textContent = words.open;
  place.id = `listing-${++count}`;
  place.className = "code-listing";
  place.hidden = true;
  link.id ||= `${place.id}-link`;
  button.id = `${place.id}-opener`;
  button.setAttribute("aria-expanded", "false");
  button.setAttribute("aria-controls", place.id);
  // In Korean the object comes before its verb.
  const korean = document.documentElement.lang === "ko";
  button.setAttribute("aria-labelledby", korean ? `${link.id} ${button.id}` : `${button.id} ${link.id}`);
  const status = document.createElement("span");
  status.setAttribute("role", "status");

  const show = (open) => {
    place.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
    button.textContent = open ? words.close : words.open;
  };
  button.addEventListener("click", async () => {
    if (button.getAttribute("aria-busy")) return;
    status.textContent = "";
    if (!place.hidden) return show(false);
    if (!place.firstChild) {
      button.setAttribute("aria-busy", "true");
      try {
        place.append(await fetched(link.href));
        makeCopyable(place, words);
      } catch (error) {
        console.warn(error);
        status.textContent = words.failed;
        return;
      } finally {
        button.removeAttribute("aria-busy");
      }
    }
    show(true);
  });
  link.after(" ", button, status, place);
}

/** Put such a button beside each link of `menu`, which was opened. */
export function addOpeners(menu) {
  const list = menu.querySelector(".figure-code");
  for (const link of list?.querySelectorAll("a") ?? []) addOpener(link, list.dataset);
}
