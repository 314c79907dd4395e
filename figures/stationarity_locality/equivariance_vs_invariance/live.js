// The live version of equivariance_vs_invariance: drag the coin, and see what follows it, what stays, and when exactly.

const RADIUS = 11;
const SIZE = 2 * RADIUS + 1;
const FIRST = 13; // Row and column of the coin in the picture x.
const SIDE = 96;
const BEGUN = 36; // Down and across, a multiple of every stride: the equation holds until a reader finds a shift that breaks it.
const GRIP = 9; // Pixels around the coin that a finger may miss by.
const LONGEST = 160; // Places that the trace remembers.
const GREYEST = 90; // Grey of the largest expected value; what marks a difference is brighter.
const APART = [255, 170, 40];
const FARTHEST = 0.25; // A difference of this part of the map's largest value is as bright as any.
const HEADS = { maximum: "output", mean: "kernel", connected: "dense" };

export const state = {
  row: { kind: "integer", min: 0, max: SIDE - 1, start: FIRST + BEGUN },
  column: { kind: "integer", min: 0, max: SIDE - 1, start: FIRST + BEGUN },
  moves: { kind: "choice", of: ["whole", "coin"], start: "whole" },
  padding: { kind: "choice", of: ["circular", "zero"], start: "circular" },
  stride: { kind: "integer", min: 1, max: 3, start: 1 },
  blurred: { kind: "flag", start: false },
  head: { kind: "choice", of: Object.keys(HEADS), start: "maximum" },
};

const modulo = (value, size) => ((value % size) + size) % size;

/** `image` with `margin` pixels around it, of zeros or from the other side; four zeros more, which are read and weighted by 0. */
function padded(image, side, margin, padding) {
  const wide = side + 2 * margin;
  const made = new Float64Array(wide * wide + 4);
  for (let row = 0; row < wide; row++) {
    for (let column = 0; column < wide; column++) {
      const [y, x] = [row - margin, column - margin];
      if (padding === "circular") made[row * wide + column] = image[modulo(y, side) * side + modulo(x, side)];
      else if (y >= 0 && y < side && x >= 0 && x < side) made[row * wide + column] = image[y * side + x];
    }
  }
  return made;
}

/** The weights of each row of a kernel from its first to its last that is not 0, by fours, and the columns in which they begin. */
function spans(kernel, size) {
  const weights = [];
  const [starts, fours] = [new Int32Array(size), new Int32Array(size)];
  for (let row = 0; row < size; row++) {
    const all = Array.from(kernel.slice(row * size, (row + 1) * size));
    const last = all.findLastIndex((weight) => weight !== 0);
    const first = Math.max(0, all.findIndex((weight) => weight !== 0));
    starts[row] = first;
    fours[row] = Math.ceil((last + 1 - first) / 4);
    for (let at = first; at < first + 4 * fours[row]; at++) weights.push(at <= last ? all[at] : 0);
  }
  return { weights: Float64Array.from(weights), starts, fours };
}

/**
 * Cross-correlation, stride 1; `side` is a multiple of 4. Every output adds the same products in the same order, tap after tap,
 * so that a shift of the input shifts the output to the last bit. Four outputs of a row and four taps at a time: what one tap reads of
 * the input, its neighbours read from p, q, r and s. Destructuring would cost a third more here.
 */
function correlate(image, side, kernel, size, padding) {
  const margin = (size - 1) / 2;
  const wide = side + 2 * margin;
  const input = padded(image, side, margin, padding);
  const { weights, starts, fours } = spans(kernel, size);
  const output = new Float64Array(side * side);
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column += 4) {
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      let tap = 0;
      for (let line = 0; line < size; line++) {
        let at = (row + line) * wide + column + starts[line];
        let p = input[at];
        let q = input[at + 1];
        let r = input[at + 2];
        for (let left = fours[line]; left > 0; left--) {
          let weight = weights[tap];
          const s = input[at + 3];
          a += weight * p;
          b += weight * q;
          c += weight * r;
          d += weight * s;
          weight = weights[tap + 1];
          p = input[at + 4];
          a += weight * q;
          b += weight * r;
          c += weight * s;
          d += weight * p;
          weight = weights[tap + 2];
          q = input[at + 5];
          a += weight * r;
          b += weight * s;
          c += weight * p;
          d += weight * q;
          weight = weights[tap + 3];
          r = input[at + 6];
          a += weight * s;
          b += weight * p;
          c += weight * q;
          d += weight * r;
          tap += 4;
          at += 4;
        }
      }
      const at = row * side + column;
      output[at] = a;
      output[at + 1] = b;
      output[at + 2] = c;
      output[at + 3] = d;
    }
  }
  return output;
}

