// The live version of parameter_sharing_graph: pick a weight of three layers and see every place where it is used.

const LAYERS = { shared: "shared", local: "unshared", dense: "dense" }; // Layer: the colour of its chosen weight.
const TAPS = ["input", "shared", "output", "dense", "ink"]; // The colours of the kernel's weights.
const MARGIN = 46; // Pixels for the names of the rows.
const REACH = 10; // Pixels from a connection within which the pointer takes hold of it.
const NARROW = 400; // Pixels of a graph below which all is lower, so that a phone shows it with its controls.
const TALLEST = { wide: 110, narrow: 70 }; // Pixels of a matrix.
const CELL = 24;
const DIGIT = 7;

export const state = {
  inputs: { kind: "integer", min: 4, max: 12, start: 5 },
  taps: { kind: "integer", min: 1, max: 5, start: 3 },
  stride: { kind: "integer", min: 1, max: 3, start: 1 },
  weight: { kind: "integer", min: 1, max: (now) => now.taps, start: 2 },
  output: { kind: "integer", min: 1, max: (now) => outputsOf(now), start: 3 },
};

/** Zeros beyond each border, as many as half the kernel. An even kernel so has one output more than inputs. */
const padding = (taps) => Math.floor(taps / 2);
const outputsOf = ({ inputs, taps, stride }) => Math.floor((inputs + 2 * padding(taps) - taps) / stride) + 1;

/** The layers as matrices (outputs × inputs, row by row): the number of the weight at each connection, 0 where there is none. */
function matrices({ inputs, taps, stride }) {
  const outputs = outputsOf({ inputs, taps, stride });
  const fill = (number) => Array.from({ length: outputs * inputs }, (_, at) => {
    const [output, input] = [Math.floor(at / inputs), at % inputs];
    return number(output, input, input - output * stride + padding(taps));
  });
  const within = (tap) => tap >= 0 && tap < taps;
  return {
    outputs,
    shared: fill((_output, _input, tap) => (within(tap) ? 1 + tap : 0)),
    local: fill((output, _input, tap) => (within(tap) ? 1 + output * taps + tap : 0)),
    dense: fill((output, input) => 1 + output * inputs + input),
  };
}

/** Each connection is a multiplication; connections of the same number are one weight. */
function count({ matrix }) {
  const connections = matrix.filter(Boolean);
  return { weights: new Set(connections).size, multiplications: connections.length };
}

/** In how many places the weight of this number stands; no weight has the number 0. */
function uses({ matrix, number }) {
  return number ? matrix.filter((one) => one === number).length : 0;
}

export const operations = { matrices, count, uses };

/** The chosen weight's number by layer: at `output`, that of the kernel's `weight` or, if given, of the line from `input`. */
function chosen(made, { inputs, taps, stride }, { output, weight, input = output * stride - padding(taps) + weight }) {
  const inside = input >= 0 && input < inputs;
  const numbers = Object.keys(LAYERS).map((name) => [name, inside ? made[name][output * inputs + input] : 0]);
  const tap = input - output * stride + padding(taps);
  return { ...Object.fromEntries(numbers), shared: tap >= 0 && tap < taps ? 1 + tap : 0 };
}

export const challenge = {
  solution: { inputs: 12 },
  solved: (now) => uses({ matrix: matrices(now).shared, number: now.weight }) >= 10,
};

