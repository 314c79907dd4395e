// The live version of scrambled_face: move the parts of the mean face until one of two scores falls and the other does not.

const SIDE = 25; // Pixels of the picture.
const REACH = 5; // No part is farther from the nose than this, along rows or columns.
const CONTRAST_FLOOR = 0.02; // Grey levels 0..1.
const SKIN = { rows: [11, 16], columns: [4, 19] }; // Its median fills the places that parts have left.
const PARTS = ["left_eye", "right_eye", "nose", "mouth"];
const SCALE = 10; // Units of the drawing over the picture, for a pixel.
const SHADES = [0.1, 0.8]; // Grey levels shown as black and white.
const SCORES = { least: 1.5, most: 8.5, bin: 0.25 }; // What the axes of the scores span.
const PLOT = { width: 300, height: 98, base: 56, hill: 26 };
const GOALS = { bag: { above: 7 }, arrangement: { below: 4 } }; // What the reader is asked to reach,
const FORGIVEN = 1; // with this tolerance at least: without any, parts that are scattered anyhow would do.
const DEMO = 9; // Rows that the mouth goes up and back by itself.
const APART = 34; // Units between the lines of the scores, from which both have room for their words.
const START = { left_eye: [8, 6], right_eye: [8, 16], nose: [12, 11], mouth: [17, 11] };

/** A slider's key for the row, and one for the column, of each part's centre. */
const places = Object.fromEntries(PARTS.flatMap((part) => {
  const [row, column] = START[part];
  const across = part === "mouth" ? 6 : 3; // A part stays inside the picture.
  return [[`${part}_row`, { kind: "integer", min: 3, max: SIDE - 4, start: row }],
    [`${part}_column`, { kind: "integer", min: across, max: SIDE - 1 - across, start: column }]];
}));

export const state = {
  ...places,
  tolerance: { kind: "integer", min: 0, max: 12, start: 1 },
  part: { kind: "choice", of: PARTS, start: "mouth" },
};

const layoutOf = (now) => PARTS.map((part) => [now[`${part}_row`], now[`${part}_column`]]);
const stateOf = (layout) => Object.fromEntries(PARTS.flatMap((part, at) =>
  [[`${part}_row`, layout[at][0]], [`${part}_column`, layout[at][1]]]));

/** `write(at, i, j)` for each pixel of a part's window around `centre`. */
function eachPixel({ filter: { shape: [height, width] } }, [row, column], write) {
  for (let i = 0; i < height; i++) {
    for (let j = 0; j < width; j++) write((row - (height >> 1) + i) * SIDE + column - (width >> 1) + j, i * width + j);
  }
}

/** The mean face with each part pasted where `layout` says, and its old place filled with the skin's median. */
function rearranged({ layout }, { mean: { values: face }, parts }) {
  const image = Float64Array.from(face);
  const skin = [];
  for (let row = SKIN.rows[0]; row < SKIN.rows[1]; row++) {
    for (let column = SKIN.columns[0]; column < SKIN.columns[1]; column++) skin.push(face[row * SIDE + column]);
  }
  const median = skin.sort((a, b) => a - b)[skin.length >> 1];
  for (const part of PARTS) eachPixel(parts[part], parts[part].place, (at) => { image[at] = median; });
  PARTS.forEach((part, index) => {
    const pixels = [];
    eachPixel(parts[part], parts[part].place, (at) => pixels.push(face[at]));
    eachPixel(parts[part], layout[index], (at, which) => { image[at] = pixels[which]; });
  });
  return image;
}

/** The answer of a part's filter centred on every pixel of `image`, edges repeated. */
function partMap({ image, part }, { parts }) {
  const { values: weights, shape: [height, width] } = parts[part].filter;
  const inside = (at) => Math.min(SIDE - 1, Math.max(0, at));
  const answers = new Float64Array(SIDE * SIDE);
  const seen = new Float64Array(weights.length);
  for (let at = 0; at < answers.length; at++) {
    const [row, column] = [Math.floor(at / SIDE) - (height >> 1), (at % SIDE) - (width >> 1)];
    let mean = 0;
    for (let i = 0; i < height; i++) {
      const start = inside(row + i) * SIDE;
      for (let j = 0; j < width; j++) mean += seen[i * width + j] = image[start + inside(column + j)];
    }
    mean /= seen.length;
    let [energy, sum] = [0, 0];
    for (let k = 0; k < seen.length; k++) {
      energy += (seen[k] - mean) ** 2;
      sum += weights[k] * (seen[k] - mean);
    }
    answers[at] = sum / Math.sqrt(energy + seen.length * CONTRAST_FLOOR ** 2);
  }
  return answers;
}

