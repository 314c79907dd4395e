// The live version of padding_writes_an_address: an empty picture through layers with either padding, and which places can be told
// apart.

import { viridis } from "../_shared/viridis.js";

const DECADES = 3; // The colour scale reaches from 1 down to a thousandth.
const PADDINGS = ["zero", "circular"];
const NAMED = { zero: [2.6, 230], circular: [8, 5] }; // Where its name stands in the chart.
const SIGNS = { zero: "○", circular: "●" }; // Of their points in the chart.
const CELL = 10; // Units of the drawing over a map, for a pixel.
const NARROW = "(max-width: 600px)"; // Where the chart lies below the maps.
const INSIDE = 5; // Pixels from the nearest border at which the reader is asked for a place like no other.

export const state = {
  depth: { kind: "integer", min: 0, max: 8, start: 3 },
  row: { kind: "integer", min: 0, max: 23, start: 1 },
  column: { kind: "integer", min: 0, max: 23, start: 12 },
};

/** A layer of 3×3 convolution and rectification, every sum in the same order, so that equal places get equal bits. */
function layer(maps, side, weights, padding) {
  const [outputs, channels, size] = weights.shape;
  const total = new Float64Array(outputs * side * side);
  const place = (at) => (padding === "circular" ? (at + side) % side : at);
  for (let output = 0; output < outputs; output++) {
    for (let channel = 0; channel < channels; channel++) {
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < size; j++) {
          const weight = weights.values[((output * channels + channel) * size + i) * size + j];
          for (let row = 0; row < side; row++) {
            const from = place(row + i - 1);
            if (from < 0 || from >= side) continue; // Zero padding adds nothing.
            for (let column = 0; column < side; column++) {
              const across = place(column + j - 1);
              if (across < 0 || across >= side) continue;
              total[(output * side + row) * side + column] += weight * maps[(channel * side + from) * side + across];
            }
          }
        }
      }
    }
  }
  return total.map((value) => Math.max(value, 0));
}

/** The number of each place's feature vector, counted in the order in which they are met; equal to the last bit or different. */
function numbered(maps, side) {
  const known = new Map();
  return Array.from({ length: side ** 2 }, (_, place) => {
    const vector = [];
    for (let at = place; at < maps.length; at += side ** 2) vector.push(maps[at]);
    const key = vector.join();
    if (!known.has(key)) known.set(key, known.size);
    return known.get(key);
  });
}

function described(maps, side) {
  const numbers = numbered(maps, side);
  const places = [];
  for (const number of numbers) places[number] = (places[number] ?? 0) + 1;
  const middle = Math.floor(side / 2) * (side + 1);
  let length = 0;
  for (let at = middle; at < maps.length; at += side ** 2) length += maps[at] ** 2;
  const distances = numbers.map((_, place) => {
    let sum = 0;
    for (let at = 0; at < maps.length; at += side ** 2) sum += (maps[at + place] - maps[at + middle]) ** 2;
    return Math.sqrt(sum / length);
  });
  return { distinct: places.length, places, numbers, distances };
}

/** An empty picture after `depth` layers: how many feature vectors, how many places have each, how far from the middle's. */
function addresses({ padding, depth, side }, { layers, value }) {
  const maps = layers.slice(0, depth).reduce(
    (before, weights) => layer(before, side, weights, padding), new Float64Array(side ** 2).fill(value));
  const { distinct, places, distances } = described(maps, side);
  return { distinct, places: places.sort((one, other) => one - other), distances };
}

export const operations = { addresses };

/** What is known of a page's network, by padding and depth. */
const known = new WeakMap();

/** The picture after `depth` layers with a padding, and which of its places are alike. */
function at(padding, depth, data) {
  if (!known.has(data)) known.set(data, Object.fromEntries(PADDINGS.map((name) => [name, []])));
  const { side } = data;
  const maps = known.get(data)[padding];
  maps[0] ??= { values: new Float64Array(side ** 2).fill(data.value) };
  for (let done = maps.length; done <= depth; done++) {
    maps[done] = { values: layer(maps[done - 1].values, side, data.layers[done - 1], padding) };
  }
  maps[depth].described ??= described(maps[depth].values, side);
  return maps[depth].described;
}

/** All there is to know of the network: an empty picture has nothing else for a reader to change. */
export function* prepare(data) {
  for (let depth = 0; depth <= data.layers.length; depth++) {
    for (const padding of PADDINGS) {
      at(padding, depth, data);
      yield;
    }
  }
}

/** How many places have the vector of the chosen one. */
function alike({ depth, row, column }, padding, data) {
  const { numbers, places } = at(padding, depth, data);
  return places[numbers[row * data.side + column]];
}

