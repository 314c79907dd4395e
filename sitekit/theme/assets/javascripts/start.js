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
