// The live version of edge_detection: a kernel that is dragged over a photograph, what it finds and what it costs.

const LARGEST_SIDE = 320; // Pixels; a reader's own photograph is scaled down to it.
const LARGEST_FILE = 20e6; // Bytes.
const BYTES = 8; // Of a float64.
const SIDE = 5; // Weights are kept for a kernel of 5 × 5; a smaller one is its top left corner.

const PRESETS = {
  left: [1, 2, [-1, 1]],
  above: [2, 1, [-1, 1]],
  sobel: [3, 3, [-1, 0, 1, -2, 0, 2, -1, 0, 1]],
  laplacian: [3, 3, [0, 1, 0, 1, -4, 1, 0, 1, 0]],
  blur: [5, 5, [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]],
};

const SHAPES = { astronaut: [280, 320], coins: [140, 160], brick: [140, 160], chelsea: [140, 160] }; // And own, once there is one.
const NEAR = 24; // Pixels from the kernel within which a finger takes hold of it.
const TITLE = 16; // Pixels above the patch, the kernel and the pixel that they make.
const CELL = 26; // Pixels of one number there, where there is room.
const SIGN = 22;
const SUM = 66;

/** Rows and columns of the photograph as it is shown. */
const sides = ({ photograph, size }) => (SHAPES[photograph] ?? SHAPES.astronaut).map((side) => Math.floor(side / Number(size)));

/** `weights` (height × width) in the top left corner of SIDE × SIDE zeros. */
function spread(_height, width, weights) {
  const square = new Array(SIDE * SIDE).fill(0);
  weights.forEach((weight, at) => { square[Math.floor(at / width) * SIDE + (at % width)] = weight; });
  return square;
}

/** The kernel: the top left corner, row by row. */
function corner({ height, width, weights }) {
  return Array.from({ length: height * width }, (_, at) => weights[Math.floor(at / width) * SIDE + (at % width)]);
}

export const state = {
  photograph: { kind: "choice", of: ["astronaut", "coins", "brick", "chelsea", "own"], start: "astronaut" },
  size: { kind: "choice", of: ["1", "2", "4"], start: "1" },
  height: { kind: "integer", min: 1, max: SIDE, start: 1 },
  width: { kind: "integer", min: 1, max: SIDE, start: 2 },
  weights: { kind: "integers", min: -99, max: 99, least: SIDE ** 2, most: SIDE ** 2, start: spread(...PRESETS.left) },
  row: { kind: "integer", min: 0, max: (now) => sides(now)[0] - now.height, start: 92 },
  column: { kind: "integer", min: 0, max: (now) => sides(now)[1] - now.width, start: 118 },
};

/** A reader's photograph is there once it has been chosen, and a small one is not made smaller. */
export function settle(now) {
  if (!SHAPES[now.photograph]) return { ...now, photograph: "astronaut" };
  return Math.min(...sides(now)) < SIDE ? { ...now, size: "1" } : now;
}

/** Cross-correlation without padding: (rows − height + 1) × (columns − width + 1) sums. */
function correlate({ image, rows, columns, kernel, height, width }) {
  const across = columns - width + 1;
  const output = new Float64Array((rows - height + 1) * across);
  for (let row = 0; row + height <= rows; row++) {
    for (let column = 0; column < across; column++) {
      let sum = 0;
      for (let i = 0; i < height; i++) {
        const start = (row + i) * columns + column;
        for (let j = 0; j < width; j++) sum += kernel[i * width + j] * image[start + j];
      }
      output[row * across + column] = sum;
    }
  }
  return output;
}

/** What each of three ways stores and computes: the sliding kernel, and the sparse and the dense matrix that do the same. */
function prices({ rows, columns, height, width, kernel }) {
  const outputs = (rows - height + 1) * (columns - width + 1);
  const entries = outputs * rows * columns;
  const nonzeros = outputs * kernel.filter(Boolean).length;
  return {
    operations: outputs * (2 * height * width - 1), entries, bytes: entries * BYTES,
    weights: height * width, nonzeros, sparse: nonzeros && 2 * nonzeros - outputs, dense: outputs * (2 * rows * columns - 1),
  };
}

