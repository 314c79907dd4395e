// A film of another host is loaded when the reader asks for it, and not before.

function load({ currentTarget: button }) {
  const figure = button.closest("[data-embed]");
  const frame = document.createElement("iframe");
  frame.title = figure.dataset.title;
  frame.className = "embed-frame";
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin"; // Without it YouTube plays nothing.
  frame.src = figure.dataset.embed;
  figure.querySelector(".embed-place").replaceWith(frame);
  frame.focus();
}

for (const button of document.querySelectorAll("[data-embed] button")) {
  button.hidden = false;
  button.addEventListener("click", load, { once: true });
}
