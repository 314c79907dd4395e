// A chart on the stage: axes, marks in the palette's colours, points that can be dragged by pointer and keys, and a table of its
// numbers for those who do not see it. Its unit is a pixel of the page, so that its words are as large as others at every width.
//
//   const chart = live.chart({ label, x: { domain: [0, 16], label: "shift" }, y: { domain: [1, 1e6], scale: "log", label: "price" } });
//   chart.clear().line(points, { kind: "right", name: "measured" }).marker([4, 10], { kind: "kernel", label: "now" });
//
// A figure clears and draws anew in each frame: what is drawn again in the same order keeps its element, and the keyboard its place.

import { element, put, shape, write } from "./element.js";

const HEIGHT = 200;
const [LETTER, LINE] = [6.4, 15]; // Of the chart's words, in pixels.
const [TOP, RIGHT, BOTTOM] = [24, 12, 38];
const HANDLE = 22; // Pixels from a point within which the pointer takes hold of it.
const NEAR = 20; // Pixels from a point within which a mouse is told its numbers.
const KEYS = 50; // Steps of the arrow keys from one end of an axis to the other, unless the figure says otherwise.
const ROWS = 60; // No table is longer.

/** About how wide the chart's words are, in pixels: letters of Korean are twice as wide as others. */
const wide = (words) => [...words].reduce((sum, letter) => sum + (letter >= "\u1100" ? 12 : LETTER), 0);
const fixed = (value) => Math.round(value * 10) / 10;

/** `points` [x, y] as a path, each brought to pixels by `[across, up]`. */
function path(points, [across, up]) {
  let drawn = "";
  for (const point of points) drawn += `${drawn ? "L" : "M"}${fixed(across(point[0]))} ${fixed(up(point[1]))}`;
  return drawn;
}

/** One axis: from values to 0..1 and back, with round ticks. */
class Axis {
  constructor({ domain, label = "", scale = "linear", ticks, format, step }, live) {
    Object.assign(this, { domain, label, given: ticks, live, step });
    this.log = scale === "log";
    this.own = format;
  }

  part(value) {
    const [first, last] = this.domain;
    return this.log ? Math.log(value / first) / Math.log(last / first) : (value - first) / (last - first);
  }

  value(part) {
    const [first, last] = this.domain;
    const within = Math.min(1, Math.max(0, part));
    const found = this.log ? first * (last / first) ** within : first + (last - first) * within;
    return this.step && !this.log ? Math.round(found / this.step) * this.step : found;
  }

  ticks(most) {
    if (this.given) return this.given;
    const [low, high] = [Math.min(...this.domain), Math.max(...this.domain)];
    if (this.log) {
      const powers = [];
      for (let power = Math.ceil(Math.log10(low) - 1e-9); 10 ** power <= high * (1 + 1e-9); power++) powers.push(10 ** power);
      const every = Math.ceil(powers.length / most);
      return powers.filter((_, at) => at % every === 0);
    }
    const rough = (high - low) / most;
    const size = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map((times) => times * size).find((one) => one >= rough * (1 - 1e-9));
    const found = [];
    for (let tick = Math.ceil(low / step - 1e-9); tick * step <= high + step * 1e-9; tick++) found.push(Number((tick * step).toPrecision(12)));
    return found;
  }

  format(value) {
    if (this.own) return this.own(value);
    const power = Math.log10(Math.abs(value));
    if (this.log && (power > 4 || power < -3) && Number.isInteger(fixed(power))) return this.live.power(Math.round(power));
    if (Number.isInteger(value)) return this.live.number(value);
    const digits = Math.min(4, Math.max(1, 2 - Math.floor(power)));
    return this.live.number(Number(value.toPrecision(3)), { digits: this.given || this.log ? digits : Math.min(digits, 2) });
  }
}

export class Chart {
  constructor(live, { x, y, label, parent, height = HEIGHT, title = "" }) {
    Object.assign(this, { live, label, height });
    this.axes = { x: new Axis(x, live), y: new Axis(y, live) };
    this.box = live.view("chart", title, parent);
    this.frame = shape("g", { "aria-hidden": "true" });
    this.drawn = shape("g", { "aria-hidden": "true" });
    this.handles = shape("g");
    this.tip = shape("g", { class: "live-tip", "aria-hidden": "true" }, shape("circle", { r: 5, class: "live-hollow ink" }), shape("text"));
    this.svg = shape("svg", { role: "group", "aria-label": label }, this.frame, this.drawn, this.handles, this.tip);
    this.svg.addEventListener("pointermove", live.guard((event) => this.point(event)));
    this.svg.addEventListener("pointerleave", () => this.tip.classList.remove("live-seen"));
    this.table = element("table", { class: "live-table" });
    this.box.append(this.svg, this.table);
    this.marks = [];
    this.next = 0;
    this.width = 0; // Until the panel draws.
    const size = new ResizeObserver(live.guard(() => {
      const width = this.box.clientWidth;
      if (width && this.width) this.fit(width);
    }));
    size.observe(this.box);
    live.endings.push(() => size.disconnect());
    live.charts.push(this);
  }

