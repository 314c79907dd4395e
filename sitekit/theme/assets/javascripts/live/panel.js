// The instrument a live figure is built from: a stage to draw on, controls, readings, and one drawing a frame.
//
// A figure's script exports `state`, a schema (see state.js), and `mount(live)`, which builds its stage and controls and
// returns `draw(state)`. The panel calls `draw` whenever the state, the theme or the size has changed, at most once a frame
// and only while the figure can be seen. An error anywhere ends the live version: `fail` brings the measured figure back.

import { beginning, changed } from "./state.js";

const SVG = "http://www.w3.org/2000/svg";
const QUIET = 600; // Milliseconds without a change before the values are read out.

/** A new element: `element("button", {type: "button", class: "a"}, "text", child)`. */
export function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

export class Panel {
  /** `host` takes the panel; `on.change(state, settled)` hears of every change, `on.fail(error)` of the end. */
  constructor(host, { schema, state, data, labels, language, words, on }) {
    Object.assign(this, { host, schema, state, data, labels, language, on });
    this.stage = element("div", { class: "live-stage" });
    this.controls = element("div", { class: "live-controls" });
    this.readings = element("dl", { class: "live-readings" });
    this.spoken = element("p", { class: "live-spoken", role: "status" });
    this.noted = element("p", { class: "live-note", role: "status" });
    this.root = element("div", { class: "live", role: "group", "aria-label": words.panel },
      element("p", { class: "live-hint" }, labels.hint), this.stage, this.readings, this.controls, this.noted, this.spoken);
    this.visible = true;
    this.due = false; // Whether what is shown is older than what was asked for last; tests wait until it is not.
    this.ended = false;
    this.followers = []; // What brings a control back to the state.
    this.resets = [];
    this.endings = [];
    this.values = new Map();
    host.append(this.root);
    this.button(words.reset, () => this.reset(), { class: "live-reset" });
    const size = new ResizeObserver(() => this.refresh());
    size.observe(this.stage);
    const theme = new MutationObserver(() => { this.colours = {}; this.refresh(); });
    theme.observe(document.body, { attributes: true, attributeFilter: ["data-md-color-scheme"] });
    this.colours = {};
    this.endings.push(() => size.disconnect(), () => theme.disconnect());
  }

  /** Run `action`; an error ends the live version. */
  guard(action) {
    return (...given) => {
      if (this.ended) return undefined;
      try {
        return action(...given);
      } catch (error) {
        this.on.fail(error);
        return undefined;
      }
    };
  }

  /** Take the panel away. */
  end() {
    this.ended = true;
    for (const ending of this.endings) ending();
    this.root.remove();
  }

  /** Change parts of the state, `{key: value}`; values out of bounds are brought within. */
  set(changes, { settled = true } = {}) {
    this.state = changed(this.schema, this.state, changes);
    for (const follow of this.followers) follow();
    this.on.change(this.state, settled);
    this.refresh();
    this.speakSoon();
  }

  reset() {
    this.note("");
    for (const reset of this.resets) reset();
    this.set(beginning(this.schema));
  }

  /** Draw at the next frame. */
  refresh() {
    if (this.ended || !this.draw) return;
    this.due = true;
    if (this.frame || !this.visible) return;
    this.frame = requestAnimationFrame(this.guard(() => {
      this.frame = 0;
      this.due = false;
      const begun = performance.now();
      this.draw(this.state);
      this.host.frameTime = performance.now() - begun; // make bench reads it.
    }));
  }

  /** Whether the figure is on the screen: off it, nothing is drawn and nothing moves. */
  see(visible) {
    this.visible = visible;
    if (visible) this.refresh();
  }

  /** `value` as the page's language writes it. `digits` after the point, or `significant` ones; `percent` of 0..1. */
  number(value, { digits, significant, percent = false } = {}) {
    const style = percent ? { style: "percent" } : {};
    const precision = significant ? { maximumSignificantDigits: significant, minimumSignificantDigits: significant }
      : { maximumFractionDigits: digits ?? 0, minimumFractionDigits: digits ?? 0 };
    return new Intl.NumberFormat(this.language, { ...style, ...precision }).format(value).replace("-", "−");
  }

