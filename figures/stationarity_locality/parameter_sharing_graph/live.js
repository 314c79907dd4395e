// The live version of parameter_sharing_graph: pick a weight of three layers and see every place where it is used.

const LAYERS = { shared: "shared", local: "unshared", dense: "dense" }; // Layer: the colour of its chosen weight.
const MARGIN = 46; // Pixels for the names of the rows.
const REACH = 10; // Pixels from a connection within which the pointer takes hold of it.

export const state = {
  inputs: { kind: "integer", min: 4, max: 12, start: 5 },
  taps: { kind: "integer", min: 1, max: 5, start: 3 },
  stride: { kind: "integer", min: 1, max: 3, start: 1 },
  weight: { kind: "integer", min: 1, max: 5, start: 2 },
  output: { kind: "integer", min: 1, max: 13, start: 3 },
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
  const graphs = Object.keys(LAYERS).map((name) => graph(live, name));
  const counted = Object.keys(LAYERS).map((name) => live.reading(labels[name]));
  const used = live.reading(labels.chosen_uses);
  let hovered = null;
  let made = matrices(live.state);

  // What is chosen stays within the layers; this comes before the sliders, which then show it.
  const sliders = {};
  live.follow(() => {
    const { taps, weight, output } = live.state;
    hovered = null;
    made = matrices(live.state);
    live.state = { ...live.state, weight: Math.min(weight, taps), output: Math.min(output, made.outputs) };
    if (sliders.output) {
      sliders.weight.max = taps;
      sliders.output.max = made.outputs;
    }
  });
  for (const key of ["inputs", "taps", "stride", "weight", "output"]) sliders[key] = live.slider(key, labels[`set_${key}`]);
  sliders.weight.max = live.state.taps;
  sliders.output.max = made.outputs;

  const hover = (found) => {
    if (found?.output === hovered?.output && found?.input === hovered?.input) return;
    hovered = found;
    for (const { svg } of graphs) svg.style.cursor = found ? "pointer" : "";
    live.refresh();
  };
  for (const { svg, nearest } of graphs) {
    svg.addEventListener("pointermove", live.guard((event) => { if (event.pointerType !== "touch") hover(nearest(event)); }));
    svg.addEventListener("pointerleave", live.guard((event) => { if (event.pointerType !== "touch") hover(null); }));
    svg.addEventListener("click", live.guard((event) => {
      const found = nearest(event);
      if (!found) return;
      const { taps, stride } = live.state;
      const tap = found.input - found.output * stride + padding(taps);
      // Only a fully connected layer has lines beyond the kernel: they are shown until something else is chosen.
      if (tap >= 0 && tap < taps) live.set({ output: found.output + 1, weight: tap + 1 });
      else hover(found);
    }));
  }

  return (now) => {
    const numbers = chosen(made, now, hovered ?? { output: now.output - 1, weight: now.weight - 1 });
    const places = {};
    const width = live.stage.clientWidth; // Read before anything is drawn: to read it after is to lay the page out once more.
    Object.keys(LAYERS).forEach((name, index) => {
      places[name] = uses({ matrix: made[name], number: numbers[name] });
      graphs[index].show(now, made, width, numbers[name], places[name]);
      const { weights, multiplications } = count({ matrix: made[name] });
      const say = weights === 1 ? labels.counts_one : labels.counts;
      counted[index](say.replace("{weights}", live.number(weights)).replace("{multiplications}", live.number(multiplications)));
    });
    used(Object.values(places).map((times) => live.number(times)).join(" · "));
  };
}

/** One layer: a row of inputs below, a row of outputs above, a line for every connection. */
function graph(live, name) {
  const { labels } = live;
  const colour = LAYERS[name];
  const box = live.view("graph");
  const shape = live.shape.bind(live);
  const svg = live.svg(box, 300, 100, labels[name]);
  let [built, layout, lines, places] = ["", null, [], null];

  function build({ inputs, taps, stride }, { outputs, [name]: matrix }, width) {
    // An output stands above the middle of what its kernel sees.
    const shift = (taps - 1) / 2 - padding(taps);
    const [left, right] = [Math.min(0, shift), Math.max(inputs - 1, (outputs - 1) * stride + shift)];
    const gap = Math.min(84, (width - MARGIN - 14) / (right - left + 0.6));
    const radius = Math.min(12, 0.43 * gap);
    const start = Math.max(MARGIN + radius, MARGIN + (width - MARGIN - gap * (right - left)) / 2) - left * gap;
    const [top, bottom] = [22 + radius, 22 + radius + Math.min(70, 38 + width / 18)];
    layout = { width, top, bottom, inputs, at: (unit) => start + gap * unit, over: (output) => output * stride + shift };
    const height = bottom + radius + 3;
    svg.replaceChildren();
    svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
    const heading = shape(svg, "text", { x: 0, y: 11 });
    shape(heading, "tspan", { class: `filled ${colour} live-name` }, labels[name]);
    places = shape(heading, "tspan", { dx: 10 });
    shape(svg, "text", { x: 0, y: top + 3.5, class: "muted" }, labels.outputs);
    shape(svg, "text", { x: 0, y: bottom + 3.5, class: "muted" }, labels.row_inputs);
    const group = shape(svg, "g");
    lines = [];
    matrix.forEach((number, index) => {
      if (!number) return;
      const [output, input] = [Math.floor(index / inputs), index % inputs];
      const ends = { x1: layout.at(input), y1: bottom, x2: layout.at(layout.over(output)), y2: top };
      lines.push({ number, output, input, ends, drawn: shape(group, "line", ends) });
    });
    const row = (length, place, y) => {
      for (let unit = 0; unit < length; unit++) {
        const x = layout.at(place(unit));
        shape(svg, "circle", { cx: x, cy: y, r: radius, class: "live-unit" });
        shape(svg, "text", { x, y: y + 3.3, class: "middle live-index" }, String(unit + 1));
      }
    };
    row(inputs, (unit) => unit, bottom);
    row(outputs, layout.over, top);
  }

  return {
    svg,
    show(now, made, width, chosenNumber, times) {
      const asked = [now.inputs, now.taps, now.stride, width].join();
      if (asked !== built) build(now, made, width);
      built = asked;
      for (const line of lines) {
        const heavy = line.number === chosenNumber;
        if (line.heavy === heavy) continue;
        line.heavy = heavy;
        line.drawn.setAttribute("class", heavy ? `${colour} live-chosen` : "muted live-faint");
        if (heavy) line.drawn.parentNode.append(line.drawn); // Above the others.
      }
      const word = { 0: labels.unused, 1: labels.used_once }[times] ?? labels.used;
      places.textContent = word.replace("{times}", live.number(times));
    },
    /** The connection nearest to the pointer, measured along the row, or null. */
    nearest(event) {
      const frame = svg.getBoundingClientRect();
      const [x, y] = [event.clientX, event.clientY].map((at, axis) =>
        (at - (axis ? frame.top : frame.left)) * layout.width / frame.width);
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
