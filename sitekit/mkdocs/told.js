// Under mkdocs serve alone: the bar that tells what is wrong with the texts, and the errors of live figures where they stand.
{
  const here = new URL(document.currentScript.src);
  const root = new URL("../../", here);
  const CLOSED = "told-closed";

  /** What was closed stays so until something else is told. */
  const show = (html) => {
    if (!html || sessionStorage.getItem(CLOSED) === html) return;
    document.body.insertAdjacentHTML("beforeend", html);
    const bar = document.body.lastElementChild;
    bar.querySelector(".told-close").addEventListener("click", () => {
      sessionStorage.setItem(CLOSED, html);
      bar.remove();
    });
  };

  const ask = async () => {
    const sheet = document.createElement("link");
    Object.assign(sheet, { rel: "stylesheet", href: new URL("assets/told.css", root) });
    document.head.append(sheet);
    const asked = new URL("assets/told.html", root);
    asked.searchParams.set("language", document.documentElement.lang);
    const answer = await fetch(asked);
    if (answer.ok) show(await answer.text());
  };

  /** The error, and the lines of ours that it comes from, as an author finds them. */
  const written = (error) => {
    const lines = `${error?.stack ?? ""}`.split("\n").filter((line) => line.includes("/assets/figures/"));
    const places = lines.map((line) => line.replace(/^.*\/assets\/(figures\/[^?:)]+)[^:)]*((?::\d+)*).*$/, "$1$2"));
    return [`${error}`, ...places].join("\n");
  };

  document.addEventListener("live-failed", ({ target, detail }) => {
    const line = document.createElement("pre");
    line.className = "live-error";
    line.setAttribute("role", "alert");
    line.textContent = written(detail);
    target.querySelector(".live-failed")?.after(line);
  });

  addEventListener("load", ask);
}
