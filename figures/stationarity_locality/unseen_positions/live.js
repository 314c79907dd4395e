// The live version of unseen_positions: move what is in the scene, and ask six networks whether they see a face.

import { logOdds, probability, whole, windows } from "./small_network.js";

const SIDE = 48; // Pixels of the scene, and of the object in it.
const OBJECT = 12;
const [FIRST, LAST, STEP] = [10, 26, 4]; // Corners at which accuracy was measured.
const PLACES = LAST - FIRST + 1;
const THINGS = ["face", "other"];
const SCALE = 6; // Units of the drawing over the scene, for a pixel.
const CELL = 16; // And for a cell of a map.
const LEAST = 0.5; // Accuracy by chance, where the maps' colours begin.
const GRIP = 2; // Pixels around the object that a finger may miss by.

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

/** What each network says of the scene, in log odds; of those too large to be sent, what Python had them say. */
function answers(place, data) {
  const picture = scene(place, data);
  const seen = { full: whole({ picture }), conv: windows({ picture, rows: SIDE, columns: SIDE }) };
  const at = (place.thing * PLACES + place.row - FIRST) * PLACES + place.column - FIRST;
  return data.names.map((name) => {
    const network = data.networks[name];
    return network ? logOdds(seen[network.first], network) : data.answers[name].values[at];
  });
}

export const operations = { windows, whole, answers, probability };

/** Where the object is: training and test put it at even places only, and so does the reader unless told otherwise. */
const placed = ({ row, column, even }) => (even ? [row, column].map((value) => 2 * Math.round(value / 2)) : [row, column]);

export const challenge = {
  solution: { row: LAST, column: FIRST + 2 * STEP },
  solved: ({ thing }, live) => thing === "face" && live.values.get(live.labels.now_right) === live.words("six", { count: 6 }),
};

export function mount(live) {
  const { labels, data } = live;
  const stage = sceneView(live);
  const maps = mapViews(live);
  const chosen = live.reading(labels.now_network);
  const likely = live.reading(labels.now_probability);
  const measured = live.reading(labels.now_accuracy);
  const count = live.reading(labels.now_right);
  const remark = document.createElement("p");
  remark.className = "live-unseen-remark";
  remark.textContent = labels.remark;
  live.controls.after(remark);

  for (const [axis, at] of [["row", 0], ["column", 1]]) {
    const text = () => {
      const value = placed(live.state)[at];
      return axis === "row" && value === LAST ? `${value} · ${labels.learnt_row}` : live.number(value);
    };
    const slider = live.slider(axis, labels[axis], { text });
    live.follow(() => { slider.step = live.state.even ? 2 : 1; });
  }
  live.choice("thing", labels.thing, Object.fromEntries(THINGS.map((name) => [name, labels[name]])));
  live.flag("even", labels.even);

  return (now) => {
    const [row, column] = placed(now);
    const thing = THINGS.indexOf(now.thing);
    const likelihoods = answers({ thing, row, column }, data).map((odds) => probability({ logOdds: odds }));
    const isFace = thing === 0;
    const right = likelihoods.map((value) => (value > 0.5) === isFace);
    stage(scene({ thing, row, column }, data), row, column);
    maps(row, column, likelihoods, right, now.network);
    const at = data.names.indexOf(now.network);
    const [down, across] = [row, column].map((value) => Math.round((value - FIRST) / STEP));
    const grid = data.accuracy[now.network];
    chosen(labels[now.network].replace("\n", " "));
    likely(live.number(likelihoods[at], { percent: true }));
    measured(live.number(grid.values[down * grid.shape[1] + across], { percent: true }));
    count(labels.six.replace("{count}", right.filter(Boolean).length));
  };
}