/** The largest of `values` (SIDE × SIDE) within `tolerance` of every place, also up to REACH outside the picture. */
function grown(values, tolerance) {
  const wide = SIDE + 2 * REACH;
  // Along rows, then along columns.
  const along = (value, lines) => {
    const most = new Float64Array(lines * wide).fill(-Infinity);
    for (let line = 0; line < lines; line++) {
      for (let at = 0; at < wide; at++) {
        const last = Math.min(SIDE - 1, at - REACH + tolerance);
        let best = -Infinity;
        for (let from = Math.max(0, at - REACH - tolerance); from <= last; from++) best = Math.max(best, value(line, from));
        most[line * wide + at] = best;
      }
    }
    return most;
  };
  const rows = along((line, from) => values[line * SIDE + from], SIDE);
  return along((line, from) => rows[from * wide + line], wide); // By column, then by row.
}

/** Wherever they are, each part's highest answer; and the best arrangement, each part within `tolerance` of its place. */
function scored(maps, tolerance, parts) {
  const wide = SIDE + 2 * REACH;
  const best = maps.map((values) => grown(values, tolerance));
  const offsets = PARTS.map((part) => [0, 1].map((axis) => parts[part].place[axis] - parts.nose.place[axis] + REACH));
  let arrangement = -Infinity;
  for (let row = 0; row < SIDE; row++) {
    for (let column = 0; column < SIDE; column++) {
      const total = best.reduce((sum, most, at) => sum + most[(column + offsets[at][1]) * wide + row + offsets[at][0]], 0);
      arrangement = Math.max(arrangement, total);
    }
  }
  return { bag: maps.reduce((sum, values) => sum + Math.max(...values), 0), arrangement };
}

/** Both scores of the mean face in `layout`. */
function scores({ layout, tolerance }, data) {
  const image = rearranged({ layout }, data);
  return scored(PARTS.map((part) => partMap({ image, part }, data)), tolerance, data.parts);
}

/** The share of pairs in which `higher` exceeds `lower`; equal ones count half. */
function auc({ higher, lower }) {
  let wins = 0;
  for (const one of higher) for (const other of lower) wins += one > other ? 1 : one === other ? 0.5 : 0;
  return wins / (higher.length * lower.length);
}

export const operations = { rearranged, partMap, scores, auc };

/** The scores that have been asked for, by what the page was given: the drawing and the challenge ask for the same. */
const known = new WeakMap();

function scoresOf(layout, tolerance, data) {
  const asked = known.get(data) ?? new Map();
  known.set(data, asked);
  const key = [layout, tolerance].join();
  if (!asked.has(key)) asked.set(key, scores({ layout, tolerance }, data));
  return asked.get(key);
}

/** The scores at first. */
export const prepare = (data, now) => scoresOf(layoutOf(now), now.tolerance, data);

const reached = (name, score) => score > (GOALS[name].above ?? -Infinity) && score < (GOALS[name].below ?? Infinity);

export const challenge = {
  solution: stateOf([[3, 8], [9, 14], [21, 8], [8, 15]]),
  solved: (now, { data }) => {
    const found = scoresOf(layoutOf(now), now.tolerance, data);
    return now.tolerance >= FORGIVEN && Object.keys(GOALS).every((name) => reached(name, found[name]));
  },
};

