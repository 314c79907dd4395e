// The instrument a live figure is built from: a stage to draw on, controls, readings, and one drawing a frame.
//
// A figure's script exports `state`, a schema (see state.js), `challenge`, what a reader is asked to reach, and `mount(live)`, which
// builds its stage and controls and returns `draw(state)`. The panel calls `draw` whenever the state, the theme or the size has
// changed, at most once a frame and only while the figure can be seen. An error anywhere ends the live version: `fail` brings the
// measured figure back.

import { Chart } from "./chart.js";
import { drag } from "./drag.js";
import { element, put, shape, write } from "./element.js";
import { demonstration, motion, still, tween } from "./motion.js";
import { written } from "./numbers.js";
import { beginning, bounded, changed } from "./state.js";

const QUIET = 600; // Milliseconds without a change before the values are read out.
const SUPERSCRIPTS = "⁻⁰¹²³⁴⁵⁶⁷⁸⁹";
const SHADES = 64; // Of a scale of colours in a key.
const PHONE = "(max-width: 44.984375em)";
const STICKS = 0.6; // The part of a phone's screen that header and stage may take while the controls are scrolled.

export class Panel {
  /** `host` takes the panel; `on.change(state, settled)` hears of every change, `on.fail(error)` of the end. */
  constructor(host, { schema, settle, challenge, state, data, prepared, labels, language, words, on }) {
    Object.assign(this, { host, schema, settle, challenge, state, data, prepared, labels, language, on });
    this.word = words;
    this.stage = element("div", { class: "live-stage" });
    this.controls = element("div", { class: "live-controls" });
    this.readings = element("dl", { class: "live-readings" });
    this.spoken = element("p", { class: "live-spoken", role: "status" });
    this.noted = element("p", { class: "live-note", role: "status" });
    this.foot = element("div", { class: "live-foot" });
    // Both lie in one place, so that nothing moves when one gives way to the other.
    this.hint = element("div", { class: "live-hint" }, element("p", {}, labels.hint),
      element("p", { class: "live-solved" }, labels.solved ?? ""));
    this.root = element("div", { class: "live", role: "group", "aria-label": words.panel },
      this.hint, this.stage, this.readings, this.controls, this.noted, this.spoken);
    this.visible = true;
    this.owed = false; // Whether what is shown is older than what was asked for last.
    this.tweens = 0;
    this.ended = false;
    this.solved = false;
    this.moving = false; // Whether the reader holds what changes the state.
    this.followers = []; // What brings a control back to the state.
    this.resets = [];
    this.endings = [];
    this.later = []; // What waits until the figure has been seen.
    this.values = new Map();
    this.charts = [];
    this.fresh = new Set(); // Readings that have changed since they were read out.
    host.append(this.root);
    this.button(words.reset, () => this.reset(), { class: "live-reset", parent: this.foot });
    this.images = new Map(); // Of canvases, as they were painted last.
    this.widths = new Map();
    this.across = 0; // How wide the stage was when it was drawn.
    this.covered = 0; // What of a phone's screen the stage covers, in pixels.
    const size = new ResizeObserver(this.guard(() => {
      this.widths.clear();
      this.stick();
      if (this.drawn && this.stage.clientWidth !== this.across) this.refresh();
    }));
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

  /** Change parts of the state, `{key: value}`; values out of bounds are brought within. While a drag goes on it is not `settled`. */
  set(changes, { settled = true } = {}) {
    this.moving = !settled;
    this.show(changes);
    this.on.change(this.state, settled);
    this.speakSoon();
  }

  /** The same, and nobody hears of it. */
  show(changes) {
    this.state = changed(this.schema, this.state, changes, this.settle);
    for (const follow of this.followers) follow();
    this.refresh();
  }

  /** The reader has let go of what changed the state: what follows may move by itself, and the address says where it has come to. */
  release() {
    if (this.ended) return;
    this.moving = false;
    this.on.change(this.state, true);
    this.refresh();
  }

  /** The rule of a part of the state, with the bounds it has now. */
  rule(key) {
    return bounded(this.schema[key], this.state);
  }

  reset() {
    this.note("");
    this.solve(false);
    for (const reset of this.resets) reset();
    this.set(beginning(this.schema));
  }

  /** Whether something is still to be drawn; tests wait until it is not. */
  get due() {
    return this.owed || this.tweens > 0;
  }

  /** Begin to draw, when the figure has built all that it consists of. The way back to the beginning comes last. */
  run(draw) {
    this.controls.append(this.foot);
    this.draw = draw;
    this.refresh();
  }

  /** Draw at the next frame. */
  refresh() {
    if (this.ended || !this.draw) return;
    this.owed = true;
    if (this.frame || !this.visible) return;
    this.frame = requestAnimationFrame(this.guard(() => {
      this.frame = 0;
      this.owed = false;
      const begun = performance.now();
      if (!this.widths.size) this.measure();
      if (!this.drawn) this.fit();
      this.draw(this.state);
      if (!this.drawn) this.fresh.clear(); // What stands there from the start is read, not announced.
      this.drawn = true;
      this.judge();
      this.tellSoon();
      this.host.frameTime = performance.now() - begun; // make bench reads it.
    }));
  }

  /** Read all widths before anything is drawn: to read one after that is to lay the page out once more. */
  measure() {
    this.across = this.widthOf(this.stage);
    for (const box of this.root.querySelectorAll(".live-view, .live-layers")) this.widthOf(box);
  }

  /** Give the charts their widths. */
  fit() {
    for (const chart of this.charts) chart.fit(this.widthOf(chart.box));
  }

  /** Say so, once, when the reader has met the challenge. */
  judge() {
    if (this.solved || !this.challenge || this.demonstrates || !this.challenge.solved(this.state, this)) return;
    this.solve(true);
    this.speakSoon();
  }

  solve(solved) {
    this.solved = solved;
    this.toldSolved = !solved;
    this.hint.classList.toggle("live-met", solved);
  }

  /** On a phone the picture stays in sight while its controls are scrolled, if that leaves room for them. */
  stick() {
    const [above, height] = [Number.parseFloat(getComputedStyle(this.stage).top) || 0, this.stage.offsetHeight];
    const sticks = matchMedia(PHONE).matches && above + height <= STICKS * innerHeight;
    const covered = sticks ? height : 0;
    if (covered === this.covered) return;
    this.covered = covered;
    this.root.classList.toggle("live-sticks", sticks);
    this.root.style.setProperty("--live-covered", `${covered}px`);
  }

  /** How wide `box`, a part of the stage, is. It is read once a size of the stage: who reads it in each frame lays the page out twice. */
  widthOf(box) {
    if (!this.widths.has(box)) this.widths.set(box, box.clientWidth);
    return this.widths.get(box);
  }

  /** Whether the figure is on the screen: off it, nothing is drawn and nothing moves. */
  see(visible) {
    this.visible = visible;
    if (!visible) return;
    if (this.owed) this.refresh();
    for (const action of this.later.splice(0)) requestAnimationFrame(() => setTimeout(this.guard(action)));
  }

  /** Call `action` after the frame in which the reader first sees the figure: for what would keep the processor from drawing it. */
  whenSeen(action) {
    this.later.push(action);
  }

  /** `value` as the page's language writes it. `digits` after the point, or `significant` ones; `percent` of 0..1. */
  number(value, form) {
    return written(this.language, value, form);
  }

  /** 10 to a whole number, as it is written: 10⁻⁵. */
  power(exponent) {
    return `10${[...String(exponent)].map((sign) => SUPERSCRIPTS["-0123456789".indexOf(sign)]).join("")}`;
  }

  /** The palette's colour of a meaning, "input" or "ink", in today's theme. */
  colour(meaning) {
    this.colours[meaning] ??= getComputedStyle(document.body).getPropertyValue(`--fig-${meaning}`).trim();
    return this.colours[meaning];
  }

  /** The label `key` with every {name} in it replaced by `values.name`; whole numbers as the language writes them. */
  words(key, values = {}) {
    if (!Object.hasOwn(this.labels, key)) throw new Error(`there is no label "${key}"`);
    return this.labels[key].replace(/\{(\w*)\}/g, (whole, name) => {
      const value = values[name];
      return Number.isInteger(value) ? this.number(value) : value ?? whole;
    });
  }

  // ---- the stage

  /** A new element, for what the kit has no method for. */
  element(name, attributes, ...children) {
    return element(name, attributes, ...children);
  }

  /** Give an element or a shape `attributes`, of which only those cost a frame anything that are others than before. */
  put(node, attributes) {
    put(node, attributes);
  }

  /** Let `text` be all that stands in an element or a shape; what stood there already costs nothing. */
  write(node, text) {
    write(node, text);
  }

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

  /** Show `values` (row-major, as many as the canvas has pixels) as `grey(value)` 0..255, or as `rgb(value, at)` → [r, g, b]. */
  paint(canvas, values, { grey = (value) => value, rgb } = {}) {
    const context = canvas.getContext("2d");
    let image = this.images.get(canvas); // New memory for each frame is what the browser has to tidy up in the next.
    if (image?.width !== canvas.width || image.height !== canvas.height) {
      image = context.createImageData(canvas.width, canvas.height);
      this.images.set(canvas, image);
    }
    const { data } = image; // To ask for it anew takes longer than to write a pixel.
    for (let index = 0, at = 0; index < values.length; index++, at += 4) {
      if (rgb) {
        const colour = rgb(values[index], index);
        data[at] = colour[0];
        data[at + 1] = colour[1];
        data[at + 2] = colour[2];
      } else {
        data[at] = data[at + 1] = data[at + 2] = grey(values[index]);
      }
      data[at + 3] = 255;
    }
    context.putImageData(image, 0, 0);
  }

  /** A drawing of `width` × `height` units. */
  svg(parent, width, height, label) {
    const svg = shape("svg", { viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label });
    parent.append(svg);
    return svg;
  }

  /** A canvas of `side` × `side` pixels and over it a drawing, `over`, of `units` × `units`, which only those who see it are told of. */
  layers(parent, side, units, label) {
    const box = element("span", { class: "live-layers" });
    parent.append(box);
    const canvas = this.canvas(box, side, side, label);
    const over = this.svg(box, units, units, label);
    over.setAttribute("aria-hidden", "true");
    return { canvas, over };
  }

  /** A shape in a drawing: `shape(svg, "line", {x1: 0, …, class: "input"})`; classes named like the palette colour it. */
  shape(parent, name, attributes = {}, text = "") {
    const made = shape(name, attributes, ...(text ? [text] : []));
    parent.append(made);
    return made;
  }

  /**
   * What shows that a thing can be dragged, in a drawing: a ring of `size` units with a light rim. Returns what puts it at (x, y):
   * `const place = live.grip(svg); place(12, 30)`.
   */
  grip(svg, { size = 8, kind = "kernel" } = {}) {
    const group = this.shape(svg, "g", { class: "live-grip", "aria-hidden": "true" });
    this.shape(group, "circle", { r: size, class: "live-rim" });
    this.shape(group, "circle", { r: size, class: kind });
    const [far, near] = [0.55 * size, 0.25 * size];
    const arrows = [[1, 0], [-1, 0], [0, 1], [0, -1]].map(([x, y]) => {
      const point = (along, across) => `${x * along - y * across} ${y * along + x * across}`;
      return `M${point(near, near)}L${point(far, 0)}L${point(near, -near)}`;
    });
    this.shape(group, "path", { d: arrows.join(""), class: kind });
    return (x, y) => put(group, { transform: `translate(${x} ${y})` });
  }

  /** An entry of a key in `view`: `draw(svg)` draws the sign before `words`, of 12 × 12 units. */
  entry(view, words, draw) {
    const sign = this.svg(view, 12, 12, "");
    sign.setAttribute("aria-hidden", "true");
    draw(sign);
    view.append(element("div", { class: "live-entry" }, sign, words));
  }

  /** An entry for a scale of `rgb(0)` to `rgb(1)`, with the two `ends` beside it. */
  scale(view, words, [first, last], rgb) {
    const scale = element("span", { class: "live-scale" }, first);
    const canvas = this.canvas(scale, SHADES, 1, words);
    this.paint(canvas, Array.from({ length: SHADES }, (_, at) => at / (SHADES - 1)), { rgb });
    scale.append(last);
    view.append(element("div", { class: "live-entry" }, words, scale));
  }

  /** A chart with axes of its own: see chart.js. */
  chart(options) {
    const chart = new Chart(this, options);
    if (this.drawn) this.fit();
    return chart;
  }

  /** Let the pointer drag on `target`: see drag.js. Where nothing lies to take hold of, a finger scrolls the page as ever. */
  drag(target, options) {
    drag(target, { ...options, end: () => this.release() }, (action) => this.guard(action));
  }

  // ---- controls

  /** Where controls stand that few readers need: folded, before the button that resets. */
  get more() {
    if (!this.rest) {
      this.rest = element("div", { class: "live-controls" });
      this.foot.prepend(element("details", { class: "live-more" }, element("summary", {}, this.word.more), this.rest));
    }
    return this.rest;
  }

  /** A remark among them. */
  remark(text = "") {
    const remark = element("p", { class: "live-remark" }, text);
    this.more.append(remark);
    return remark;
  }

  /** A slider for a number of the state; `text(value)` is what it shows and what is read out. */
  slider(key, label, { text = (value) => this.number(value), parent = this.controls } = {}) {
    const input = element("input", { type: "range", step: this.schema[key].step ?? 1 });
    const shown = element("span", { class: "live-value", "aria-hidden": "true" });
    parent.append(element("label", { class: "live-slider" }, element("span", {}, label), shown, input));
    this.follow(() => {
      const { min, max } = this.rule(key);
      put(input, { min, max });
      input.value = this.state[key];
      const said = text(this.state[key]);
      write(shown, said);
      put(input, { "aria-valuetext": said });
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
      this.fresh.add(label);
      write(value, text);
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
      if (this.ended) return;
      const changes = [...this.fresh].map((label) => `${label} ${this.values.get(label)}`);
      if (this.solved && !this.toldSolved) changes.unshift(this.labels.solved ?? "");
      this.toldSolved ||= this.solved;
      this.fresh.clear();
      if (changes.length) this.say(changes.join(", "));
    }, QUIET);
  }

  /** Write the tables of the charts anew when the reader pauses. */
  tellSoon() {
    clearTimeout(this.telling);
    if (this.charts.length) this.telling = setTimeout(this.guard(() => { for (const chart of this.charts) chart.tell(); }), QUIET);
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

  /**
   * A worker running the module at `made`, or one that `prepare` has made; `hear(data)` gets its messages, an error in it ends the
   * live version.
   */
  worker(made, hear) {
    const worker = made instanceof Worker ? made : new Worker(made, { type: "module" });
    worker.addEventListener("message", this.guard((event) => hear(event.data)));
    worker.addEventListener("error", (event) => this.on.fail(event.error ?? new Error(event.message)));
    this.endings.push(() => worker.terminate());
    return worker;
  }

  /**
   * Go from one value to another in a quarter of a second: numbers, arrays or objects of them. `draw(value)` shows each between.
   * At once, if the reader wants no motion or holds what changes it. Returns what stops it on the way.
   */
  tween(from, to, draw) {
    if (this.still || this.moving || !this.visible) {
      draw(to);
      return () => {};
    }
    this.tweens++;
    return tween(from, to, this.guard(draw), () => { this.tweens--; });
  }

  /**
   * Show for two seconds, once, what there is to do: `steps` is an array of changes of the state, or a function of 0..1 that returns
   * them. It ends as the figure begins; whatever a reader presses ends it at once, and nobody sees it who wants no motion.
   */
  demo(steps) {
    this.steps = steps;
  }

  /** Show it, if there is one; the page calls this when the reader has opened the figure. */
  demonstrate() {
    if (!this.steps || this.still) return;
    this.moving = typeof this.steps === "function"; // It tweens by itself.
    const end = (whole) => {
      [this.demonstrates, this.moving] = [null, false];
      if (whole && !this.ended) this.show(beginning(this.schema));
      this.fresh.clear();
    };
    this.demonstrates = demonstration(this.steps, this.guard((changes) => this.show(changes)), end);
    this.endings.push(() => this.demonstrates?.());
  }

  /**
   * Something that moves by itself: `step(seconds)` each frame until it returns false. It stops while it cannot be seen. Returns
   * {play, pause, playing}; `heard(playing)` is told of every change. Nothing plays by itself for readers who want no motion.
   */
  motion(step, heard = () => {}) {
    const told = (playing) => {
      heard(playing);
      if (!playing) this.release();
    };
    const control = motion(step, told, () => this.visible && !document.hidden, (action) => this.guard(action));
    this.endings.push(control.pause);
    return control;
  }

  /** Whether the reader has asked for no motion. */
  get still() {
    return still();
  }
}
