// The live version of unseen_positions: move what is in the scene, and ask six networks whether they see a face. Each leaves a trail
// of hits and misses on its map.

import { features, logOdds, probability, touching, whole, windows } from "./small_network.js";

const SIDE = 48; // Pixels of the scene, and of the object in it.
const OBJECT = 12;
const [FIRST, LAST, STEP] = [10, 26, 4]; // Corners at which accuracy was measured.
const PLACES = LAST - FIRST + 1;
const THINGS = ["face", "other"];
const SCALE = 6; // Units of the drawing over the scene, for a pixel.
const CELL = 16; // And for a cell of a map.
const LEAST = 0.5; // Accuracy by chance, where the maps' colours begin.
const GRIP = 2; // Pixels around the object that a finger may miss by.
const DEMO = 12; // Columns that the object goes to the left and back by itself.

export const state = {
  row: { kind: "integer", min: FIRST, max: LAST, start: FIRST + STEP },
  column: { kind: "integer", min: FIRST, max: LAST, start: FIRST + 3 * STEP },
  thing: { kind: "choice", of: THINGS, start: "face" },
  even: { kind: "flag", start: true },
  network: { kind: "choice", of: ["full_fc", "local_fc", "local_max", "conv_average", "conv_fc", "conv_max"], start: "conv_max" },
};

/** The ground with the thing pasted on it, its corner at row and column. */
function scene({ thing, row, column }, { ground, things }) {
  const picture = Float64Array.from(ground.values);
  for (let at = 0; at < OBJECT ** 2; at++) {
    picture[(row + Math.floor(at / OBJECT)) * SIDE + column + (at % OBJECT)] = things.values[thing * OBJECT ** 2 + at];
  }
  return picture;
}

const SIZE = { rows: SIDE, columns: SIDE };

/** The features of the ground alone, by network, for what a page was given. */
const grounds = new WeakMap();

function ofGround(data) {
  if (!grounds.has(data)) {
    const seen = windows({ picture: Float64Array.from(data.ground.values), ...SIZE });
    const convolved = Object.entries(data.networks).filter(([, { first }]) => first === "conv");
    grounds.set(data, Object.fromEntries(convolved.map(([name, network]) => [name, features(seen, network)])));
  }
  return grounds.get(data);
}

/** What each network says of the scene, in log odds; of those too large to be sent, what Python had them say. */
function answers(place, data) {
  const picture = scene(place, data);
  const only = touching({ ...place, ...SIZE, size: OBJECT });
  const before = ofGround(data);
  const seen = { full: whole({ picture }), conv: windows({ picture, ...SIZE, only }) };
  const at = (place.thing * PLACES + place.row - FIRST) * PLACES + place.column - FIRST;
  return data.names.map((name) => {
    const network = data.networks[name];
    return network ? logOdds(seen[network.first], network, before[name] && { only, before: before[name] }) : data.answers[name].values[at];
  });
}

export const operations = { windows, whole, answers, probability };

/** Where the object is: training and test put it at even places only, and so does the reader unless told otherwise. */
const placed = ({ row, column, even }) => (even ? [row, column].map((value) => 2 * Math.round(value / 2)) : [row, column]);

/** The log odds of each place that has been asked about, by what the page was given. */
const known = new WeakMap();

/** Which networks are right about what lies at row and column, and the probabilities that they give of a face. */
function judged(now, data) {
  const [row, column] = placed(now);
  const place = { thing: THINGS.indexOf(now.thing), row, column };
  const asked = known.get(data) ?? new Map();
  known.set(data, asked);
  const key = Object.values(place).join();
  if (!asked.has(key)) asked.set(key, answers(place, data).map((odds) => probability({ logOdds: odds })));
  const likelihoods = asked.get(key);
  return { likelihoods, right: likelihoods.map((value) => (value > 0.5) === (now.thing === "face")) };
}

/** What they say at first, and what of the ground they need for it everywhere. */
export const prepare = (data, now) => judged(now, data);

export const challenge = {
  solution: { row: LAST, column: FIRST + 2 * STEP },
  solved: (now, { data }) => now.thing === "face" && judged(now, data).right.every(Boolean),
};