/** The triangle of 2s − 1 weights that two means of s values make, along both axes. */
function triangle(stride) {
  const size = 2 * stride - 1;
  const along = Array.from({ length: size }, (_, at) => (stride - Math.abs(at - stride + 1)) / stride ** 2);
  const weights = Float64Array.from({ length: size * size }, (_, at) => along[Math.floor(at / size)] * along[at % size]);
  return { size, weights };
}

/** The operation f: correlate, rectify, blur if asked to, keep every s-th row and column. */
function featureMap({ image, side, kernel, size, padding, stride, blurred }) {
  let response = correlate(image, side, kernel, size, padding);
  for (let at = 0; at < response.length; at++) response[at] = Math.max(response[at], 0);
  if (blurred && stride > 1) {
    const blur = triangle(stride);
    response = correlate(response, side, blur.weights, blur.size, padding);
  }
  if (stride === 1) return response;
  const length = Math.ceil(side / stride);
  const kept = new Float64Array(length * length);
  for (let at = 0; at < kept.length; at++) kept[at] = response[Math.floor(at / length) * stride * side + (at % length) * stride];
  return kept;
}

/** What a shift by `pixels` on a ring of `side` places gives each place of the input, by Fourier's theorem. */
function ring(side, pixels) {
  return Float64Array.from({ length: side }, (_, place) => {
    let sum = 1;
    for (let wave = 1; wave < side / 2; wave++) sum += 2 * Math.cos(2 * Math.PI * wave * (place - pixels) / side);
    if (side % 2 === 0) sum += Math.cos(Math.PI * pixels) * Math.cos(Math.PI * place);
    return sum / side;
  });
}

/** `values` moved along rows by `pixels`, and transposed. Whole pixels only move the numbers. */
function slid(values, side, pixels) {
  const made = new Float64Array(side * side);
  const whole = Number.isInteger(pixels);
  const weights = whole ? null : ring(side, pixels);
  for (let column = 0; column < side; column++) {
    const source = whole ? modulo(column - pixels, side) : 0;
    for (let row = 0; row < side; row++) {
      let sum = values[row * side + source];
      if (!whole) {
        sum = 0;
        for (let from = 0; from < side; from++) {
          sum += weights[from <= column ? column - from : column - from + side] * values[row * side + from];
        }
      }
      made[column * side + row] = sum;
    }
  }
  return made;
}

/** `values` shifted on a torus. */
const shift = ({ values, side, down, across }) => slid(slid(values, side, across), side, down);

/** ‖values − expected‖ / ‖expected‖. */
function relativeError({ values, expected }) {
  let [apart, whole] = [0, 0];
  for (let at = 0; at < values.length; at++) {
    apart += (values[at] - expected[at]) ** 2;
    whole += expected[at] ** 2;
  }
  return Math.sqrt(apart) / Math.sqrt(whole);
}

/** The sum, rounded once, as Python's math.fsum has it (Shewchuk 1997): it does not depend on the order of the terms. */
function exactSum(values) {
  const parts = [];
  for (let at = 0; at < values.length; at++) {
    let sum = values[at];
    if (sum === 0) continue;
    let count = 0;
    for (let index = 0; index < parts.length; index++) {
      let part = parts[index];
      if (Math.abs(sum) < Math.abs(part)) [sum, part] = [part, sum];
      const high = sum + part;
      const low = part - (high - sum);
      if (low !== 0) parts[count++] = low;
      sum = high;
    }
    parts.length = count;
    parts.push(sum);
  }
  let sum = parts.pop() ?? 0;
  while (parts.length) {
    const part = parts.pop();
    const high = sum + part;
    const low = part - (high - sum);
    sum = high;
    if (low === 0) continue;
    // Half-way cases are decided by the sign of what is left.
    const next = parts.at(-1) ?? 0;
    if (low * next > 0 && sum + 2 * low - sum === 2 * low) sum += 2 * low;
    break;
  }
  return sum;
}