export const operations = { correlate, prices };

/** `image` with each block of `times` × `times` pixels replaced by their mean. */
function shrunk({ values, shape: [rows, columns] }, times) {
  if (times === 1) return { values, rows, columns };
  const [height, width] = [Math.floor(rows / times), Math.floor(columns / times)];
  const small = new Float64Array(height * width);
  for (let row = 0; row < height * times; row++) {
    for (let column = 0; column < width * times; column++) {
      small[Math.floor(row / times) * width + Math.floor(column / times)] += values[row * columns + column] / times ** 2;
    }
  }
  return { values: small.map(Math.round), rows: height, columns: width };
}

/** A reader's file as grey levels 0..255, at most LARGEST_SIDE pixels wide and high. */
async function greyLevels(file) {
  const bitmap = await createImageBitmap(file);
  const scale = Math.min(1, LARGEST_SIDE / Math.max(bitmap.width, bitmap.height));
  const [columns, rows] = [bitmap.width, bitmap.height].map((side) => Math.max(8, Math.round(side * scale)));
  const canvas = new OffscreenCanvas(columns, rows);
  const context = canvas.getContext("2d");
  context.drawImage(bitmap, 0, 0, columns, rows);
  const { data } = context.getImageData(0, 0, columns, rows);
  // The luminance that skimage.color.rgb2gray uses.
  const values = Uint8Array.from({ length: rows * columns }, (_, at) =>
    Math.round(0.2125 * data[4 * at] + 0.7154 * data[4 * at + 1] + 0.0721 * data[4 * at + 2]));
  return { values, shape: [rows, columns] };
}

export const challenge = {
  solution: { height: 2, width: 1, weights: spread(...PRESETS.above) },
  solved: (now) => {
    const weights = corner(now);
    const level = weights.every((weight, at) => weight === weights[at - (at % now.width)]);
    return level && weights.some(Boolean) && weights.reduce((sum, weight) => sum + weight, 0) === 0;
  },
};

