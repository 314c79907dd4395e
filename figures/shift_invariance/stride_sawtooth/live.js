// The live version of stride_sawtooth: a picture on a torus, shifted, through stages that drop every second value.

import { viridis } from "../_shared/viridis.js";

const LARGEST_SHIFT = 16; // Pixels.
const CHANNELS = 4;
const NEGLIGIBLE = 1e12; // What is below one part in this many is rounding.
const [WIDTH, HEIGHT] = [300, 110]; // Of the curve, in its own units.

export const state = {
  pooling: { kind: "choice", of: ["stride", "max_pool", "blur_3", "blur_5"], start: "stride" },
  stages: { kind: "integer", min: 1, max: 3, start: 3 },
  shift: { kind: "integer", min: 0, max: LARGEST_SHIFT, start: 4 },
};

/** `image` (side × side) moved to the right by whole pixels. */
function shifted(image, side, pixels) {
  return Float64Array.from(image, (_, at) => image[at - (at % side) + (((at % side) - pixels) % side + side) % side]);
}

/** Rectified circular cross-correlation of maps (channels × side × side) with 3×3 weights, every sum in the same order. */
function responses(maps, side, weights) {
  const [outputs, channels, size] = weights.shape;
  const total = new Float64Array(outputs * side * side);
  const wrap = Array.from({ length: side + 2 }, (_, at) => (at - 1 + side) % side);
  for (let output = 0; output < outputs; output++) {
    for (let channel = 0; channel < channels; channel++) {
      for (let i = 0; i < size; i++) {
        for (let j = 0; j < size; j++) {
          const weight = weights.values[((output * channels + channel) * size + i) * size + j];
          for (let row = 0; row < side; row++) {
            const from = (channel * side + wrap[row + i]) * side;
            const to = (output * side + row) * side;
            for (let column = 0; column < side; column++) total[to + column] += weight * maps[from + wrap[column + j]];
          }
        }
      }
    }
  }
  return total.map((value) => Math.max(value, 0));
}

/** The largest of each window, blurred by `taps`, at every second row and column. */
function pooled(maps, side, { window, taps }) {
  const [half, reach] = [side / 2, Math.floor(taps.length / 2)];
  const at = (map, row, column) => map[((row + side) % side) * side + ((column + side) % side)];
  const small = new Float64Array(maps.length / 4);
  for (let channel = 0; channel < maps.length / side ** 2; channel++) {
    let map = maps.subarray(channel * side ** 2, (channel + 1) * side ** 2);
    if (window === 2) {
      map = map.map((value, place) => {
        const [row, column] = [Math.floor(place / side), place % side];
        return Math.max(value, at(map, row, column + 1), at(map, row + 1, column), at(map, row + 1, column + 1));
      });
    }
    for (let row = 0; row < half; row++) {
      for (let column = 0; column < half; column++) {
        let sum = 0;
        taps.forEach((across, j) => {
          let down = 0;
          taps.forEach((tap, i) => { down += tap * at(map, 2 * row + i - reach, 2 * column + j - reach); });
          sum += across * down;
        });
        small[(channel * half + row) * half + column] = sum;
      }
    }
  }
  return small;
}

function network(image, side, layers, pooling) {
  const stage = ([maps, width], weights) => [pooled(responses(maps, width, weights), width, pooling), width / 2];
  return layers.reduce(stage, [image, side]);
}

/** Every row of `maps` (`width` values) moved: whole steps move the numbers, fractions Fourier's series through them. */
function moved(maps, width, steps) {
  if (Number.isInteger(steps)) {
    return Float64Array.from(maps, (_, at) => maps[at - (at % width) + (((at % width) - steps) % width + width) % width]);
  }
  const kernel = Array.from({ length: width }, (_, apart) => {
    let sum = 1 + Math.cos(Math.PI * apart) * Math.cos(Math.PI * steps);
    for (let k = 1; k < width / 2; k++) sum += 2 * Math.cos((2 * Math.PI * k * (apart - steps)) / width);
    return sum / width;
  });
  return Float64Array.from(maps, (_, at) => {
    const [column, start] = [at % width, at - (at % width)];
    let sum = 0;
    for (let from = 0; from < width; from++) sum += kernel[(column - from + width) % width] * maps[start + from];
    return sum;
  });
}

function relativeError(values, expected) {
  let [off, whole] = [0, 0];
  values.forEach((value, at) => {
    off += (value - expected[at]) ** 2;
    whole += expected[at] ** 2;
  });
  return Math.sqrt(off) / Math.sqrt(whole);
}

/** The channels' averages. Summed from the smallest up, they are the same wherever the values stand. */
function averages(maps) {
  const size = maps.length / CHANNELS;
  return Array.from({ length: CHANNELS }, (_, channel) =>
    maps.slice(channel * size, (channel + 1) * size).sort().reduce((sum, value) => sum + value, 0) / size);
}