  /** The palette's colour of a meaning, "input" or "ink", in today's theme. */
  colour(meaning) {
    this.colours[meaning] ??= getComputedStyle(document.body).getPropertyValue(`--fig-${meaning}`).trim();
    return this.colours[meaning];
  }

  // ---- the stage

  /** A box on the stage; `title` stands above it. */
  view(name, title = "", parent = this.stage) {
    const box = element("div", { class: `live-view live-${name}` });
    if (title) box.append(element("div", { class: "live-title" }, title));
    parent.append(box);
    return box;
  }

  /** A canvas of `width` × `height` pixels, stretched to its box without smoothing. `label` says what it shows. */
  canvas(parent, width, height, label) {
    const canvas = element("canvas", { width, height, role: "img", "aria-label": label });
    parent.append(canvas);
    return canvas;
  }

  /** Show `values` (row-major, as many as the canvas has pixels) as `grey(value)` 0..255, or as `rgb(value)` → [r, g, b]. */
  paint(canvas, values, { grey = (value) => value, rgb } = {}) {
    const context = canvas.getContext("2d");
    const image = context.createImageData(canvas.width, canvas.height);
    for (let index = 0; index < values.length; index++) {
      const at = 4 * index;
      if (rgb) {
        [image.data[at], image.data[at + 1], image.data[at + 2]] = rgb(values[index]);
      } else {
        image.data[at] = image.data[at + 1] = image.data[at + 2] = grey(values[index]);
      }
      image.data[at + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }

  /** A drawing of `width` × `height` units. */
  svg(parent, width, height, label) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    svg.setAttribute("role", "img");
    svg.setAttribute("aria-label", label);
    parent.append(svg);
    return svg;
  }

  /** A shape in a drawing: `shape(svg, "line", {x1: 0, …, class: "input"})`; classes named like the palette colour it. */
  shape(parent, name, attributes = {}, text = "") {
    const made = document.createElementNS(SVG, name);
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
    if (text) made.textContent = text;
    parent.append(made);
    return made;
  }

  /**
   * Let the pointer drag on `target`. `at(point)` says whether something lies there, with `point` = {x, y} in 0..1 of the target;
   * `move(point, from)` follows the drag. Where nothing lies, a finger scrolls the page as ever.
   */
  drag(target, { at = () => true, move }) {
    const place = ({ clientX, clientY }) => {
      const box = target.getBoundingClientRect();
      return { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
    };
    let from = null;
    target.classList.add("live-drag");
    target.addEventListener("touchstart", this.guard((event) => {
      if (at(place(event.touches[0]))) event.preventDefault();
    }), { passive: false });
    target.addEventListener("pointerdown", this.guard((event) => {
      const point = place(event);
      if (event.button !== 0 || !at(point)) return;
      from = point;
      target.setPointerCapture(event.pointerId);
      event.preventDefault();
      move(point, from);
    }));
    target.addEventListener("pointermove", this.guard((event) => { if (from) move(place(event), from); }));
    for (const end of ["pointerup", "pointercancel"]) {
      target.addEventListener(end, this.guard(() => { if (from) { from = null; this.on.change(this.state, true); } }));
    }
  }

  // ---- controls

  /** A slider for a number of the state; `text(value)` is what it shows and what is read out. */
  slider(key, label, { text = (value) => this.number(value), parent = this.controls } = {}) {
    const rule = this.schema[key];
    const input = element("input", { type: "range", min: rule.min, max: rule.max, step: rule.step ?? 1 });
    const shown = element("span", { class: "live-value", "aria-hidden": "true" });
    parent.append(element("label", { class: "live-slider" }, element("span", {}, label), shown, input));
    this.follow(() => {
      input.value = this.state[key];
      shown.textContent = text(this.state[key]);
      input.setAttribute("aria-valuetext", shown.textContent);
    });
    input.addEventListener("input", this.guard(() => this.set({ [key]: Number(input.value) }, { settled: false })));
    input.addEventListener("change", this.guard(() => this.set({ [key]: Number(input.value) })));
    return input;
  }

  /** One of several: `options` maps every value to its word. */
  choice(key, label, options, { parent = this.controls } = {}) {
    const select = element("select", {}, ...Object.entries(options).map(([value, word]) => element("option", { value }, word)));
    parent.append(element("label", { class: "live-choice" }, element("span", {}, label), select));
    this.follow(() => { select.value = this.state[key]; });
    select.addEventListener("change", this.guard(() => this.set({ [key]: select.value })));
    return select;
  }

  flag(key, label, { parent = this.controls } = {}) {
    const input = element("input", { type: "checkbox" });
    parent.append(element("label", { class: "live-flag" }, input, element("span", {}, label)));
    this.follow(() => { input.checked = this.state[key]; });
    input.addEventListener("change", this.guard(() => this.set({ [key]: input.checked })));
    return input;
  }

  button(label, action, { class: name = "", parent = this.controls } = {}) {
    const button = element("button", { type: "button", class: `live-button ${name}`.trim() }, label);
    button.addEventListener("click", this.guard(action));
    parent.append(button);
    return button;
  }

  /** A reading: `const show = live.reading("probability"); show("93 %")`. Read out when the reader pauses. */
  reading(label) {
    const value = element("dd");
    this.readings.append(element("div", {}, element("dt", {}, label), value));
    return (text) => {
      if (this.values.get(label) === text) return;
      this.values.set(label, text);
      value.textContent = text;
    };
  }

  /** Say `text` to those who listen, now. */
  say(text) {
    this.spoken.textContent = text;
  }

  /** Show `text` under the controls until the next reset: what went wrong, politely. */
  note(text) {
    this.noted.textContent = text;
  }

  speakSoon() {
    clearTimeout(this.speaking);
    this.speaking = setTimeout(() => {
      if (!this.ended) this.say([...this.values].map(([label, text]) => `${label} ${text}`).join(", "));
    }, QUIET);
  }

  /** Call `action` now and after every change of the state. */
  follow(action) {
    this.followers.push(this.guard(action));
    action();
  }

  /** Call `action` when the reader begins anew; for what is not in the state. */
  onReset(action) {
    this.resets.push(action);
  }

  /** A worker running the module at `url`; `hear(data)` gets its messages, an error in it ends the live version. */
  worker(url, hear) {
    const worker = new Worker(url, { type: "module" });
    worker.addEventListener("message", this.guard((event) => hear(event.data)));
    worker.addEventListener("error", (event) => this.on.fail(event.error ?? new Error(event.message)));
    this.endings.push(() => worker.terminate());
    return worker;
  }

  /**
   * Something that moves by itself: `step(seconds)` each frame until it returns false. It stops while it cannot be seen. Returns
   * {play, pause, playing}; `heard(playing)` is told of every change. Nothing plays by itself for readers who want no motion.
   */
  motion(step, heard = () => {}) {
    let playing = false;
    let last = 0;
    const tick = this.guard((now) => {
      if (!playing) return;
      if (this.visible && !document.hidden) {
        if (last && step(Math.min(0.1, (now - last) / 1000)) === false) return control.pause();
        last = now;
      } else {
        last = 0;
      }
      requestAnimationFrame(tick);
    });
    const turn = (on) => {
      if (playing === on) return;
      playing = on;
      last = 0;
      heard(on);
      if (on) requestAnimationFrame(tick);
    };
    const control = { play: () => turn(true), pause: () => turn(false), playing: () => playing };
    this.endings.push(control.pause);
    return control;
  }

  /** Whether the reader has asked for no motion. */
  get still() {
    return matchMedia("(prefers-reduced-motion: reduce)").matches;
  }
}