export function mount(live) {
  const { labels, data } = live;
  const stage = sceneView(live);
  addKey(live);
  const maps = mapViews(live);
  const count = live.reading(labels.now_right);
  const chosen = live.reading(labels.now_network);
  const measured = live.reading(labels.now_accuracy);
  const passed = live.reading(labels.trail);

  for (const [axis, at] of [["row", 0], ["column", 1]]) {
    const text = () => {
      const value = placed(live.state)[at];
      return axis === "row" && value === LAST ? `${value} · ${labels.learnt_row}` : live.number(value);
    };
    const slider = live.slider(axis, labels[axis], { text });
    live.follow(() => { slider.step = live.state.even ? 2 : 1; });
  }
  live.choice("thing", labels.thing, Object.fromEntries(THINGS.map((name) => [name, labels[name]])), { parent: live.more });
  live.flag("even", labels.even, { parent: live.more });
  live.remark(labels.remark);
  live.demo((part) => ({ column: state.column.start - Math.round(DEMO * Math.sin(Math.PI * part)) }));

  // Where the object has been: which networks were right there.
  const trail = new Map();
  live.onReset(() => trail.clear());
  let before = state.thing.start;
  return (now) => {
    if (now.thing !== before) trail.clear();
    before = now.thing;
    const [row, column] = placed(now);
    const { likelihoods, right } = judged(now, data);
    trail.set([row, column].join(), right);
    stage(scene({ thing: THINGS.indexOf(now.thing), row, column }, data), row, column);
    maps({ row, column, likelihoods, right, trail }, now.network);
    const at = data.names.indexOf(now.network);
    const [down, across] = [row, column].map((value) => Math.round((value - FIRST) / STEP));
    const grid = data.accuracy[now.network];
    const percent = (value) => live.number(value, { percent: true });
    count(live.words("six", { count: right.filter(Boolean).length }));
    chosen(live.words("chosen", { network: labels[now.network].replace("\n", " "), likelihood: percent(likelihoods[at]) }));
    measured(percent(grid.values[down * grid.shape[1] + across]));
    passed(live.words("passed", { right: [...trail.values()].filter((one) => one[at]).length, all: trail.size }));
  };
}

/** A frame that stands out from what lies below it, however bright that is. */
function framed(live, svg, box) {
  live.shape(svg, "rect", { ...box, class: "live-rim live-learnt" });
  live.shape(svg, "rect", { ...box, class: "kernel thick live-learnt" });
}

/** The scene, in which the object can be dragged. Returns what draws it. */
function sceneView(live) {
  const { canvas, over } = live.layers(live.view("scene"), SIDE, SIDE * SCALE, live.labels.scene);
  framed(live, over, scaled({ x: FIRST, y: LAST, width: LAST - FIRST + OBJECT, height: OBJECT }));
  const object = live.shape(over, "rect", { ...scaled({ width: OBJECT, height: OBJECT }), class: "live-halo" });
  const grip = live.grip(over, { size: 15 });

  const within = (value) => value > -GRIP && value < OBJECT + GRIP;
  let held = [0, 0];
  live.drag(over, {
    at: ({ x, y }) => {
      const [row, column] = placed(live.state);
      return within(y * SIDE - row) && within(x * SIDE - column);
    },
    move: (point, from) => {
      const [row, column] = placed(live.state);
      if (point === from) held = [row - point.y * SIDE, column - point.x * SIDE];
      live.set({ row: point.y * SIDE + held[0], column: point.x * SIDE + held[1] }, { settled: false });
    },
  });
  return (picture, row, column) => {
    live.paint(canvas, picture, { grey: (value) => 255 * value });
    live.put(object, { x: column * SCALE, y: row * SCALE });
    grip((column + OBJECT) * SCALE, (row + OBJECT) * SCALE);
  };
}

const scaled = (box) => Object.fromEntries(Object.entries(box).map(([key, value]) => [key, value * SCALE]));