export function mount(live) {
  const { labels } = live;
  const photographs = { ...live.data.photographs };
  let version = 0; // Of the reader's own photograph.
  let over = null; // What the mouse points at.
  const input = picture(live, "input", labels.input, "kernel");
  const output = picture(live, "output", labels.now_output, "output");
  const sum = equation(live);
  const pixel = live.reading(labels.now_pixel);
  const size = live.reading(labels.now_size);
  const memory = live.reading(labels.now_memory);
  const bars = priceBars(live);

  const kernel = kernelEditor(live);
  const chooser = live.choice("photograph", labels.photograph, Object.fromEntries(state.photograph.of.map((name) => [name, labels[name]])));
  live.choice("size", labels.size, { 1: labels.whole, 2: labels.half, 4: labels.quarter });
  const parent = live.more;
  for (const side of ["height", "width"]) live.slider(side, labels[side], { parent });
  for (const place of ["row", "column"]) live.slider(place, labels[place], { text: (at) => live.number(at + 1), parent });
  parent.append(kernel.cells);
  const own = chooser.querySelector("[value=own]");
  live.follow(() => {
    own.hidden = !photographs.own;
    over = null;
  });
  fileChooser(live, (image) => {
    photographs.own = image;
    SHAPES.own = image.shape;
    version += 1;
    live.set({ photograph: "own" });
  });

  // The kernel lies with its middle under the pointer; a pixel of the output leads to where it came from.
  const limits = () => ["row", "column"].map((key) => live.rule(key).max);
  const within = (places) => Object.fromEntries(["row", "column"].map((key, at) => [key, Math.min(limits()[at], Math.max(0, places[at]))]));
  const under = ({ x, y }) => {
    const [rows, columns] = sides(live.state);
    return within([Math.round(y * rows - live.state.height / 2), Math.round(x * columns - live.state.width / 2)]);
  };
  const from = ({ x, y }) => within([y * (limits()[0] + 1), x * (limits()[1] + 1)].map(Math.floor));
  for (const [{ box, near }, at] of [[input, under], [output, from]]) {
    let held = false;
    live.drag(box, {
      at: (point) => {
        held = near(point);
        return true;
      },
      sideways: () => !held,
      move: (point) => live.set(at(point), { settled: false }),
      hover: (point) => {
        over = point ? at(point) : null;
        live.refresh();
      },
    });
  }
  const step = (down, across) => live.set(within([live.state.row + down, live.state.column + across]));
  input.svg.addEventListener("keydown", live.guard((event) => {
    const far = event.shiftKey ? 10 : 1;
    const [down, across] = {
      ArrowUp: [-far, 0], ArrowDown: [far, 0], ArrowLeft: [0, -far], ArrowRight: [0, far], PageUp: [-10, 0], PageDown: [10, 0],
      Home: [0, -1e4], End: [0, 1e4],
    }[event.key] ?? [];
    if (down === undefined) return;
    event.preventDefault();
    step(down, across);
  }));
  live.demo((part) => ({ column: Math.round(state.column.start + 90 * Math.sin(2 * Math.PI * part)) }));

  let [made, image, found] = ["", null, null];
  return (now) => {
    const { photograph, size: times, height, width } = now;
    const weights = corner(now);
    const asked = [photograph, times, height, width, weights, version].join();
    const grey = toGrey(weights);
    if (asked !== made) {
      kernel.show(height, width, weights);
      image = shrunk(photographs[photograph], Number(times));
      const { values, rows, columns } = image;
      found = correlate({ image: values, rows, columns, kernel: weights, height, width });
      input.paint(values, rows, columns, (value) => value);
      output.paint(found, rows - height + 1, columns - width + 1, grey);
      const price = prices({ rows, columns, height, width, kernel: weights });
      bars(price);
      size(`${rows} × ${columns}`);
      memory(price.bytes < 1e9 ? `${live.number(price.bytes / 1e6, { significant: 3 })} MB` : `${live.number(price.bytes / 1e9, { significant: 3 })} GB`);
      made = asked;
    }
    const { row, column } = over ?? now;
    const { values, rows, columns } = image;
    input.mark(row, column, height, width);
    output.mark(row, column, 1, 1);
    const value = found[row * (columns - width + 1) + column];
    sum({ height, width, weights, value, grey, patch: (i, j) => values[(row + i) * columns + column + j] });
    const said = live.words("pixel_at", { row: row + 1, column: column + 1, value: live.number(value, { digits: Number.isInteger(value) ? 0 : 1 }) });
    pixel(said);
    const aria = { "aria-valuemin": 0, "aria-valuemax": rows * columns, "aria-valuenow": row * columns + column, "aria-valuetext": said };
    live.put(input.svg, aria);
  };
}

/** A kernel whose weights sum to 0 is shown around middle grey; any other as a weighted mean. */
function toGrey(weights) {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const reach = weights.reduce((total, weight) => total + Math.abs(weight), 0) / 2 || 1;
  return sum === 0 ? (value) => 127.5 + 2 * value / reach : (value) => value / sum;
}

/** A picture with a frame on it: on the input the kernel, which can be dragged, on the output the pixel that it makes. */
function picture(live, name, title, kind) {
  const box = live.element("div", { class: "live-layers" });
  live.view(name, title).append(box);
  const canvas = live.canvas(box, 320, 280, title);
  const moves = kind === "kernel";
  const svg = live.svg(box, 320, 280, moves ? live.labels.kernel_place : title);
  if (moves) live.put(svg, { role: "slider", tabindex: 0 });
  const frames = ["live-rim", `${kind} thick`].map((look) => live.shape(svg, "rect", { class: look }));
  const grip = moves ? live.grip(svg, { size: 12 }) : () => {};
  let middle = [0, 0];
  return {
    box, svg,
    paint(values, rows, columns, grey) {
      if (canvas.width !== columns || canvas.height !== rows) Object.assign(canvas, { width: columns, height: rows });
      live.paint(canvas, values, { grey });
    },
    mark(row, column, height, width) {
      const across = live.widthOf(box);
      const scale = across / canvas.width;
      live.put(svg, { viewBox: `0 0 ${across} ${scale * canvas.height}` });
      middle = [(column + width / 2) * scale, (row + height / 2) * scale];
      const [wide, high] = [width, height].map((side) => Math.max(side * scale, moves ? 3 : 8));
      for (const frame of frames) live.put(frame, { x: middle[0] - wide / 2, y: middle[1] - high / 2, width: wide, height: high });
      grip(...middle);
    },
    near: ({ x, y }) => moves && Math.hypot(x * box.clientWidth - middle[0], y * box.clientHeight - middle[1]) <= NEAR,
  };
}