/** Global average pooling. */
const globalMean = ({ values }) => exactSum(values) / values.length;

/** The wall in grey levels of 0..1. */
function bricks({ wall: { values } }) {
  const made = new Float64Array(values.length);
  for (let at = 0; at < made.length; at++) made[at] = values[at] / 65535;
  return made;
}

/** The wall with the disc of the coin centred on row and column, on a torus. */
function laid(row, column, { wall, coin }) {
  const scene = bricks({ wall });
  for (let at = 0; at < SIZE * SIZE; at++) {
    const [down, across] = [Math.floor(at / SIZE) - RADIUS, (at % SIZE) - RADIUS];
    if (down ** 2 + across ** 2 > RADIUS ** 2) continue;
    scene[modulo(row + down, SIDE) * SIDE + modulo(column + across, SIDE)] = coin.values[at];
  }
  return scene;
}

/** Why f(Tx) = T′f(x) holds exactly, or what keeps theory from promising it. */
function reason({ row, column, moves, padding, stride }) {
  const shifts = [row - FIRST, column - FIRST];
  if (shifts.every((one) => one % SIDE === 0)) return "same";
  if (moves === "coin") return "wall";
  if (padding === "zero") return "padding";
  return shifts.some((one) => one % stride) ? "stride" : "promised";
}

function highest(values) {
  let found = 0;
  for (let at = 1; at < values.length; at++) if (values[at] > values[found]) found = at;
  return found;
}

/** The least fully connected layer that answers 1 to `first` and 0 to `bare`. */
function connected(map, { first, bare }) {
  let [answer, whole] = [0, 0];
  for (let at = 0; at < map.length; at++) {
    const gained = first[at] - bare[at];
    answer += (map[at] - bare[at]) * gained;
    whole += gained ** 2;
  }
  return answer / whole;
}

/** Everything measured and shown for the reader's settings; `kept` holds the maps of the first place and of the bare wall. */
function measured(now, data, kept) {
  const { row, column, moves, padding, stride, blurred } = now;
  const apply = (image) => featureMap({
    image, side: SIDE, kernel: data.kernel.values, size: SIZE, padding, stride, blurred });
  const how = [padding, stride, blurred].join();
  if (kept.how !== how) {
    kept.picture ??= laid(FIRST, FIRST, data);
    const [first, bare] = [kept.picture, bricks(data)].map(apply);
    Object.assign(kept, { how, first, bare, maximum: first[highest(first)], mean: globalMean({ values: first }) });
  }
  const [down, across] = [row - FIRST, column - FIRST];
  const scene = moves === "coin" ? laid(row, column, data) : shift({ values: kept.picture, side: SIDE, down, across });
  const map = apply(scene);
  const side = Math.sqrt(map.length);
  const expected = shift({ values: kept.first, side, down: down / stride, across: across / stride });
  const peak = highest(map);
  const heads = { maximum: map[peak], mean: globalMean({ values: map }), connected: connected(map, kept) };
  return {
    scene, map, expected, side,
    experiment: {
      ...heads,
      error: relativeError({ values: map, expected }),
      why: reason(now),
      peak: [Math.floor(peak / side) * stride, (peak % side) * stride],
      maximumChange: heads.maximum - kept.maximum,
      meanChange: heads.mean - kept.mean,
    },
  };
}

const experiment = (now, data) => measured(now, data, {}).experiment;

export const operations = { featureMap, shift, relativeError, globalMean, experiment };

export const challenge = {
  solution: { stride: 2, row: FIRST + BEGUN - 1 },
  solved: (_state, live) => live.values.get(live.labels.now_error) !== "0",
};

/** The maps of the first place and of the bare wall. */
export function prepare(data, now) {
  const kept = {};
  measured(now, data, kept);
  return kept;
}

