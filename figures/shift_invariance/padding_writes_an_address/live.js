// The live version of padding_writes_an_address: an empty picture through layers, and which places can be told apart.

import { viridis } from "../_shared/viridis.js";

const DECADES = 3; // The colour scale reaches from 1 down to a thousandth.

export const state = {
  padding: { kind: "choice", of: ["zero", "circular"], start: "zero" },
  depth: { kind: "integer", min: 0, max: 8, start: 3 },
  row: { kind: "integer", min: 0, max: 23, start: 1 },
  column: { kind: "integer", min: 0, max: 23, start: 1 },
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

export const challenge = { solution: { padding: "circular" }, solved: ({ padding, depth }) => padding === "circular" && depth > 0 };

export function mount(live) {
  const { labels, data } = live;
  const { side } = data;
  const map = live.canvas(live.view("address", labels.map), side, side, labels.map);
  const count = live.reading(labels.vectors_now);
  const sharing = live.reading(labels.sharing);
  live.choice("padding", labels.padding, { zero: labels.zero, circular: labels.circular });
  live.slider("depth", labels.layers);
  live.slider("row", labels.row_now, { text: (value) => live.number(value + 1) });
  live.slider("column", labels.column_now, { text: (value) => live.number(value + 1) });
  const point = ({ x, y }) => live.set({ row: Math.floor(y * side), column: Math.floor(x * side) }, { settled: false });
  live.drag(map, { move: point });
  map.addEventListener("pointermove", live.guard((event) => {
    // A page that scrolls under a resting mouse sends moves of length 0.
    if (event.pointerType !== "mouse" || (event.movementX === 0 && event.movementY === 0)) return;
    const box = map.getBoundingClientRect();
    point({ x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height });
  }));

  const known = { zero: [], circular: [] };
  const at = (padding, depth) => {
    const maps = known[padding];
    maps[0] ??= { values: new Float64Array(side ** 2).fill(data.value) };
    for (let done = maps.length; done <= depth; done++) {
      maps[done] = { values: layer(maps[done - 1].values, side, data.layers[done - 1], padding) };
    }
    maps[depth].described ??= described(maps[depth].values, side);
    return maps[depth].described;
  };
  return ({ padding, depth, row, column }) => {
    const { distinct, places, numbers, distances } = at(padding, depth);
    const mine = numbers[row * side + column];
    const orange = live.colour("kernel").match(/[0-9a-f]{2}/gi).map((digits) => parseInt(digits, 16));
    const colours = distances.map((distance, place) => {
      const [red, green, blue] = viridis(1 + Math.log10(Math.max(distance, 10 ** -DECADES)) / DECADES);
      const [strong, faint] = numbers[place] === mine ? [0.75, 0.25] : [0, 1];
      return [strong * orange[0] + faint * red, strong * orange[1] + faint * green, strong * orange[2] + faint * blue];
    });
    live.paint(map, colours, { rgb: (colour) => colour });
    const most = padding === "zero" ? Math.min((2 * depth + 1) ** 2, side ** 2) : 1;
    count(labels.most.replace("{count}", live.number(distinct)).replace("{most}", live.number(most)));
    sharing(places[mine] === 1 ? labels.only : labels.places.replace("{}", live.number(places[mine])));
  };
}