  /** Be as wide as the box, which the panel has measured. */
  fit(width) {
    if (width === this.width) return;
    this.width = width || 300;
    this.layOut();
    for (const mark of this.marks) mark.show();
  }

  // ---- places

  /** Pixels of a value across. */
  x(value) {
    return this.left + this.axes.x.part(value) * (this.width - this.left - RIGHT);
  }

  /** Pixels of a value up. */
  y(value) {
    return this.height - BOTTOM - this.axes.y.part(value) * (this.height - BOTTOM - TOP);
  }

  /** Pixels of values across and up, as functions: what is the same for all points is worked out once. */
  scales() {
    const from = (axis, start, end) => {
      const [first, last] = axis.domain;
      if (axis.log) return (value) => start + axis.part(value) * (end - start);
      const each = (end - start) / (last - first);
      return (value) => start + (value - first) * each;
    };
    return [from(this.axes.x, this.left, this.width - RIGHT), from(this.axes.y, this.height - BOTTOM, TOP)];
  }

  /** Another domain, `{x: [0, 4]}` or of `y`; the marks follow when they are drawn next. */
  span(domains) {
    let other = false;
    for (const [name, domain] of Object.entries(domains)) {
      if (domain.join() !== this.axes[name].domain.join()) other = true;
      this.axes[name].domain = domain;
    }
    if (other && this.width) this.layOut();
    return this;
  }

  layOut() {
    const { x, y } = this.axes;
    const ticks = { x: x.ticks(Math.max(2, Math.floor(this.width / 75))), y: y.ticks(Math.max(2, Math.floor((this.height - BOTTOM - TOP) / 32))) };
    const rows = ticks.y.map((tick) => [tick, y.format(tick)]);
    this.left = Math.ceil(Math.max(...rows.map(([, words]) => wide(words)))) + 10;
    this.svg.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
    const [bottom, right] = [this.height - BOTTOM, this.width - RIGHT];
    this.frame.replaceChildren(
      ...rows.flatMap(([tick, words]) => [
        shape("line", { x1: this.left, x2: right, y1: fixed(this.y(tick)), y2: fixed(this.y(tick)), class: "grid" }),
        shape("text", { x: this.left - 6, y: fixed(this.y(tick)) + 4, class: "end muted" }, words),
      ]),
      shape("line", { x1: this.left, x2: right, y1: bottom, y2: bottom, class: "muted" }),
      ...ticks.x.flatMap((tick) => [
        shape("line", { x1: fixed(this.x(tick)), x2: fixed(this.x(tick)), y1: bottom, y2: bottom + 4, class: "muted" }),
        shape("text", { x: fixed(this.x(tick)), y: bottom + LINE + 2, class: "middle muted" }, x.format(tick)),
      ]),
      shape("text", { x: (this.left + right) / 2, y: this.height - 5, class: "middle" }, x.label),
      shape("text", { x: 0, y: 12 }, y.label),
    );
  }

  // ---- marks

  /** Begin a drawing: what is not drawn again goes away. */
  clear() {
    this.next = 0;
    if (!this.trimming) {
      this.trimming = true;
      queueMicrotask(() => {
        this.trimming = false;
        for (const mark of this.marks.splice(this.next)) for (const one of mark.elements) one.remove();
      });
    }
    return this;
  }

  /** `points` [x, y] joined. `name` is its column in the table; `label` stands at its end; `class` may be "dashed", "thin", "thick". */
  line(points, options = {}) {
    return this.mark("line", ["path", "text"], points, options, ([line, text]) => {
      const scales = this.scales();
      put(line, { d: path(points, scales), class: `${options.kind ?? "ink"} ${options.class ?? "thick"}` });
      if (points.length) this.write(text, points.at(-1).map((value, at) => scales[at](value)), options);
    });
  }

