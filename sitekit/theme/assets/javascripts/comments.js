// Comments by giscus, loaded when the reader asks for them and not before: one frame, no script of another host.

const host = "https://giscus.app";
const section = document.querySelector("[data-giscus-repo]");
const button = section.querySelector("button");
const memory = "giscus-session";

// After signing in at GitHub, giscus returns here with the session in the address.
const address = new URL(location.href);
const session = address.searchParams.get("giscus");
if (session) {
  localStorage.setItem(memory, JSON.stringify(session));
  address.searchParams.delete("giscus");
  history.replaceState(undefined, "", address);
}

function load() {
  const { giscusRepo, giscusRepoId, giscusCategory, giscusCategoryId, giscusTerm, giscusTitle } = section.dataset;
  const theme = document.body.dataset.mdColorScheme === "slate" ? "dark_dimmed" : "light";
  const settings = new URLSearchParams({
    origin: address.href, backLink: address.href, session: JSON.parse(localStorage.getItem(memory) ?? '""'),
    repo: giscusRepo, repoId: giscusRepoId, category: giscusCategory, categoryId: giscusCategoryId,
    term: giscusTerm, strict: "0", description: document.title,
    theme, reactionsEnabled: "1", emitMetadata: "0", inputPosition: "bottom",
  });
  const frame = document.createElement("iframe");
  frame.title = giscusTitle;
  frame.className = "comments-frame";
  frame.src = `${host}/${document.documentElement.lang}/widget?${settings}`;
  window.addEventListener("message", ({ origin, data }) => {
    if (origin === host && data?.giscus?.resizeHeight) frame.style.height = `${data.giscus.resizeHeight}px`;
  });
  button.replaceWith(frame);
}

button.hidden = false;
button.addEventListener("click", load, { once: true });
if (session) load();