export function mount(live) {
  const { labels, data } = live;
  const showFace = faceView(live);
  const showGoals = goalView(live);
  const box = live.view("scores");
  const names = { bag: labels.bag_score, arrangement: labels.arrangement_score };
  const plots = Object.fromEntries(Object.keys(names).map((name) => [name, hillView(live, box, names[name], GOALS[name])]));
  const readings = Object.fromEntries(Object.keys(names).map((name) => [name, live.reading(names[name])]));
  addControls(live);
  live.demo((part) => ({ part: "mouth", mouth_row: START.mouth[0] - Math.round(DEMO * Math.sin(Math.PI * part)) }));

  const intact = PARTS.map((part) => data.parts[part].place);
  let shown = null;
  let stop = () => {};
  return (now) => {
    const { tolerance } = now;
    const before = scoresOf(intact, tolerance, data);
    const draw = (places) => {
      shown = places;
      const layout = places.map((place) => place.map(Math.round));
      showFace(layout, now.part);
      const found = scoresOf(layout, tolerance, data);
      plots.bag(data.intact.shape[0] - 1, labels.bag_score, found.bag, before.bag);
      plots.arrangement(tolerance, live.words("within", { count: tolerance }), found.arrangement, before.arrangement);
      for (const [name, show] of Object.entries(readings)) {
        const [after, first] = [found[name], before[name]].map((value) => live.number(value, { digits: 2 }));
        show(live.words("now_and_intact", { now: after, intact: first }));
        showGoals[name](after, reached(name, found[name]));
      }
    };
    stop();
    stop = live.tween(shown ?? layoutOf(now), layoutOf(now), draw);
  };
}

/** The two scores with what is asked of them, and whether they are there. Returns what shows each. */
function goalView(live) {
  const view = live.view("goals");
  return Object.fromEntries(Object.entries(GOALS).map(([name, goal]) => {
    const [side, count] = Object.entries(goal)[0];
    const [sign, value] = [live.element("b"), live.element("b")];
    const zone = live.element("span", { class: "live-zone" }, live.words(side, { count }));
    view.append(live.element("p", {}, live.element("span", {}, live.labels[`${name}_score`]), sign, value, zone));
    return [name, (score, isReached) => {
      live.write(sign, isReached ? "✓" : "✗");
      live.put(sign, { class: isReached ? "live-reached" : "live-missed" });
      live.write(value, score);
    }];
  }));
}

function addControls(live) {
  const { labels, data: { layouts } } = live;
  let next = 1; // The first of the layouts is that of parts moved together.
  live.onReset(() => { next = 1; });
  const buttons = live.element("div", { class: "live-group" });
  live.controls.append(buttons);
  live.button(labels.scatter, () => {
    live.set(stateOf(layouts[next]));
    next = next % (layouts.length - 1) + 1;
  }, { parent: buttons });
  live.button(labels.move_together, () => live.set(stateOf(layouts[0])), { parent: buttons });
  live.slider("tolerance", labels.forgive, { text: (count) => live.words("pixels", { count }) });
  const parent = live.more;
  live.choice("part", labels.part, Object.fromEntries(PARTS.map((part) => [part, labels[part]])), { parent });
  for (const part of PARTS) {
    for (const axis of ["row", "column"]) {
      const slider = live.slider(`${part}_${axis}`, live.words(`${axis}_of`, { part: labels[part] }), { parent }).closest("label");
      live.follow(() => { slider.hidden = live.state.part !== part; });
    }
  }
  live.remark(labels.remark);
}

/** The face, whose parts can be dragged. Returns what draws it. */
function faceView(live) {
  const { data, labels } = live;
  const { canvas, over } = live.layers(live.view("face"), SIDE, SIDE * SCALE, labels.face);
  const sizes = PARTS.map((part) => data.parts[part].filter.shape);
  const frames = sizes.map(([height, width]) => ["live-rim", "ink"].map((name) =>
    live.shape(over, "rect", { width: width * SCALE, height: height * SCALE, rx: 4, class: `live-part ${name}` })));
  const grips = PARTS.map(() => live.grip(over, { size: 10 }));

  /** The part under a pointer: the chosen one first, then the one on top. */
  const partAt = ({ x, y }) => [live.state.part, ...[...PARTS].reverse()].find((part) => {
    const [[height, width], [row, column]] = [data.parts[part].filter.shape, layoutOf(live.state)[PARTS.indexOf(part)]];
    return Math.abs(y * SIDE - row - 0.5) <= height / 2 && Math.abs(x * SIDE - column - 0.5) <= width / 2;
  });
  let held = { part: "nose", row: 0, column: 0 };
  live.drag(over, {
    at: (point) => partAt(point) !== undefined,
    move: (point, from) => {
      if (point === from) {
        const part = partAt(point);
        held = { part, row: live.state[`${part}_row`] - point.y * SIDE, column: live.state[`${part}_column`] - point.x * SIDE };
      }
      const { part, row, column } = held;
      live.set({ part, [`${part}_row`]: point.y * SIDE + row, [`${part}_column`]: point.x * SIDE + column }, { settled: false });
    },
  });
  return (layout, chosen) => {
    const [black, white] = SHADES;
    live.paint(canvas, rearranged({ layout }, data), { grey: (value) => 255 * (value - black) / (white - black) });
    frames.forEach((pair, at) => {
      const [[height, width], [row, column]] = [sizes[at], layout[at]];
      for (const frame of pair) live.put(frame, { x: (column - (width >> 1)) * SCALE, y: (row - (height >> 1)) * SCALE });
      live.put(pair[1], { class: PARTS[at] === chosen ? "live-part kernel thick" : "live-part ink" });
      grips[at]((column + 1 + (width >> 1)) * SCALE, (row + 1 + (height >> 1)) * SCALE);
    });
  };
}