/** Patch × kernel = pixel, in numbers. */
function equation(live) {
  const svg = live.svg(live.view("equation"), 300, 60, live.labels.sum);
  let [built, cells, answer] = ["", [], null];
  const put = (name, attributes, text) => live.shape(svg, name, attributes, text);
  const square = (x, y, side, wide, kind) => [
    put("rect", { x, y, width: wide, height: side, class: kind }),
    put("text", { x: x + wide / 2, y: y + side / 2 + 4, class: `filled middle ${kind}` }),
  ];
  function build(height, width, room) {
    const side = Math.min(CELL, (room - 2 * SIGN - SUM - 2) / (2 * width));
    const all = 2 * width * side + 2 * SIGN + SUM;
    const tall = Math.max(2, height) * side;
    const start = (room - all) / 2;
    svg.replaceChildren();
    svg.setAttribute("viewBox", `0 0 ${room} ${TITLE + tall + 2}`);
    const block = (left, wide, high, kind, title) => {
      put("text", { x: left + wide / 2, y: 11, class: `filled middle ${kind}` }, title);
      return TITLE + (tall - high) / 2;
    };
    const second = start + width * side + SIGN;
    const third = second + width * side + SIGN;
    const { labels } = live;
    const [top, last] = [block(start, width * side, height * side, "input", labels.input), block(third, SUM, side, "output", labels.now_output)];
    block(second, width * side, height * side, "kernel", labels.operator);
    for (const [x, sign] of [[second, "×"], [third, "="]]) put("text", { x: x - SIGN / 2, y: TITLE + tall / 2 + 4, class: "middle" }, sign);
    cells = Array.from({ length: height * width }, (_, at) => {
      const [x, y] = [(at % width) * side, top + Math.floor(at / width) * side];
      return { of: square(start + x, y, side, side, "input"), by: square(second + x, y, side, side, "kernel") };
    });
    answer = square(third, last, side, SUM, "output");
  }
  /** A number on its own grey. */
  const shaded = ([box, text], value, grey) => {
    const level = Math.min(255, Math.max(0, Math.round(grey)));
    box.style.fill = `rgb(${level} ${level} ${level})`;
    text.style.fill = level > 127 ? "black" : "white";
    live.write(text, live.number(value, { digits: Number.isInteger(value) ? 0 : 1 }));
  };
  return ({ height, width, weights, value, grey, patch }) => {
    const room = live.widthOf(live.stage);
    if (built !== `${height} ${width} ${room}`) build(height, width, room);
    built = `${height} ${width} ${room}`;
    cells.forEach(({ of, by }, at) => {
      const level = patch(Math.floor(at / width), at % width);
      shaded(of, level, level);
      live.write(by[1], live.number(weights[at]));
    });
    shaded(answer, value, grey(value));
  };
}

