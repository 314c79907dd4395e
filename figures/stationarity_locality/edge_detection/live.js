// The live version of edge_detection: any kernel on any photograph, what it finds and what it costs.

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
  height: { kind: "integer", min: 1, max: 5, start: 1 },
  width: { kind: "integer", min: 1, max: 5, start: 2 },
  weights: { kind: "integers", min: -99, max: 99, start: spread(...PRESETS.left) },
};

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

/** What the sliding kernel computes, and what the dense matrix that does the same would store. */
function prices({ rows, columns, height, width }) {
  const outputs = (rows - height + 1) * (columns - width + 1);
  const entries = outputs * rows * columns;
  return { operations: outputs * (2 * height * width - 1), entries, bytes: entries * BYTES };
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
  const seen = live.canvas(live.view("input", labels.input), 320, 280, labels.input);
  const found = live.canvas(live.view("output", labels.now_output), 319, 280, labels.now_output);
  const size = live.reading(labels.now_size);
  const count = live.reading(labels.now_operations);
  const entries = live.reading(labels.now_entries);
  const memory = live.reading(labels.now_memory);

  const kernel = kernelEditor(live);
  const chooser = live.choice("photograph", labels.photograph, Object.fromEntries(state.photograph.of.map((name) => [name, labels[name]])));
  live.choice("size", labels.size, { 1: labels.whole, 2: labels.half, 4: labels.quarter });
  const own = chooser.querySelector("[value=own]");
  live.follow(() => {
    own.hidden = !photographs.own;
    if (!photographs[live.state.photograph]) live.state = { ...live.state, photograph: "astronaut" };
    chooser.value = live.state.photograph;
  });
  fileChooser(live, (image) => {
    photographs.own = image;
    live.set({ photograph: "own" });
  });

  return (now) => {
    const { photograph, size: times, height, width } = now;
    const weights = corner(now);
    kernel.show(height, width, weights);
    const { values, rows, columns } = shrunk(photographs[photograph], Number(times));
    const output = correlate({ image: values, rows, columns, kernel: weights, height, width });
    Object.assign(seen, { width: columns, height: rows });
    Object.assign(found, { width: columns - width + 1, height: rows - height + 1 });
    live.paint(seen, values);
    live.paint(found, output, { grey: toGrey(weights) });
    const { operations: done, entries: stored, bytes } = prices({ rows, columns, height, width });
    size(`${rows} × ${columns}`);
    count(live.number(done));
    entries(live.number(stored));
    memory(bytes < 1e9 ? `${live.number(bytes / 1e6, { significant: 3 })} MB` : `${live.number(bytes / 1e9, { significant: 3 })} GB`);
  };
}

/** A kernel whose weights sum to 0 is shown around middle grey; any other as a weighted mean. */
function toGrey(weights) {
  const sum = weights.reduce((total, weight) => total + weight, 0);
  const reach = weights.reduce((total, weight) => total + Math.abs(weight), 0) / 2 || 1;
  return sum === 0 ? (value) => 127.5 + 2 * value / reach : (value) => value / sum;
}

function kernelEditor(live) {
  const { labels } = live;
  const group = document.createElement("div");
  group.className = "live-group";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", labels.kernel_weights);
  live.controls.append(group);
  const cells = document.createElement("div");
  cells.className = "live-cells";

  const preset = document.createElement("select");
  for (const name of ["custom", ...Object.keys(PRESETS)]) preset.add(new Option(labels[name], name));
  const ready = document.createElement("label");
  ready.className = "live-choice";
  ready.append(labels.ready, preset);
  group.append(ready);
  preset.addEventListener("change", live.guard(() => {
    if (PRESETS[preset.value]) {
      const [height, width, weights] = PRESETS[preset.value];
      live.set({ height, width, weights: spread(height, width, weights) });
    }
  }));
  for (const side of ["height", "width"]) live.slider(side, labels[side], { parent: group });
  group.append(cells);

  let shape = "";
  return {
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
  const input = document.createElement("input");
  Object.assign(input, { type: "number", min: state.weights.min, max: state.weights.max, step: 1 });
  const [row, column] = [Math.floor(at / width) + 1, at % width + 1];
  input.setAttribute("aria-label", live.labels.kernel_cell.replace("{row}", row).replace("{column}", column));
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
  const input = document.createElement("input");
  Object.assign(input, { type: "file", accept: "image/*", hidden: true });
  input.addEventListener("change", () => open(input.files[0]));
  live.controls.append(input);
  live.button(live.labels.choose, () => input.click());
  live.stage.addEventListener("dragover", (event) => event.preventDefault());
  live.stage.addEventListener("drop", (event) => {
    event.preventDefault();
    open(event.dataTransfer.files[0]);
  });
}