  /** A dot at each of `points`, of radius `size`; `hollow` ones are rings. */
  dots(points, options = {}) {
    const { kind = "ink", size = 3.5, hollow = false } = options;
    return this.mark("dots", ["path"], points, options, ([dots]) => {
      const [across, up] = this.scales();
      const round = `a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0`;
      const d = points.map(([x, y]) => `M${fixed(across(x) - size)} ${fixed(up(y))}${round}`).join("");
      put(dots, { d, class: hollow ? `live-hollow ${kind}` : `filled ${kind}` });
    });
  }

  /** What lies between two lines, or between a line and the axis: `points` [x, upper, lower]. */
  area(points, options = {}) {
    const floor = this.axes.y.log ? this.axes.y.domain[0] : Math.max(0, Math.min(...this.axes.y.domain));
    return this.mark("area", ["path"], points, options, ([area]) => {
      const lower = points.map(([x, , y = floor]) => [x, y]).reverse();
      put(area, { d: points.length ? `${path([...points, ...lower], this.scales())}Z` : "", class: `filled live-area ${options.kind ?? "ink"}` });
    });
  }

  /** A line through the whole chart at `{x}` or `{y}`, with a `label`. */
  rule(at, options = {}) {
    return this.mark("rule", ["line", "text"], at, options, ([line, text]) => {
      const upright = at.x !== undefined;
      const place = fixed(upright ? this.x(at.x) : this.y(at.y));
      const ends = upright ? { x1: place, x2: place, y1: TOP, y2: this.height - BOTTOM }
        : { x1: this.left, x2: this.width - RIGHT, y1: place, y2: place };
      put(line, { ...ends, class: `${options.kind ?? "muted"} ${options.class ?? "dashed"}` });
      this.write(text, upright ? [place, TOP + 4] : [this.width - RIGHT, place], options);
    });
  }

  /**
   * One point, as large as a finger needs. `draggable: {x: true, onDrag}`, or `y`, or both, lets pointer and arrow keys move it:
   * `onDrag({x, y})` gets where it is wanted, within the domains. Then `name` says what it is, and `text(point)` its value.
   */
  marker(point, options = {}) {
    const { kind = "kernel", draggable } = options;
    const made = this.mark(draggable ? "handle" : "marker", ["circle", "circle", "text"], point, options, ([rim, dot, text], mark) => {
      const place = [fixed(this.x(point[0])), fixed(this.y(point[1]))];
      const round = { cx: place[0], cy: place[1], r: draggable ? 8 : 5 };
      put(rim, { ...round, class: "live-rim" });
      put(dot, { ...round, class: `filled ${kind}` });
      this.write(text, [place[0], place[1] - 4], options);
      if (draggable) this.voice(mark, point, options);
    });
    if (draggable) this.grab();
    return made;
  }

  mark(type, names, data, options, show) {
    let mark = this.marks[this.next];
    if (mark?.type !== type) {
      for (const one of mark?.elements ?? []) one.remove();
      const elements = names.map((name) => shape(name));
      mark = { type, elements };
      if (type === "handle") {
        mark.elements = [shape("g", { class: "live-handle", tabindex: "0", role: "slider" }, ...elements)];
        mark.elements[0].addEventListener("keydown", this.live.guard((event) => this.key(event, mark)));
        this.handles.append(...mark.elements);
      } else {
        // In the order of drawing: above all that was drawn before it.
        const after = this.marks.slice(this.next + 1).find((one) => one.type !== "handle")?.elements[0] ?? null;
        for (const one of elements) this.drawn.insertBefore(one, after);
      }
      mark.inner = elements;
      this.marks[this.next] = mark;
    }
    Object.assign(mark, { data, options, show: () => show(mark.inner, mark) });
    mark.show();
    this.next++;
    return this;
  }

  /** Put the label of a mark beside its place, where the chart has room. */
  write(text, [x, y], { label = "", kind = "ink" }) {
    write(text, label);
    if (!label) return;
    const end = x + wide(label) * 1.3 > this.width - RIGHT;
    put(text, { x: fixed(end ? x - 8 : x + 8), y: fixed(Math.max(TOP - 2, y - 6)), class: `filled live-named ${kind} ${end ? "end" : ""}` });
  }

  // ---- what can be dragged

  voice({ elements: [handle] }, [x, y], { draggable, name = "", label = "", text }) {
    const axis = draggable.x ? "x" : "y";
    const [low, high] = [Math.min(...this.axes[axis].domain), Math.max(...this.axes[axis].domain)];
    const said = text?.([x, y]) ?? ["x", "y"].filter((one) => draggable[one]).map((one) => this.axes[one].format(one === "x" ? x : y)).join(", ");
    const attributes = { "aria-label": name || label, "aria-valuemin": low, "aria-valuemax": high, "aria-valuenow": axis === "x" ? x : y, "aria-valuetext": said };
    put(handle, attributes);
    handle.classList.toggle("live-sideways", !draggable.y);
  }