/** The scene, in which the object can be dragged. Returns what draws it. */
function sceneView(live) {
  const box = document.createElement("div");
  box.className = "live-layers";
  const view = live.view("scene", live.labels.scene);
  view.append(box);
  const canvas = live.canvas(box, SIDE, SIDE, live.labels.scene);
  const over = live.svg(box, SIDE * SCALE, SIDE * SCALE, live.labels.scene);
  over.setAttribute("aria-hidden", "true");
  const learnt = { x: FIRST, y: LAST, width: LAST - FIRST + OBJECT, height: OBJECT };
  live.shape(over, "rect", { ...scaled(learnt), class: "kernel thick" });
  const grip = live.shape(over, "rect", { ...scaled({ width: OBJECT, height: OBJECT }), class: "live-halo" });

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
    grip.setAttribute("x", column * SCALE);
    grip.setAttribute("y", row * SCALE);
  };
}

const scaled = (box) => Object.fromEntries(Object.entries(box).map(([key, value]) => [key, value * SCALE]));

/** A button for each network: its map of accuracy, the place marked, and the probability as a bar. */
function mapViews(live) {
  const { labels, data } = live;
  const group = document.createElement("div");
  group.className = "live-networks";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", labels.now_network);
  const view = live.view("maps", labels.maps);
  view.append(group);
  const drawn = data.names.map((name) => mapView(live, name, group));
  addScale(live, view);
  return (row, column, likelihoods, right, network) => {
    for (const [index, draw] of drawn.entries()) {
      draw(row, column, likelihoods[index], right[index], data.names[index] === network);
    }
  };
}

/** The colour of an accuracy, from LEAST to 1. */
function colour(value, { values, shape: [count] }) {
  const at = 3 * Math.round((count - 1) * Math.max(0, (value - LEAST) / (1 - LEAST)));
  return values.slice(at, at + 3);
}

/** What the maps' colours mean. */
function addScale(live, view) {
  const scale = document.createElement("div");
  scale.className = "live-scale";
  const percent = (value) => live.number(value, { percent: true });
  const { colours } = live.data;
  const count = colours.shape[0];
  scale.append(`${live.labels.chance} ${percent(LEAST)}`);
  const canvas = live.canvas(scale, count, 1, live.labels.accuracy);
  const accuracies = Array.from({ length: count }, (_, at) => LEAST + (1 - LEAST) * at / (count - 1));
  live.paint(canvas, accuracies, { rgb: (value) => colour(value, colours) });
  scale.append(percent(1));
  view.append(scale);
}

function mapView(live, name, group) {
  const { labels, data: { accuracy, colours } } = live;
  const button = live.button(labels[name], () => live.set({ network: name }), { class: "live-network", parent: group });
  const { values, shape: [cells] } = accuracy[name];
  const box = document.createElement("span");
  box.className = "live-layers";
  button.append(box);
  const canvas = live.canvas(box, cells, cells, labels.map_of);
  live.paint(canvas, values, { rgb: (value) => colour(value, colours) });
  const over = live.svg(box, cells * CELL, cells * CELL, labels.map_of);
  over.setAttribute("aria-hidden", "true");
  live.shape(over, "rect", { x: 0, y: (cells - 1) * CELL, width: cells * CELL, height: CELL, class: "kernel thick" });
  const mark = live.shape(over, "circle", { r: 4.5, class: "live-halo" });
  const bar = live.svg(button, cells * CELL, 22, labels.now_probability);
  bar.setAttribute("aria-hidden", "true");
  live.shape(bar, "rect", { x: 0, y: 3, width: cells * CELL, height: 4, class: "filled grid" });
  const length = live.shape(bar, "rect", { x: 0, y: 3, height: 4 });
  live.shape(bar, "line", { x1: cells * CELL / 2, x2: cells * CELL / 2, y1: 1, y2: 9 });
  const text = live.shape(bar, "text", { x: cells * CELL / 2, y: 20, class: "middle" });

  return (row, column, likelihood, isRight, isChosen) => {
    button.setAttribute("aria-pressed", String(isChosen));
    mark.setAttribute("cx", ((column - FIRST) / STEP + 0.5) * CELL);
    mark.setAttribute("cy", ((row - FIRST) / STEP + 0.5) * CELL);
    length.setAttribute("width", likelihood * cells * CELL);
    length.setAttribute("class", `filled ${isRight ? "right" : "wrong"}`);
    text.textContent = `${live.number(likelihood, { percent: true })} · ${isRight ? labels.is_right : labels.is_wrong}`;
  };
}
