// What MkDocs' server otherwise writes into every page: ask whether a newer site has been built, and load it. A file of its own, so
// that a page under `mkdocs serve` has the same policy as the built one.
const { epoch, request } = document.currentScript.dataset;
let asking, again;

const ask = async () => {
  asking = new AbortController();
  try {
    const answer = await fetch(`/livereload/${epoch}/${request}`, { signal: asking.signal });
    if (Number.parseFloat(await answer.text()) > Number(epoch)) location.reload();
    else again = setTimeout(ask, answer.ok ? 0 : 3000);
  } catch (error) {
    if (error.name !== "AbortError") again = setTimeout(ask, 3000);
  }
};

const stop = () => {
  asking?.abort();
  clearTimeout(again);
};

addEventListener("load", () => document.visibilityState === "visible" && ask());
document.addEventListener("visibilitychange", () => (document.visibilityState === "visible" ? ask() : stop()));
addEventListener("beforeunload", stop);