/** Marks of a trail at places in a drawing: discs where a network was right, crosses where it was wrong. */
const disc = ([x, y], size = 2.5) => `M${x - size} ${y}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0`;
const cross = ([x, y], arm = 1.9, half = 0.6) => [`M${x - arm + half} ${y - arm - half}l${2 * arm} ${2 * arm}l${-2 * half} ${2 * half}l${-2 * arm} ${-2 * arm}Z`,
  `M${x - arm + half} ${y + arm + half}l${-2 * half} ${-2 * half}l${2 * arm} ${-2 * arm}l${2 * half} ${2 * half}Z`].join("");

/** What frame, marks and colours mean. */
function addKey(live) {
  const { labels, data: { colours } } = live;
  const view = live.view("key");
  live.entry(view, labels.learnt_places, (svg) => framed(live, svg, { x: 1, y: 2, width: 10, height: 8 }));
  live.entry(view, labels.hit, (svg) => live.shape(svg, "path", { d: disc([6, 6], 4), class: "live-hit" }));
  live.entry(view, labels.miss, (svg) => live.shape(svg, "path", { d: cross([6, 6], 3, 0.9), class: "live-miss" }));
  const ends = [LEAST, 1].map((value) => live.number(value, { percent: true }));
  live.scale(view, labels.accuracy, ends, (part) => colour(LEAST + (1 - LEAST) * part, colours));
}

/** The colour of an accuracy, from LEAST to 1. */
function colour(value, { values, shape: [count] }) {
  const at = 3 * Math.round((count - 1) * Math.max(0, (value - LEAST) / (1 - LEAST)));
  return values.slice(at, at + 3);
}

/** A button for each network: its map of accuracy, the trail, and the probability as a bar. */
function mapViews(live) {
  const { labels, data } = live;
  const group = live.element("div", { class: "live-networks", role: "group", "aria-label": labels.now_network });
  live.view("maps").append(group);
  const drawn = data.names.map((name) => mapView(live, name, group));
  return (seen, network) => {
    for (const [index, draw] of drawn.entries()) draw(seen, index, data.names[index] === network);
  };
}

function mapView(live, name, group) {
  const { labels, data: { accuracy, colours } } = live;
  const button = live.button(labels[name], () => live.set({ network: name }), { class: "live-network", parent: group });
  const { values, shape: [cells] } = accuracy[name];
  const side = cells * CELL;
  const { canvas, over } = live.layers(button, cells, side, labels.map_of);
  live.paint(canvas, values, { rgb: (value) => colour(value, colours) });
  const bar = live.svg(button, side, 8, labels.now_probability);
  bar.setAttribute("aria-hidden", "true");
  framed(live, over, { x: 0, y: side - CELL, width: side, height: CELL });
  const [hits, misses] = ["live-hit", "live-miss"].map((mark) => live.shape(over, "path", { class: mark }));
  const here = live.shape(over, "circle", { r: 5, class: "live-halo" });
  live.shape(bar, "rect", { x: 0, y: 2, width: side, height: 4, class: "filled grid" });
  const length = live.shape(bar, "rect", { x: 0, y: 2, height: 4 });
  live.shape(bar, "line", { x1: side / 2, x2: side / 2, y1: 0, y2: 8 });
  const verdict = live.element("span", { class: "live-verdict" });
  button.append(verdict);
  const middle = (value) => ((value - FIRST) / STEP + 0.5) * CELL;

  return ({ row, column, likelihoods, right, trail }, index, isChosen) => {
    live.put(button, { "aria-pressed": isChosen });
    live.put(here, { cx: middle(column), cy: middle(row) });
    const passed = [...trail].map(([place, were]) => [place.split(",").map(Number), were[index]]);
    const marks = (wanted, mark) => passed.filter(([, was]) => was === wanted).map(([[down, across]]) => mark([middle(across), middle(down)])).join("");
    live.put(hits, { d: marks(true, disc) });
    live.put(misses, { d: marks(false, cross) });
    live.put(length, { width: likelihoods[index] * side, class: `filled ${right[index] ? "right" : "wrong"}` });
    live.write(verdict, `${live.number(likelihoods[index], { percent: true })} ${right[index] ? labels.is_right : labels.is_wrong}`);
  };
}
