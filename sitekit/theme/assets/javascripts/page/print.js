// What print.css puts around a page on paper, and pictures that a reader has not come to yet. It waits until the page is printed: a
// name given to the whole page has the browser work out all of its style anew.

const text = (words) => (words ? JSON.stringify(words) : "none");

addEventListener("beforeprint", () => {
  const { style } = document.documentElement;
  const title = document.querySelector(".md-content h1")?.cloneNode(true);
  for (const part of title?.querySelectorAll(".headerlink, br") ?? []) part.replaceWith(" ");
  style.setProperty("--page-title", text(title?.textContent.replace(/\s+/g, " ").trim()));
  style.setProperty("--page-address", text(document.querySelector("link[rel=canonical]")?.href));
  for (const picture of document.querySelectorAll("img[loading=lazy]")) picture.loading = "eager";
});