export function mount(live) {
  const { labels, data, prepared: kept } = live;
  const input = inputView(live);
  const map = mapView(live);
  const promised = promisedView(live);
  const verdict = verdictView(live);
  const trace = traceView(live);
  const error = live.reading(labels.now_error);
  const output = live.reading(labels.now_output);
  const change = live.reading(labels.now_change);
  const coin = live.reading(labels.now_coin);
  const peak = live.reading(labels.now_peak);
  addControls(live);
  const [first, around] = [FIRST + BEGUN, (part) => 2 * Math.PI * part];
  live.demo((part) => ({ row: first - 14 * Math.sin(around(part)), column: first - 14 * (1 - Math.cos(around(part))) }));

  const passed = steps(live);
  let [key, seen] = ["", null];
  return (now) => {
    const { row, column, head, stride } = now;
    const asked = [row, column, now.moves, now.padding, stride, now.blurred].join();
    if (asked !== key) [key, seen] = [asked, measured(now, data, kept)];
    const found = seen.experiment;
    const places = passed(now, found, kept);
    input(seen.scene, places.map(({ coin: at }) => at));
    map(seen.map, seen.side, kept.maximum, places.map(({ peak: at }) => at.map((one) => one + (stride - 1) / 2)));
    promised(seen, kept.maximum);
    verdict(found, now);
    trace(places.map((each) => each[head]), head);
    const changes = { maximum: found.maximumChange, mean: found.meanChange, connected: found.connected - 1 };
    error(short(live, found.error));
    output(live.number(found[head], { digits: 3 }));
    change(short(live, changes[head]));
    coin(live.words("place", { row, column }));
    peak(live.words("place", { row: found.peak[0], column: found.peak[1] }));
  };
}

/** The places that the reader has passed since the operation was last another, with the outputs there; the first place gives 1. */
function steps(live) {
  let [passed, how, last] = [[], "", ""];
  live.onReset(() => { [passed, last] = [[], ""]; });
  return ({ row, column, moves, padding, stride, blurred }, found, first) => {
    const [asked, at] = [[moves, padding, stride, blurred].join(), [row, column].join()];
    if (asked !== how) [passed, how, last] = [[], asked, ""];
    if (at !== last) {
      passed = [...passed.slice(1 - LONGEST), {
        coin: [row, column], peak: found.peak,
        maximum: found.maximum / first.maximum, mean: found.mean / first.mean, connected: found.connected }];
      last = at;
    }
    return passed;
  };
}

/** 0 only if it is 0; what is next to nothing as a power of ten. */
function short(live, value) {
  if (value === 0) return "0";
  if (Math.abs(value) >= 1e-4) return live.number(value, { significant: 2 });
  const power = Math.floor(Math.log10(Math.abs(value)));
  return `${live.number(value / 10 ** power)} × ${live.power(power)}`;
}

function addControls(live) {
  const { labels, more: parent } = live;
  for (const axis of ["row", "column"]) live.slider(axis, labels[axis]);
  live.slider("stride", labels.stride);
  live.choice("moves", labels.moves, { whole: labels.whole, coin: labels.coin }, { parent });
  live.choice("padding", labels.padding, { circular: labels.circular, zero: labels.zero }, { parent });
  live.choice("head", labels.head, { maximum: labels.max_pooling, mean: labels.mean_pooling, connected: labels.connected }, { parent });
  const blur = live.flag("blurred", labels.blurred, { parent });
  live.follow(() => { blur.disabled = live.state.stride === 1; });
  live.remark(labels.remark);
}

/** A canvas with a drawing of SIDE × SIDE units over it. */
const layers = (live, name, title) => live.layers(live.view(name, title), SIDE, SIDE, title);

/** Dots where something has been. */
function trail(live, over) {
  const dots = live.shape(over, "path", { class: "live-coin-trail" });
  return (places) => live.put(dots, { d: places.map(([row, column]) => `M${column + 0.5} ${row + 0.5}h0`).join("") });
}