const across = (score) => PLOT.width * (score - SCORES.least) / (SCORES.most - SCORES.least);

/** How `values` are spread, as an area on a line at PLOT.base; `up` is −1 for hills above it. */
function hill(values, up) {
  const counts = new Array(Math.round((SCORES.most - SCORES.least) / SCORES.bin)).fill(0);
  for (const value of values) {
    const at = Math.floor((value - SCORES.least) / SCORES.bin);
    counts[Math.min(counts.length - 1, Math.max(0, at))] += 1 / values.length;
  }
  const steps = counts.map((share, at) => {
    const height = PLOT.base + up * PLOT.hill * Math.min(1, 3 * share);
    return `L${across(SCORES.least + at * SCORES.bin)} ${height}H${across(SCORES.least + (at + 1) * SCORES.bin)}`;
  });
  return `M0 ${PLOT.base}${steps.join("")}V${PLOT.base}Z`;
}

/** How the test faces score, intact and scrambled, with lines for the face in place and as it is now, and the goal as a zone. */
function hillView(live, box, label, { above = SCORES.least, below = SCORES.most }) {
  const { labels, data } = live;
  const svg = live.svg(box, PLOT.width, PLOT.height, label);
  const { base, hill: reach } = PLOT;
  live.shape(svg, "rect", { x: across(above), width: across(below) - across(above), y: base - reach, height: 2 * reach, class: "filled right live-goal" });
  const title = live.shape(svg, "text", { x: 0, y: 10, class: "live-strong" });
  const area = live.shape(svg, "text", { x: PLOT.width, y: 10, class: "end" });
  const intact = live.shape(svg, "path", { class: "filled ink live-hill" });
  const scrambled = live.shape(svg, "path", { class: "filled wrong live-hill" });
  live.shape(svg, "line", { x1: 0, x2: PLOT.width, y1: base, y2: base, class: "thin" });
  live.shape(svg, "text", { x: 0, y: base - 6 }, labels.intact);
  live.shape(svg, "text", { x: 0, y: base + 14, class: "live-wrong" }, labels.scrambled);
  for (let score = 2; score < SCORES.most; score++) {
    live.shape(svg, "text", { x: across(score), y: PLOT.height - 3, class: "middle muted" }, String(score));
  }
  const tall = { y1: base - reach - 4, y2: base + reach };
  const lines = ["dashed muted", "kernel thick"].map((name) => live.shape(svg, "line", { ...tall, class: name }));
  const names = [[labels.in_place, "middle muted"], [labels.now, "middle live-now"]].map(([word, name]) =>
    live.shape(svg, "text", { y: base - reach - 7, class: name }, word));
  let drawn = -1;
  return (row, name, now, first) => {
    if (drawn !== row) {
      drawn = row;
      const [tolerances, faces] = data.intact.shape;
      const higher = data.intact.values.slice(row * faces, (row + 1) * faces);
      const lower = Float32Array.from({ length: data.scrambled.shape[0] * faces }, (_, at) =>
        data.scrambled.values[(Math.floor(at / faces) * tolerances + row) * faces + at % faces]);
      live.put(intact, { d: hill(higher, -1) });
      live.put(scrambled, { d: hill(lower, 1) });
      live.write(title, name);
      live.write(area, `AUC ${live.number(auc({ higher, lower }), { digits: 2 })}`);
    }
    [first, now].forEach((score, at) => {
      live.put(lines[at], { x1: across(score), x2: across(score) });
      live.put(names[at], { x: Math.min(across(score), PLOT.width - 10) });
    });
    // Where the two lines are close, one word is enough.
    live.put(names[0], { visibility: Math.abs(across(first) - across(now)) > APART ? "visible" : "hidden" });
  };
}
