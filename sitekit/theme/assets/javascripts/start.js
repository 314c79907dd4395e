// The scripts of a page, which wait in templates, start when the page has been seen: until then the line belongs to its text, its
// style and its font. A reader who does something before has them at once.
{
  const LATER = "template.later";
  let due = true;

  /** The script that `marked` stands for; a promise that it has run, or failed to come. It goes into the head: an element more or less
   * in the body has the browser work out the style of all that is beside it. */
  const run = (marked) => {
    const script = document.createElement("script");
    const given = marked.content.firstElementChild;
    for (const { name, value } of given.attributes) script.setAttribute(name, value);
    script.async = given.hasAttribute("async"); // The others run in the order of the page.
    const ended = new Promise((resolve) => { script.onload = script.onerror = resolve; });
    document.head.append(script);
    return ended;
  };

  const start = async () => {
    if (!due) return;
    due = false;
    const marks = [...document.querySelectorAll(LATER)];
    await Promise.all(marks.map(run));
    // The browser's own event of that name came before there were scripts; Material's begins with it.
    document.dispatchEvent(new Event("DOMContentLoaded"));
    for (const marked of marks) marked.className = "started"; // None is left: the sign that all are there.
  };

  // What is below the first screens is not laid out before its reader is near (site.css). All is when somebody takes hold of something
  // in the text or goes far at once, since a browser goes where a place is by then, and for whatever has to know where each is, which
  // says "whole". What is on the screen stays there.
  const HELD = ".md-content__inner :is(a, button, summary, input, select, live-figure, [tabindex])";
  const { classList, style } = document.documentElement;
  const whole = () => {
    if (classList.contains("whole")) return;
    const shown = scrollY ? document.elementFromPoint(innerWidth / 2, innerHeight / 2)?.closest(".md-content__inner > *") : null;
    const top = shown?.getBoundingClientRect().top;
    style.overflowAnchor = "none"; // The browser must not do the same once more.
    classList.add("whole");
    if (shown) scrollBy({ top: shown.getBoundingClientRect().top - top, behavior: "instant" });
    requestAnimationFrame(() => requestAnimationFrame(() => style.removeProperty("overflow-anchor")));
  };
  let seen = scrollY;
  for (const event of ["hashchange", "beforeprint", "whole"]) addEventListener(event, whole);
  for (const event of ["pointerdown", "focusin"]) {
    addEventListener(event, ({ target }) => { if (target.closest?.(HELD)) whole(); }, { capture: true });
  }
  addEventListener("keydown", ({ key }) => { if (key === "Home" || key === "End") whole(); }, { capture: true });
  addEventListener("click", ({ target }) => { if (target.closest?.("a")?.getAttribute("href")?.startsWith("#")) whole(); }, { capture: true });
  addEventListener("scroll", () => {
    if (Math.abs(scrollY - seen) > 2 * innerHeight) whole();
    seen = scrollY;
  }, { passive: true });

  for (const event of ["focusin", "keydown", "pointerdown"]) addEventListener(event, start, { once: true, capture: true });
  if (document.hidden || !PerformanceObserver.supportedEntryTypes.includes("paint")) start();
  else {
    document.addEventListener("visibilitychange", start, { once: true });
    new PerformanceObserver((list, observer) => {
      if (!list.getEntriesByName("first-contentful-paint").length) return;
      observer.disconnect();
      setTimeout(start);
    }).observe({ type: "paint", buffered: true });
  }
}