  /** Arrow keys move a handle by a step, Page Up and Page Down by ten, Home and End to the ends. */
  key(event, { data: [x, y], options: { draggable } }) {
    const [axis, steps] = {
      ArrowRight: ["x", 1], ArrowLeft: ["x", -1], ArrowUp: ["y", 1], ArrowDown: ["y", -1], PageUp: ["", 10], PageDown: ["", -10],
      Home: ["", -1e9], End: ["", 1e9],
    }[event.key] ?? [];
    if (!steps) return;
    event.preventDefault();
    const along = draggable[axis] ? axis : ["x", "y"].find((one) => draggable[one]);
    const to = { x, y };
    const { domain, log, step } = this.axes[along];
    const width = step && !log ? step / Math.abs(domain[1] - domain[0]) : 1 / KEYS;
    to[along] = this.axes[along].value(this.axes[along].part(to[along]) + steps * width);
    draggable.onDrag(to);
    this.live.release(); // A key is not held as a pointer is.
  }

  /** Let the pointer move the handle nearest to it. A single one that goes across only comes to wherever the reader presses. */
  grab() {
    if (this.grabbed) return;
    this.grabbed = true;
    let held = null;
    const handles = () => this.marks.filter((mark) => mark.type === "handle");
    const sideways = () => handles().every(({ options: { draggable } }) => !draggable.y);
    const nearest = (point) => {
      const all = handles().map((mark) => {
        const [x, y] = mark.data;
        return [Math.hypot(this.x(x) - point.x * this.width, this.y(y) - point.y * this.height), mark];
      }).sort(([one], [other]) => one - other);
      if (!all.length) return null;
      return all[0][0] <= HANDLE || (all.length === 1 && sideways()) ? all[0][1] : null;
    };
    this.live.drag(this.svg, {
      sideways,
      at: (point) => nearest(point) !== null,
      move: (point, from) => {
        if (point === from) held = nearest(point);
        if (!held) return;
        const { data: [x, y], options: { draggable } } = held;
        const across = this.axes.x.value((point.x * this.width - this.left) / (this.width - this.left - RIGHT));
        const up = this.axes.y.value((this.height - BOTTOM - point.y * this.height) / (this.height - BOTTOM - TOP));
        draggable.onDrag({ x: draggable.x ? across : x, y: draggable.y ? up : y });
      },
    });
  }

  // ---- numbers

  /** The points of all that has a name: lines, dots and markers. */
  named() {
    return this.marks.filter(({ type, options }) => options.name && ["line", "dots", "marker"].includes(type))
      .map(({ type, options: { name }, data }) => [name, type === "marker" ? [data] : data]);
  }

  /** A mouse near a point of something that has a name shows its numbers. */
  point({ pointerType, buttons, clientX, clientY }) {
    const box = this.svg.getBoundingClientRect();
    const [left, top] = [clientX - box.left, clientY - box.top];
    let [least, found] = [NEAR, null];
    if (pointerType === "mouse" && !buttons) {
      for (const [name, points] of this.named()) {
        for (const [x, y] of points) {
          const apart = Math.hypot(this.x(x) - left, this.y(y) - top);
          if (apart < least) [least, found] = [apart, { name, x, y }];
        }
      }
    }
    this.tip.classList.toggle("live-seen", found !== null);
    if (!found) return;
    const place = [fixed(this.x(found.x)), fixed(this.y(found.y))];
    const [ring, text] = this.tip.children;
    put(ring, { cx: place[0], cy: place[1] });
    this.write(text, place, { label: `${found.name} ${this.say("x", found.x)}, ${this.say("y", found.y)}` });
  }

  say(axis, value) {
    return this.axes[axis].format(Number(value.toPrecision(3)));
  }

  /** Write the numbers of what has a name into the table, for those who do not see it. */
  tell() {
    const rows = this.named().flatMap(([name, points]) => {
      const every = Math.ceil(points.length / ROWS);
      return points.filter((_, at) => at % every === 0)
        .map(([x, y]) => [name, this.say("x", x), this.say("y", y)].map((words) => element("td", {}, words)));
    });
    const head = ["", this.axes.x.label, this.axes.y.label].map((word) => (word ? element("th", { scope: "col" }, word) : element("td")));
    this.table.replaceChildren(element("caption", {}, this.label), ...[head, ...rows].map((cells) => element("tr", {}, ...cells)));
  }
}
