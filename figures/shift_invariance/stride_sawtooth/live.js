// The live version of stride_sawtooth: a picture on a torus, shifted, through stages that drop every second value.

import { viridis } from "../_shared/viridis.js";

const LARGEST_SHIFT = 16; // Pixels.
const CHANNELS = 4;
const NEGLIGIBLE = 1e12; // What is below one part in this many is rounding.
const POOLINGS = { stride: "wrong", max_pool: "kernel", blur_3: "input", blur_5: "output" }; // And the colours of their curves.

export const state = {
  pooling: { kind: "choice", of: Object.keys(POOLINGS), start: "stride" },
  stages: { kind: "integer", min: 1, max: 3, start: 3 },
  shift: { kind: "integer", min: 0, max: LARGEST_SHIFT, start: 4 },
};

/** `maps` with every row of `width` values moved to the right by whole steps, on a torus. */
function shifted(maps, width, steps) {
  const made = new Float64Array(maps.length);
  for (let start = 0; start < maps.length; start += width) {
    for (let column = 0; column < width; column++) made[start + ((column + steps) % width + width) % width] = maps[start + column];
  }
  return made;
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
  const wrap = Int32Array.from({ length: side + 2 * reach + 1 }, (_, at) => (at - reach + side) % side); // Of at − reach.
  const small = new Float64Array(maps.length / 4);
  for (let channel = 0; channel < maps.length / side ** 2; channel++) {
    let map = maps.subarray(channel * side ** 2, (channel + 1) * side ** 2);
    if (window === 2) {
      const before = map;
      map = new Float64Array(side ** 2);
      for (let row = 0; row < side; row++) {
        const [upper, lower] = [row * side, ((row + 1) % side) * side];
        for (let column = 0; column < side; column++) {
          const next = (column + 1) % side;
          map[upper + column] = Math.max(before[upper + column], before[upper + next], before[lower + column], before[lower + next]);
        }
      }
    }
    for (let row = 0; row < half; row++) {
      for (let column = 0; column < half; column++) {
        let sum = 0;
        for (let j = 0; j < taps.length; j++) {
          let down = 0;
          for (let i = 0; i < taps.length; i++) down += taps[i] * map[wrap[2 * row + i] * side + wrap[2 * column + j]];
          sum += taps[j] * down;
        }
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
  if (Number.isInteger(steps)) return shifted(maps, width, steps);
  const kernel = Array.from({ length: width }, (_, apart) => {
    let sum = 1 + Math.cos(Math.PI * apart) * Math.cos(Math.PI * steps);
    for (let k = 1; k < width / 2; k++) sum += 2 * Math.cos((2 * Math.PI * k * (apart - steps)) / width);
    return sum / width;
  });
  const made = new Float64Array(maps.length);
  for (let at = 0; at < made.length; at++) {
    const column = at % width;
    let sum = 0;
    for (let from = 0; from < width; from++) sum += kernel[(column - from + width) % width] * maps[at - column + from];
    made[at] = sum;
  }
  return made;
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

/** Shift `image`, run the network on it, and hold its output against that of the unshifted picture, moved. */
function experiment({ image, side, pooling, stages, shift }, { layers, poolings }) {
  const used = layers.slice(0, stages);
  const [still, width] = network(image, side, used, poolings[pooling]);
  const [output] = network(shifted(image, side, shift), side, used, poolings[pooling]);
  return { ...compared({ still, output, width, steps: shift / 2 ** stages }), output };
}

/** How far `output` is from `still` moved by `steps`, and how far its averages are from the other's. */
function compared({ still, output, width, steps }) {
  const change = relativeError(averages(output), averages(still));
  return { error: relativeError(output, moved(still, width, steps)), change: Math.round(change * NEGLIGIBLE) / NEGLIGIBLE };
}

export const operations = { experiment };

/** What each network makes of the picture at each shift, by what a page was given. */
const known = new WeakMap();

function outputOf({ pooling, stages }, shift, data) {
  if (!known.has(data)) known.set(data, { image: Float64Array.from(data.image.values, (value) => value / 255), runs: new Map() });
  const { image, runs } = known.get(data);
  const [side] = data.image.shape;
  const key = `${pooling} ${stages} ${shift}`;
  if (!runs.has(key)) runs.set(key, network(shifted(image, side, shift), side, data.layers.slice(0, stages), data.poolings[pooling])[0]);
  return runs.get(key);
}

/** That for the network which is shown first. */
export function* prepare(data, now) {
  for (let shift = 0; shift <= LARGEST_SHIFT; shift++) {
    outputOf(now, shift, data);
    yield;
  }
}

export const challenge = {
  solution: { shift: 8 },
  solved: ({ pooling, shift }, live) => pooling === "stride" && shift > 0 && live.values.get(live.labels.error_now) === live.labels.exact,
};

export function mount(live) {
  const { labels, data } = live;
  const side = data.image.shape[0];
  outputOf(live.state, 0, data);
  const { image } = known.get(data);
  const [input, expected, measured] = ["shifted", "promised", "measured"].map((name) =>
    live.canvas(live.view("sawtooth-map", labels[name]), side, side, labels[name]));
  const charts = [
    chart(live, { label: labels.error_axis, domain: [-0.16, 1.4], ticks: [0, 0.5, 1], format: (value) => live.number(value, { digits: 1 }) }),
    chart(live, { label: labels.change_axis, domain: [-0.035, 0.3], ticks: [0, 0.1, 0.2, 0.3], format: (value) => live.number(value, { percent: true }) }),
  ];
  const error = live.reading(labels.error_now);
  const change = live.reading(labels.change_now);
  const slider = live.slider("shift", labels.shift, { text: (value) => live.words("pixels", { count: value }) });
  slider.parentElement.classList.add("live-wide");
  poolingButtons(live);
  live.slider("stages", labels.stages, { parent: live.more });
  live.more.append(live.element("p", {}, labels.small));
  let begun = 0;
  live.drag(input, { move: (point, from) => {
    if (point === from) begun = live.state.shift;
    live.set({ shift: begun + (point.x - from.x) * side }, { settled: false });
  } });
  live.demo((part) => ({ shift: state.shift.start + 12 * Math.sin(Math.PI * part) }));

  let [shown, how, stop] = [null, "", () => {}];
  return (now) => {
    const { pooling, stages, shift } = now;
    const asked = `${pooling} ${stages}`;
    const width = side / 2 ** stages;
    const still = outputOf(now, 0, data);
    const found = { still, output: outputOf(now, shift, data), width, steps: shift / 2 ** stages };
    const result = compared(found);
    live.paint(input, shifted(image, side, shift), { grey: (value) => value * 255 });
    const promised = moved(still.subarray(0, width ** 2), width, found.steps);
    const most = Math.max(...promised);
    for (const [canvas, values] of [[expected, promised], [measured, found.output]]) {
      if (canvas.width !== width) Object.assign(canvas, { width, height: width }); // A canvas that is sized gets new memory.
      live.paint(canvas, values.subarray(0, width ** 2), { rgb: (value) => viridis(value / most) });
    }
    error(result.error === 0 ? labels.exact : live.number(result.error, { digits: 3 }));
    change(live.number(result.change, { digits: 1, percent: true }));

    const size = data.curves.values.length / state.stages.max;
    const target = { curves: data.curves.values.subarray((stages - 1) * size, stages * size), point: [result.error, result.change] };
    const show = (value) => {
      shown = value;
      for (const [kind, draw] of charts.entries()) draw(now, Array.from(shown.curves).slice(kind * size / 2, (kind + 1) * size / 2), shown.point[kind], kind);
    };
    stop();
    stop = () => {};
    if (shown && asked !== how) stop = live.tween(shown, target, show);
    else show(target);
    how = asked;
  };
}

/** A button for each pooling, in the colour of its curve. */
function poolingButtons(live) {
  const parent = live.element("div", { class: "live-group", role: "group", "aria-label": live.labels.pooling });
  live.controls.append(parent);
  for (const [name, kind] of Object.entries(POOLINGS)) {
    const button = live.button(live.labels[name], () => live.set({ pooling: name }), { class: `live-sawtooth-${kind}`, parent });
    live.follow(() => live.put(button, { "aria-pressed": live.state.pooling === name }));
  }
}

/** One of the measured charts; its draw(now, the values of all poolings, that of the marker). The marker is the shift, to be dragged. */
function chart(live, { label, domain, ticks, format }) {
  const { labels } = live;
  const made = live.chart({
    parent: live.view("sawtooth"), label, height: 160,
    x: { domain: [0, LARGEST_SHIFT], label: labels.shift_axis, ticks: [0, 4, 8, 12, 16], step: 1 },
    y: { domain, label, ticks, format },
  });
  const draggable = { x: true, onDrag: ({ x }) => live.set({ shift: x }, { settled: false }) };
  const points = (values, from) => Array.from({ length: LARGEST_SHIFT + 1 }, (_, by) => [by, values[from * (LARGEST_SHIFT + 1) + by]]);
  return ({ pooling, stages, shift }, values, height, kind) => {
    const chosen = state.pooling.of.indexOf(pooling);
    made.clear();
    for (let by = 0; by <= LARGEST_SHIFT; by += 2 ** stages) made.rule({ x: by });
    for (const [at, name] of state.pooling.of.entries()) {
      if (at !== chosen) made.line(points(values, at), { kind: POOLINGS[name], class: "thin", name: labels[name] });
    }
    const curve = points(values, chosen);
    if (stages === state.stages.max) {
      const range = live.data.ranges.values.subarray((kind * 4 + chosen) * 2 * curve.length);
      made.area(curve.map(([by], at) => [by, range[curve.length + at], range[at]]), { kind: POOLINGS[pooling] });
    }
    made.line(curve, { kind: POOLINGS[pooling], name: labels[pooling] });
    made.dots(curve, { kind: POOLINGS[pooling], hollow: true, size: 2.5 });
    made.dots(curve.filter(([, value]) => value < 1 / NEGLIGIBLE), { kind: "right", size: 4 });
    made.marker([shift, height], { kind: "ink", name: labels.shift, draggable, text: ([by]) => live.words("pixels", { count: by }) });
  };
}