export function mount(live) {
  const { labels } = live;
  const names = Object.keys(LAYERS);
  const drawings = names.map((name) => [graph(live, name), matrix(live, name)]);
  const counted = names.map((name) => live.reading(labels[name]));
  const used = live.reading(labels.chosen_uses);
  let hovered = null;
  let made = matrices(live.state);
  live.follow(() => {
    hovered = null;
    made = matrices(live.state);
  });
  for (const key of ["inputs", "taps", "weight"]) live.slider(key, labels[`set_${key}`]);
  for (const key of ["output", "stride"]) live.slider(key, labels[`set_${key}`], { parent: live.more });
  live.demo([1, 3, 2].map((weight) => ({ weight })));

  const hover = (found) => {
    if (found?.output === hovered?.output && found?.input === hovered?.input) return;
    hovered = found;
    for (const { svg } of drawings.flat()) svg.style.cursor = found ? "pointer" : "";
    live.refresh();
  };
  const choose = (found) => {
    if (!found) return;
    const { taps, stride } = live.state;
    const tap = found.input - found.output * stride + padding(taps);
    // Only a fully connected layer has connections beyond the kernel: they are shown until something else is chosen.
    if (tap >= 0 && tap < taps) live.set({ output: found.output + 1, weight: tap + 1 }, { settled: false });
    else hover(found);
  };
  for (const { svg, nearest } of drawings.flat()) {
    live.drag(svg, { move: (point) => choose(nearest(point)), hover: (point) => hover(point ? nearest(point) : null) });
  }

  return (now) => {
    const at = hovered ?? { output: now.output - 1, weight: now.weight - 1 };
    const numbers = chosen(made, now, at);
    const ends = { output: at.output, input: at.input ?? at.output * now.stride - padding(now.taps) + at.weight };
    // Read before anything is drawn: to read it after is to lay the page out once more.
    const widths = drawings.map((pair) => pair.map(({ box }) => live.widthOf(box)));
    const places = {};
    names.forEach((name, index) => {
      places[name] = uses({ matrix: made[name], number: numbers[name] });
      for (const [side, drawing] of drawings[index].entries()) {
        drawing.show({ now, made, ends, width: widths[index][side], number: numbers[name], times: places[name] });
      }
      const { weights, multiplications } = count({ matrix: made[name] });
      counted[index](live.words(weights === 1 ? "counts_one" : "counts", { weights, multiplications }));
    });
    used(Object.values(places).map((times) => live.number(times)).join(" · "));
  };
}

/** The colour of a weight, and whether it is one of a kernel that is shared. */
const colourOf = (name, number) => (name === "shared" ? TAPS[number - 1] : LAYERS[name]);

/** One layer: a row of inputs below, a row of outputs above, a line for every connection. */
function graph(live, name) {
  const { labels } = live;
  const box = live.view("graph");
  const shape = live.shape.bind(live);
  const svg = live.svg(box, 300, 100, labels[name]);
  let [built, layout, lines, units, places] = ["", null, [], {}, null];

  function build({ inputs, taps, stride }, { outputs, [name]: matrix }, width) {
    // An output stands above the middle of what its kernel sees.
    const shift = (taps - 1) / 2 - padding(taps);
    const [left, right] = [Math.min(0, shift), Math.max(inputs - 1, (outputs - 1) * stride + shift)];
    const gap = Math.min(84, (width - MARGIN - 14) / (right - left + 0.6));
    const narrow = width < NARROW;
    const radius = Math.min(narrow ? 9 : 12, 0.43 * gap);
    const start = Math.max(MARGIN + radius, MARGIN + (width - MARGIN - gap * (right - left)) / 2) - left * gap;
    const top = (narrow ? 17 : 22) + radius;
    const bottom = top + (narrow ? 36 : Math.min(70, 38 + width / 18));
    const height = bottom + radius + 3;
    layout = { width, height, top, bottom, inputs, at: (unit) => start + gap * unit, over: (output) => output * stride + shift };
    svg.replaceChildren();
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const heading = shape(svg, "text", { x: 0, y: 11 });
    shape(heading, "tspan", { class: `filled ${LAYERS[name]} live-name` }, labels[name]);
    places = shape(heading, "tspan", { dx: 10 });
    shape(svg, "text", { x: 0, y: top + 4, class: "muted" }, labels.outputs);
    shape(svg, "text", { x: 0, y: bottom + 4, class: "muted" }, labels.row_inputs);
    const group = shape(svg, "g");
    lines = [];
    matrix.forEach((number, index) => {
      if (!number) return;
      const [output, input] = [Math.floor(index / inputs), index % inputs];
      const ends = { x1: layout.at(input), y1: bottom, x2: layout.at(layout.over(output)), y2: top };
      lines.push({ number, output, input, ends, drawn: shape(group, "line", ends) });
    });
    const row = (length, place, y) => Array.from({ length }, (_, unit) => {
      const x = layout.at(place(unit));
      const circle = shape(svg, "circle", { cx: x, cy: y, r: radius, class: "live-unit" });
      shape(svg, "text", { x, y: y + 4, class: "middle" }, String(unit + 1));
      return circle;
    });
    units = { input: row(inputs, (unit) => unit, bottom), output: row(outputs, layout.over, top) };
  }

  return {
    box, svg,
    show({ now, made, ends, width, number, times }) {
      const asked = [now.inputs, now.taps, now.stride, width].join();
      if (asked !== built) build(now, made, width);
      built = asked;
      for (const line of lines) {
        const heavy = line.number === number;
        if (line.heavy === heavy) continue;
        line.heavy = heavy;
        const colour = heavy || name === "shared" ? colourOf(name, line.number) : "muted";
        line.drawn.setAttribute("class", `${colour} ${heavy ? "live-chosen" : "live-faint"}`);
        if (heavy) line.drawn.parentNode.append(line.drawn); // Above the others.
      }
      for (const [side, circles] of Object.entries(units)) {
        circles.forEach((circle, unit) => { circle.classList.toggle("live-end", times > 0 && unit === ends[side]); });
      }
      const word = { 0: "unused", 1: "used_once" }[times] ?? "used";
      live.write(places, live.words(word, { times }));
    },
    /** The connection nearest to the pointer, measured along the row, or null. */
    nearest(point) {
      const [x, y] = [point.x * layout.width, point.y * layout.height];
      const height = Math.min(1, Math.max(0, (layout.bottom - y) / (layout.bottom - layout.top)));
      let [best, least] = [null, REACH];
      for (const { output, input, ends } of lines) {
        const slope = (ends.x2 - ends.x1) / (ends.y1 - ends.y2);
        const distance = Math.abs(x - ends.x1 - height * (ends.x2 - ends.x1)) / Math.hypot(1, slope);
        if (distance < least) [best, least] = [{ output, input }, distance];
      }
      return y < 16 ? null : best;
    },
  };
}

