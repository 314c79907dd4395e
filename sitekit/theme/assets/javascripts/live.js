// <live-figure>: when a reader reaches a figure that has a live version, it takes the measured picture's place.
//
// It does so where nothing moves that is on the screen: before the figure is reached, or while its lower edge is still below
// the screen. Otherwise the measured picture stays until the reader asks. Both lie in one place, as high as the higher one.
// Without this script, in print, and after any error the measured picture stays. The state is in the address as
// #figure-name?key=value, so that a reader can send what they see.

import { dressed } from "./fetched.js";
import { unpacked } from "./live/data.js";
import { Panel, element } from "./live/panel.js";
import { read, write } from "./live/state.js";
import { target, unfold } from "./target.js";

const AHEAD = "100% 0px"; // A screen ahead of the reader.
const RARELY = 400; // Milliseconds: browsers refuse addresses that change too often.

class LiveFigure extends HTMLElement {
  connectedCallback() {
    this.figure = this.closest("figure");
    this.near = new IntersectionObserver((entries) => {
      const visible = entries.at(-1).isIntersecting;
      if (visible && !this.begun) this.begin();
      this.panel?.see(visible);
    }, { rootMargin: AHEAD });
    this.near.observe(this);
  }

  disconnectedCallback() {
    this.near.disconnect();
    this.panel?.end();
  }

  async begin() {
    this.begun = true;
    try {
      const source = (name) => new URL(this.getAttribute(name), document.baseURI).href;
      const style = this.hasAttribute("sheet") && dressed(source("sheet"));
      const [script, answer] = await Promise.all([import(source("script")), fetch(source("data")), style]);
      if (!answer.ok) throw new Error(`${answer.url}: ${answer.status}`);
      const { labels, data } = await answer.json();
      const language = document.documentElement.lang;
      this.script = script;
      this.panel = new Panel(this, {
        schema: script.state,
        state: read(script.state, this.asked() ?? ""),
        data: unpacked(data),
        labels: labels[language],
        language,
        words: this.dataset,
        on: { change: (state, settled) => this.remember(state, settled), fail: (error) => this.fail(error) },
      });
      const draw = await script.mount(this.panel);
      if (!this.panel) return;
      this.panel.draw = draw;
      this.panel.refresh();
      this.addSwitch();
      await frames(2); // Its height is known when it has been drawn.
      if (this.asked() === undefined) this.settle();
      else this.show(true);
      addEventListener("hashchange", () => {
        const query = this.asked();
        if (query === undefined) return;
        this.panel?.set(read(script.state, query), { settled: false });
        this.show(true);
      });
    } catch (error) {
      this.fail(error);
    }
  }

  /** Show the live version as soon as nothing moves by it that the reader sees. */
  settle() {
    if (this.panel && !this.chosen && this.moves()) {
      addEventListener("scroll", () => requestAnimationFrame(() => this.settle()), { once: true, passive: true });
    } else if (this.panel && !this.chosen) {
      this.show(true);
    }
  }

  /** Whether the live version is higher than the picture, and pushes down what is on the screen. */
  moves() {
    const { bottom } = this.getBoundingClientRect();
    return bottom < innerHeight && this.panel.root.offsetHeight > this.querySelector(".figure-static").offsetHeight;
  }

  /** What the address asks of this figure: nothing, if it names another. */
  asked() {
    const [name, query] = target();
    return name === this.figure?.id ? query ?? "" : undefined;
  }

  remember(state, settled) {
    clearTimeout(this.later);
    this.later = setTimeout(() => {
      const query = write(this.script.state, state);
      if (!query && !this.asked()) return;
      history.replaceState(history.state, "", query ? `#${this.figure.id}?${query}` : `#${this.figure.id}`);
    }, settled ? 0 : RARELY);
  }

  /** Two buttons: the live figure, and the measured one. */
  addSwitch() {
    const { live, measured } = this.dataset;
    this.buttons = [live, measured].map((word) => element("button", { type: "button", class: "live-tab" }, word));
    for (const [index, button] of this.buttons.entries()) {
      button.addEventListener("click", () => {
        this.chosen = true;
        this.show(index === 0);
      });
    }
    this.tabs = element("div", { class: "live-tabs", role: "group", "aria-label": this.dataset.panel }, ...this.buttons);
    this.prepend(this.tabs);
    this.press(false);
    // The caption speaks of the measured picture, and says so while the live one is shown.
    this.number = this.figure?.querySelector("figcaption .figure-number");
  }

  show(live) {
    if (!this.panel) return;
    this.classList.toggle("live-on", live);
    this.classList.add("live-shown");
    if (this.number) this.number.dataset.of = live ? ` · ${this.dataset.measured}` : "";
    this.press(live);
    this.panel.see(live);
  }

  /** Let the buttons say which of the two is seen. */
  press(live) {
    for (const [index, button] of this.buttons.entries()) button.setAttribute("aria-pressed", String((index === 0) === live));
  }

  /** Bring the measured picture back, and say so. */
  fail(error) {
    console.error(error);
    this.panel?.end();
    this.panel = null;
    this.tabs?.remove();
    this.classList.remove("live-on", "live-shown");
    if (this.number) delete this.number.dataset.of;
    if (!this.querySelector(".live-failed")) this.append(element("p", { class: "live-failed", role: "status" }, this.dataset.failed));
  }
}

/** After `count` frames. */
async function frames(count) {
  for (let index = 0; index < count; index++) await new Promise(requestAnimationFrame);
}

customElements.define("live-figure", LiveFigure);

// The browser finds no element of the name "figure-x?key=value", so such an address is followed here.
const [name, query] = target();
const figure = query !== undefined && document.getElementById(name);
if (figure) {
  unfold(figure);
  figure.scrollIntoView();
}