/** The picture, in which the coin can be dragged. */
function inputView(live) {
  const { canvas, over } = layers(live, "coin-moved", live.labels.picture);
  const centre = FIRST + 0.5;
  live.shape(over, "circle", { cx: centre, cy: centre, r: RADIUS + 0.5, class: "live-coin-ring live-coin-first" });
  const dots = trail(live, over);
  const grip = live.grip(over, { size: RADIUS + 0.5 });
  const apart = (a, b) => Math.min(modulo(a - b, SIDE), modulo(b - a, SIDE));
  let held = [0, 0];
  live.drag(over, {
    at: ({ x, y }) => {
      const { row, column } = live.state;
      return Math.hypot(apart(y * SIDE, row + 0.5), apart(x * SIDE, column + 0.5)) <= RADIUS + GRIP;
    },
    move: (point, from) => {
      const { row, column } = live.state;
      if (point === from) held = [row - point.y * SIDE, column - point.x * SIDE];
      live.set({ row: point.y * SIDE + held[0], column: point.x * SIDE + held[1] }, { settled: false });
    },
  });
  return (scene, places) => {
    live.paint(canvas, scene, { grey: (value) => 255 * value });
    dots(places);
    const [row, column] = places.at(-1);
    grip(column + 0.5, row + 0.5);
  };
}

/** A canvas gets new memory whenever its size is set, even to what it was. */
function sized(canvas, side) {
  if (canvas.width !== side) Object.assign(canvas, { width: side, height: side });
}

/** The map in the figure's colours, a ring where it is highest, and dots where it has been. */
function mapView(live) {
  const { canvas, over } = layers(live, "coin-map", live.labels.map);
  const { values, shape: [count] } = live.data.colours;
  const colours = Array.from({ length: count }, (_, at) => Array.from(values.subarray(3 * at, 3 * at + 3)));
  const dots = trail(live, over);
  const rings = ["live-coin-under", "live-coin-peak"].map((kind) => live.shape(over, "circle", { r: 7, class: `kernel ${kind}` }));
  return (shown, side, brightest, peaks) => {
    sized(canvas, side);
    live.paint(canvas, shown, { rgb: (value) => colours[Math.min(count - 1, Math.round((count - 1) * value / brightest))] });
    dots(peaks);
    const [row, column] = peaks.at(-1);
    for (const ring of rings) live.put(ring, { cx: column + 0.5, cy: row + 0.5 });
  };
}

/** The map that equivariance asks for, in grey, and on it how far the other is from it: what is equal stays grey. */
function promisedView(live) {
  const { canvas } = layers(live, "coin-promised", live.labels.promised);
  const colour = [0, 0, 0];
  return ({ map, expected, side }, brightest) => {
    sized(canvas, side);
    live.paint(canvas, expected, { rgb: (value, at) => {
      const grey = GREYEST * Math.sqrt(Math.min(1, Math.max(0, value) / brightest));
      const part = Math.sqrt(Math.min(1, Math.abs(map[at] - value) / (FARTHEST * brightest)));
      for (let channel = 0; channel < 3; channel++) colour[channel] = grey + (APART[channel] - grey) * part;
      return colour;
    } });
  };
}

/** The equation as it stands, and whether theory promised it. */
function verdictView(live) {
  const [equation, why] = [live.element("div"), live.element("p")];
  live.view("coin-verdict").append(equation, why);
  return ({ error, why: reasonFound }, { row, column, stride }) => {
    live.write(equation, error === 0 ? "f(Tx) = T′f(x)" : "f(Tx) ≠ T′f(x)");
    live.put(equation, { class: error === 0 ? "live-coin-holds" : "live-coin-fails" });
    live.write(why, live.words(`why_${reasonFound}`, { down: Math.abs(row - FIRST), across: Math.abs(column - FIRST), stride }));
  };
}

/** The chosen output at the places the reader has passed, against that at the first place. */
function traceView(live) {
  const { labels } = live;
  const names = { maximum: labels.max_pooling, mean: labels.mean_pooling, connected: labels.connected };
  const chart = live.chart({
    parent: live.view("coin-trace"), label: labels.trace, height: 124,
    x: { domain: [0, LONGEST - 1], label: labels.passed, ticks: [] },
    y: { domain: [-0.25, 2], label: labels.trace, ticks: [0, 1] },
  });
  return (values, head) => {
    const [kind, name] = [HEADS[head], names[head]];
    const points = values.map((value, at) => [at, Math.min(1.5, Math.max(-0.25, value))]);
    chart.clear().rule({ y: 1 }).line(points, { kind, name }).marker(points.at(-1), { kind, label: name });
  };
}