/** The same layer as a matrix: a row for every output, a column for every input, at each connection the number of its weight. */
function matrix(live, name) {
  const box = live.view("matrix");
  const svg = live.svg(box, 100, 100, live.labels.matrix_label);
  const shape = live.shape.bind(live);
  let [built, layout, cells] = ["", null, []];

  function build({ inputs }, { outputs, [name]: numbers }, width) {
    const tallest = TALLEST[live.widthOf(live.stage) < NARROW ? "narrow" : "wide"];
    const side = Math.min(CELL, (width - 2) / inputs, tallest / outputs);
    const [left, top] = [(width - side * inputs) / 2, 18];
    const height = top + side * outputs + 2;
    layout = { width, height, side, left, top, inputs, outputs, numbers };
    svg.replaceChildren();
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    shape(svg, "text", { x: width / 2, y: 11, class: "middle muted" }, live.words("matrix", { outputs, inputs }));
    const lines = (count, line) => Array.from({ length: count + 1 }, (_, at) => line(at * side)).join("");
    shape(svg, "path", { class: "live-empty", d: lines(inputs, (x) => `M${left + x} ${top}v${side * outputs}`)
      + lines(outputs, (y) => `M${left} ${top + y}h${side * inputs}`) });
    cells = Array.from(numbers.entries()).filter(([, number]) => number).map(([at, number]) => {
      const [x, y] = [left + (at % inputs) * side, top + Math.floor(at / inputs) * side];
      const cell = shape(svg, "rect", { x, y, width: side, height: side });
      const text = String(number).length * DIGIT < side && side > 12
        ? shape(svg, "text", { x: x + side / 2, y: y + side / 2 + 4 }, String(number)) : null;
      return { number, cell, text };
    });
  }

  return {
    box, svg,
    show({ now, made, width, number }) {
      const asked = [now.inputs, now.taps, now.stride, width].join();
      if (asked !== built) build(now, made, width);
      built = asked;
      for (const one of cells) {
        const chosenNow = one.number === number;
        if (one.chosen === chosenNow) continue;
        one.chosen = chosenNow;
        const colour = chosenNow || name === "shared" ? colourOf(name, one.number) : "muted";
        one.cell.setAttribute("class", `filled ${colour} ${chosenNow ? "live-chosen-cell" : "live-weight"} ${one.text ? "" : "live-plain"}`);
        one.text?.setAttribute("class", chosenNow ? "middle live-on-colour" : "filled middle ink");
      }
    },
    nearest({ x, y }) {
      const [input, output] = [(x * layout.width - layout.left) / layout.side, (y * layout.height - layout.top) / layout.side].map(Math.floor);
      const inside = input >= 0 && input < layout.inputs && output >= 0 && output < layout.outputs;
      return inside && layout.numbers[output * layout.inputs + input] ? { output, input } : null;
    },
  };
}