/** Three ways to compute the same, each with what it stores and what it computes: now, and as in the measured picture. */
function priceBars(live) {
  const { labels } = live;
  const ways = [["kernel", labels.kernel], ["unshared", labels.sparse], ["dense", labels.dense]];
  const box = live.element("div", { class: "live-prices" });
  live.controls.after(box);
  const charts = ["stored", "operations"].map((what) => live.chart({
    label: labels[what], parent: box, height: 130,
    x: { domain: [1, 1e11], scale: "log", ticks: [1, 1e3, 1e6, 1e9], label: live.words("on_log", { what: labels[what] }) },
    y: { domain: [3.4, 0.6], ticks: [1, 2, 3], format: (way) => ways[way - 1][1] },
  }));
  const costs = (price) => [[price.weights, price.nonzeros, price.entries], [price.operations, price.sparse, price.dense]];
  const measured = costs(live.data.measured);
  let shown = measured.map((one) => one.map(Math.log));
  let stop = () => {};
  return (price) => {
    const now = costs(price);
    stop();
    stop = live.tween(shown, now.map((one) => one.map((value) => Math.log(Math.max(1, value)))), (between) => {
      shown = between;
      charts.forEach((chart, index) => {
        chart.clear();
        ways.forEach(([kind], at) => {
          const end = Math.exp(between[index][at]);
          chart.line([[1, at + 1], [end, at + 1]], { kind, class: "live-bar" });
          chart.dots([[measured[index][at], at + 1]], { kind, hollow: true, size: 5, name: labels.measured });
          chart.marker([end, at + 1], { kind, label: live.number(now[index][at]), name: labels.at_present });
        });
      });
    });
  };
}

function kernelEditor(live) {
  const { labels } = live;
  const options = ["custom", ...Object.keys(PRESETS)].map((value) => live.element("option", { value }, labels[value]));
  const preset = live.element("select", {}, ...options);
  live.controls.append(live.element("label", { class: "live-choice" }, live.element("span", {}, labels.ready), preset));
  preset.addEventListener("change", live.guard(() => {
    if (!PRESETS[preset.value]) return;
    const [height, width, weights] = PRESETS[preset.value];
    live.set({ height, width, weights: spread(height, width, weights) });
  }));
  const cells = live.element("div", { class: "live-cells", role: "group", "aria-label": labels.kernel_weights });
  let shape = "";
  return {
    cells,
    show(height, width, weights) {
      if (shape !== `${height} ${width}`) {
        shape = `${height} ${width}`;
        cells.replaceChildren(...weights.map((_, at) => cell(live, at, width)));
        cells.style.gridTemplateColumns = `repeat(${width}, auto)`;
      }
      [...cells.children].forEach((input, at) => {
        if (document.activeElement !== input || Number(input.value) !== weights[at]) input.value = weights[at];
      });
      const known = Object.entries(PRESETS).find(([, [h, w, k]]) => h === height && w === width && k.join() === weights.join());
      preset.value = known ? known[0] : "custom";
    },
  };
}

function cell(live, at, width) {
  const [row, column] = [Math.floor(at / width) + 1, at % width + 1];
  const { min, max } = state.weights;
  const input = live.element("input", { type: "number", min, max, step: 1, "aria-label": live.words("kernel_cell", { row, column }) });
  input.addEventListener("input", live.guard(() => {
    if (input.value.trim() === "" || !Number.isFinite(input.valueAsNumber)) return;
    const place = (row - 1) * SIDE + column - 1;
    live.set({ weights: live.state.weights.map((weight, index) => (index === place ? input.valueAsNumber : weight)) });
  }));
  return input;
}

/** A button for a reader's own photograph, and the whole stage to drop it on. `take` gets its grey levels. */
function fileChooser(live, take) {
  const open = async (file) => {
    if (!file) return;
    live.note("");
    if (file.size > LARGEST_FILE) return live.note(live.labels.too_large);
    try {
      take(await greyLevels(file));
    } catch {
      live.note(live.labels.unreadable);
    }
  };
  const input = live.element("input", { type: "file", accept: "image/*", hidden: "" });
  input.addEventListener("change", () => open(input.files[0]));
  live.more.append(input);
  live.button(live.labels.choose, () => input.click(), { parent: live.more });
  live.stage.addEventListener("dragover", (event) => event.preventDefault());
  live.stage.addEventListener("drop", (event) => {
    event.preventDefault();
    open(event.dataTransfer.files[0]);
  });
}
