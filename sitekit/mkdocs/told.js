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

  const FOLDER = "/assets/figures/";
  const script = (host) => new URL(host.getAttribute("script"), document.baseURI);

  /** The error, and the lines of ours that it comes from, as an author finds them; the script, where it names none. */
  const written = (error, host) => {
    const lines = `${error?.stack ?? ""}`.split("\n").filter((line) => line.includes(FOLDER));
    const places = lines.map((line) => line.replace(/^.*\/assets\/(figures\/[^?:)]+)[^:)]*((?::\d+)*).*$/, "$1$2"));
    return [`${error}`, ...(places.length ? places : [script(host).pathname.replace(/^.*\/assets\//, "")])].join("\n");
  };

  const tell = (host, error) => {
    const line = document.createElement("pre");
    line.className = "live-error";
    line.setAttribute("role", "alert");
    line.textContent = written(error, host);
    const said = [...host.querySelectorAll(".live-error")].some((other) => other.textContent === line.textContent);
    if (!said) (host.querySelector(".live-failed") ?? host.lastElementChild).after(line);
  };

  document.addEventListener("live-failed", ({ target, detail }) => tell(target, detail));

  // What a script of a figure does by itself, in a listener or a promise of its own, no panel hears of.
  for (const kind of ["error", "unhandledrejection"]) {
    addEventListener(kind, (event) => {
      const error = event.error ?? event.reason;
      const comes = `${error?.stack ?? ""}`;
      for (const host of document.querySelectorAll("live-figure[script]")) {
        if (comes.includes(script(host).pathname.replace(/[^/]*$/, ""))) tell(host, error);
      }
    });
  }

  addEventListener("load", ask);
}
