// <live-figure>: a figure whose experiment runs in the reader's browser. The measured picture stays until the reader starts it: by
// the button, by a click on the picture, or by an address with a state.
//
// What the live version needs is fetched when the figure is near and the browser idle; nothing runs before it is started but what a
// script's `prepare(data, state)` gets ready once all is there, for the state that is shown first, so that the start shows at once. What
// that returns is `live.prepared`; a generator lets the browser do other things at each of its yields.
// Without this script, in print, and after any error the measured picture stays. The state is in the address as
// #figure-name?key=value, so that a reader can send what they see.

import { dressed } from "./fetched.js";
import { element } from "./live/element.js";
import { arrive } from "./live/arrive.js";
import { target } from "./target.js";

const AHEAD = "100% 0px"; // A screen ahead of the reader.
const RARELY = 400; // Milliseconds: browsers refuse addresses that change too often.
const SOON = 200; // Milliseconds after which a browser that is never idle goes on.
const whenIdle = (action) => (globalThis.requestIdleCallback ?? setTimeout)(action, globalThis.requestIdleCallback ? { timeout: SOON } : SOON);

class LiveFigure extends HTMLElement {
  connectedCallback() {
    this.figure = this.closest("figure");
    this.caption = this.figure?.querySelector("figcaption");
    this.picture = this.querySelector(".figure-static");
    this.tabs = this.querySelector(".live-tabs");
    this.buttons = [...this.tabs.querySelectorAll("button")];
    const [live, measured] = this.buttons;
    this.leaving = new AbortController();
    const hear = (on, name, action) => on.addEventListener(name, action, { signal: this.leaving.signal });
    hear(live, "click", () => this.start());
    hear(measured, "click", () => this.show(false));
    hear(this.picture, "click", ({ target: clicked }) => {
      if (!this.panel && !clicked.closest("a")) this.start();
    });
    hear(globalThis, "hashchange", () => this.follow());
    this.near = new IntersectionObserver((entries) => {
      const visible = entries.at(-1).isIntersecting;
      if (visible && !navigator.connection?.saveData) whenIdle(() => this.fetched().catch(() => {})); // It is said when it is asked for.
      this.panel?.see(visible && this.classList.contains("live-on"));
    }, { rootMargin: AHEAD });
    this.near.observe(this);
    this.follow();
  }

  disconnectedCallback() {
    this.leaving.abort();
    this.near.disconnect();
    this.panel?.end();
  }

  /** All that the live version is made of; asked for again if it failed. */
  fetched() {
    this.fetching ??= this.fetchAll().catch((error) => {
      this.fetching = null;
      throw error;
    });
    return this.fetching;
  }

  async fetchAll() {
    const source = (name) => new URL(this.getAttribute(name), document.baseURI).href;
    const json = async () => {
      const answer = await fetch(source("data"));
      if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
      return answer.json();
    };
    const kit = Promise.all([import("./live/panel.js"), import("./live/state.js"), import("./live/data.js"),
      import("./live/numbers.js")]);
    const style = this.hasAttribute("sheet") && dressed(source("sheet"));
    const [[{ Panel }, { read, write }, { unpacked }, { written }], script, given] = await Promise.all([kit, import(source("script")), json(), style]);
    const data = unpacked(given.data);
    if (!this.starting) await new Promise(whenIdle);
    written(document.documentElement.lang, 0); // The first number takes long.
    const first = read(script.state, this.asked() ?? "", script.settle);
    return { Panel, read, write, script, labels: given.labels, data, prepared: await this.finished(script.prepare?.(data, first)) };
  }

  /** What comes of `steps`: slice by slice, if they are a generator's, as fast as the browser can once a reader waits. */
  async finished(steps) {
    if (typeof steps?.next !== "function") return steps;
    for (;;) {
      const { value, done } = steps.next();
      if (done) return value;
      await new Promise(this.starting ? setTimeout : whenIdle);
    }
  }

  /** Let the live version take the picture's place. Where none runs yet, it begins with what the address asks. */
  async start() {
    if (this.panel) {
      this.show(true);
      return;
    }
    if (this.starting || this.failed) return;
    this.starting = true;
    this.setAttribute("aria-busy", "true");
    try {
      const { Panel, read, write, script, labels, data, prepared } = await this.fetched();
      if (!this.isConnected) return;
      const language = document.documentElement.lang;
      const query = this.asked();
      const { state: schema, settle, challenge } = script;
      this.read = (text) => read(schema, text, settle);
      this.write = (state) => write(schema, state);
      this.panel = new Panel(this, {
        schema,
        settle,
        challenge,
        state: this.read(query ?? ""),
        data,
        prepared,
        labels: labels[language],
        language,
        words: this.dataset,
        on: { change: (state, settled) => this.remember(state, settled), fail: (error) => this.fail(error) },
      });
      const draw = await script.mount(this.panel);
      if (!this.panel) return;
      const frame = new Promise(requestAnimationFrame);
      this.panel.run(draw);
      this.say(labels[language].live_caption);
      await frame; // It is seen in the frame in which it is first drawn, and has its looks before that: they are worked out once.
      this.show(true);
      if (!query) this.panel?.demonstrate();
    } catch (error) {
      this.fail(error);
    } finally {
      this.starting = false;
      this.removeAttribute("aria-busy");
    }
  }

  /** Go where the address leads: to a state, or to what the measured picture's caption holds. */
  follow() {
    const query = this.asked();
    if (query) {
      this.panel?.set(this.read(query));
      this.start();
      return;
    }
    clearTimeout(this.later); // The address is no longer this figure's.
    if (this.panel && this.caption?.contains(document.getElementById(target()[0]))) {
      this.show(false);
      document.getElementById(target()[0]).scrollIntoView();
    }
  }

  /** What the address asks of this figure: nothing, if it names another. */
  asked() {
    const [name, query] = target();
    return name === this.figure?.id ? query : undefined;
  }

  remember(state, settled) {
    clearTimeout(this.later);
    this.later = setTimeout(() => {
      const query = this.write(state);
      if (!query && !this.asked()) return;
      history.replaceState(history.state, "", query ? `#${this.figure.id}?${query}` : `#${this.figure.id}`);
    }, settled ? 0 : RARELY);
  }

  /** Prepare the caption of the live version, which begins with the figure's number as the other does. */
  say(text) {
    if (!text || !this.caption) return;
    this.spoken = element("div", { class: "live-caption" });
    const number = this.caption.querySelector(".figure-number")?.cloneNode(true);
    this.spoken.append(...(number ? [number, " "] : []), text);
    this.caption.prepend(this.spoken);
  }

  show(live) {
    if (!this.panel) return;
    this.classList.toggle("live-on", live);
    this.classList.add("live-shown");
    this.caption?.classList.toggle("live-said", live && Boolean(this.spoken));
    this.buttons[1].hidden = false;
    for (const [index, button] of this.buttons.entries()) button.setAttribute("aria-pressed", String((index === 0) === live));
    this.panel.see(live);
  }

  /** Bring the measured picture back, and say so where the buttons were. */
  fail(error) {
    console.error(error);
    this.failed = true;
    this.panel?.end();
    this.panel = null;
    this.spoken?.remove();
    this.caption?.classList.remove("live-said");
    this.classList.remove("live-on", "live-shown");
    if (!this.querySelector(".live-failed")) {
      this.tabs.replaceChildren(element("p", { class: "live-failed", role: "status" }, this.dataset.failed));
    }
    this.dispatchEvent(new CustomEvent("live-failed", { bubbles: true, detail: error }));
  }
}

customElements.define("live-figure", LiveFigure);

arrive();