export const challenge = {
  solution: { depth: INSIDE + 1, row: INSIDE, column: INSIDE },
  solved: (now, { data }) => {
    const inside = [now.row, now.column].every((place) => place >= INSIDE && place < data.side - INSIDE);
    return inside && alike(now, "zero", data) === 1;
  },
};

export function mount(live) {
  const { labels, data } = live;
  const { side } = data;
  const maps = Object.fromEntries(PADDINGS.map((padding) => [padding, mapView(live, padding)]));
  addKey(live);
  const chart = live.chart({
    label: labels.vectors,
    x: { domain: [0, data.layers.length], label: labels.layers, step: 1, ticks: [0, 2, 4, 6, 8] },
    y: { domain: [0, 300], label: labels.vectors, ticks: [0, 100, 200, 300] },
    height: matchMedia(NARROW).matches ? 125 : 170,
  });
  const readings = Object.fromEntries(PADDINGS.map((padding) => [padding, live.reading(labels[padding])]));
  live.slider("depth", labels.layers);
  live.slider("row", labels.row_now, { text: (value) => live.number(value + 1) });
  live.slider("column", labels.column_now, { text: (value) => live.number(value + 1) });
  live.demo([0, 1, 2, 3, 4, 5, 6].map((depth) => ({ depth })));

  const onDrag = ({ x }) => live.set({ depth: x }, { settled: false });
  return (now) => {
    const { depth } = now;
    chart.clear();
    for (const padding of PADDINGS) {
      const { distinct, numbers, distances } = at(padding, depth, data);
      maps[padding](distances, numbers, now.row * side + now.column);
      const kind = padding === "zero" ? "wrong" : "right";
      const points = [1, ...data.counts[padding]].map((count, layers) => [layers, count]);
      chart.line(points, { kind, name: labels[padding] }).dots(points, { kind, hollow: padding === "zero" });
      chart.line([NAMED[padding]], { kind, label: labels[`${padding}_line`] });
      const most = padding === "zero" ? Math.min((2 * depth + 1) ** 2, side ** 2) : 1;
      readings[padding](live.words("found", { count: distinct, most, places: alike(now, padding, data) }));
    }
    const { distinct } = at("zero", depth, data);
    chart.marker([depth, distinct], {
      kind: "kernel", label: live.number(distinct), name: labels.layers, text: ([x]) => live.number(x), draggable: { x: true, onDrag },
    });
  };
}

/** A map of the picture, on which a place is chosen by pointing at it. Returns what draws it. */
function mapView(live, padding) {
  const { side } = live.data;
  const view = live.view(padding, `${SIGNS[padding]} ${live.labels[padding]}`);
  const label = live.words("map", { padding: live.labels[padding] });
  const { canvas, over } = live.layers(view, side, side * CELL, label);
  const dots = live.shape(over, "path", { class: "live-alike" });
  const frames = ["live-rim", "kernel"].map((name) => live.shape(over, "rect", { width: CELL, height: CELL, class: `live-chosen ${name}` }));
  const point = ({ x, y }) => live.set({ row: Math.floor(y * side), column: Math.floor(x * side) }, { settled: false });
  live.drag(over, { move: point, hover: (place) => { if (place) point(place); } });
  return (distances, numbers, chosen) => {
    live.paint(canvas, distances, { rgb: (distance) => viridis(1 + Math.log10(Math.max(distance, 10 ** -DECADES)) / DECADES) });
    const places = Array.from(numbers, (number, place) => (number === numbers[chosen] ? dot(place % side, Math.floor(place / side)) : ""));
    live.put(dots, { d: places.join("") });
    for (const frame of frames) live.put(frame, { x: CELL * (chosen % side), y: CELL * Math.floor(chosen / side) });
  };
}

/** A dot in the middle of a cell. */
const dot = (column, row, size = 0.22 * CELL) =>
  `M${(column + 0.5) * CELL - size} ${(row + 0.5) * CELL}a${size} ${size} 0 1 0 ${2 * size} 0a${size} ${size} 0 1 0 ${-2 * size} 0`;

/** What frame, dots and colours mean. */
function addKey(live) {
  const { labels } = live;
  const view = live.view("key");
  const box = { x: 1, y: 1, width: CELL, height: CELL };
  live.entry(view, labels.chosen, (svg) => {
    for (const name of ["live-rim", "kernel"]) live.shape(svg, "rect", { ...box, class: `live-chosen ${name}` });
  });
  live.entry(view, labels.same, (svg) => live.shape(svg, "path", { d: dot(0.1, 0.1, 4), class: "live-alike" }));
  const ends = [10 ** -DECADES, 1].map((value) => live.number(value, { digits: value < 1 ? DECADES : 0 }));
  live.scale(view, labels.distance, ends, viridis);
}