function compared(still, output, width, steps) {
  const expected = moved(still, width, steps);
  const change = relativeError(averages(output), averages(still));
  return { error: relativeError(output, expected), change: Math.round(change * NEGLIGIBLE) / NEGLIGIBLE, output, expected };
}

/** Shift `image`, run the network on it, and hold its output against that of the unshifted picture, moved. */
function experiment({ image, side, pooling, stages, shift }, { layers, poolings }) {
  const used = layers.slice(0, stages);
  const [still, width] = network(image, side, used, poolings[pooling]);
  const [output] = network(shifted(image, side, shift), side, used, poolings[pooling]);
  const { error, change } = compared(still, output, width, shift / 2 ** stages);
  return { error, change, output };
}

export const operations = { experiment };

export const challenge = { solution: { shift: 8 }, solved: ({ shift, stages }) => shift > 0 && shift % 2 ** stages === 0 };

export function mount(live) {
  const { labels, data } = live;
  const side = data.image.shape[0];
  const image = Float64Array.from(data.image.values, (value) => value / 255);
  const input = live.canvas(live.view("sawtooth-map", labels.input), side, side, labels.input);
  const expected = live.canvas(live.view("sawtooth-map", labels.expected), 8, 8, labels.expected);
  const measured = live.canvas(live.view("sawtooth-map", labels.measured), 8, 8, labels.measured);
  const svg = live.svg(live.view("sawtooth", labels.curve), WIDTH, HEIGHT, labels.curve);
  const error = live.reading(labels.error_now);
  const change = live.reading(labels.change_now);
  live.choice("pooling", labels.pooling, Object.fromEntries(state.pooling.of.map((name) => [name, labels[name]])));
  live.slider("stages", labels.stages);
  live.slider("shift", labels.shift, { text: (value) => labels.pixels.replace("{}", live.number(value)) });
  const note = document.createElement("p");
  note.className = "live-remark";
  note.textContent = labels.small;
  live.controls.append(note);
  let begun = 0;
  live.drag(input, { move: (point, from) => {
    if (point === from) begun = live.state.shift;
    live.set({ shift: begun + Math.round((point.x - from.x) * side) }, { settled: false });
  } });

  const sawtooth = remembered(data, image, side);
  return ({ pooling, stages, shift }) => {
    const all = sawtooth(pooling, stages);
    const now = all[shift];
    const width = side / 2 ** stages;
    live.paint(input, shifted(image, side, shift), { grey: (value) => value * 255 });
    const most = Math.max(...now.expected.subarray(0, width ** 2));
    for (const [canvas, values] of [[expected, now.expected], [measured, now.output]]) {
      Object.assign(canvas, { width, height: width });
      live.paint(canvas, values.subarray(0, width ** 2), { rgb: (value) => viridis(value / most) });
    }
    curve(live, svg, all.map((one) => one.error), shift, stages);
    error(now.error === 0 ? labels.exact : live.number(now.error, { digits: 3 }));
    change(live.number(now.change, { digits: 1, percent: true }));
  };
}

/** All shifts of one pooling and number of stages, computed when first asked for. */
function remembered(data, image, side) {
  const known = new Map();
  return (pooling, stages) => {
    const key = `${pooling} ${stages}`;
    if (!known.has(key)) {
      const [used, poolings] = [data.layers.slice(0, stages), data.poolings[pooling]];
      const outputs = Array.from({ length: LARGEST_SHIFT + 1 },
        (_, by) => network(shifted(image, side, by), side, used, poolings));
      const [still, width] = outputs[0];
      known.set(key, outputs.map(([output], by) => compared(still, output, width, by / 2 ** stages)));
    }
    return known.get(key);
  };
}

function curve(live, svg, errors, shift, stages) {
  const x = (by) => 24 + (by * (WIDTH - 34)) / LARGEST_SHIFT;
  const y = (error) => HEIGHT - 20 - (error * (HEIGHT - 32)) / 1.4;
  svg.replaceChildren();
  for (let by = 0; by <= LARGEST_SHIFT; by += 2 ** stages) {
    live.shape(svg, "line", { x1: x(by), x2: x(by), y1: y(0), y2: y(1.4), class: "grid" });
  }
  for (let by = 0; by <= LARGEST_SHIFT; by += 4) {
    live.shape(svg, "text", { x: x(by), y: HEIGHT - 5, class: "middle muted" }, String(by));
  }
  for (const level of [0, 1]) {
    live.shape(svg, "text", { x: 16, y: y(level) + 3, class: "end muted" }, String(level));
  }
  live.shape(svg, "line", { x1: x(0), x2: x(LARGEST_SHIFT), y1: y(0), y2: y(0), class: "muted" });
  live.shape(svg, "polyline", { points: errors.map((error, by) => `${x(by)},${y(error)}`).join(" "), class: "wrong" });
  for (const [by, error] of errors.entries()) live.shape(svg, "circle", { cx: x(by), cy: y(error), r: 1.8, class: "filled wrong" });
  live.shape(svg, "circle", { cx: x(shift), cy: y(errors[shift]), r: 4.5, class: "kernel thick" });
}
