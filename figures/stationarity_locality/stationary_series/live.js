// The live version of stationary_series: one process with three knobs, whose settings include the article's four.

const RUNS = 500;
const SAMPLES = 512;
const WINDOWS = 8;
const EVERY = 4; // All but the path is drawn at every fourth sample.
const ENSEMBLE_SEED = 0; // The ensemble is the same for everybody; a new path is one more run.
const CLIP = "stationary-series-clip";

// What the measured figure's processes are here.
const PROCESSES = {
  ar1: { phi: 0.8, rise: 0, growth: 0 },
  random_walk: { phi: 1, rise: 0, growth: 0 },
  trend: { phi: 0.8, rise: 4, growth: 0 },
  growing_variance: { phi: 0.8, rise: 0, growth: 1 },
};

export const state = {
  phi: { kind: "number", min: -0.95, max: 1, step: 0.05, start: PROCESSES.ar1.phi },
  rise: { kind: "number", min: -4, max: 4, step: 0.5, start: 0 },
  growth: { kind: "number", min: 0, max: 1, step: 0.05, start: 0 },
  seed: { kind: "integer", min: 1, max: 9999, start: 1 },
};

/** The generator sfc32 (Chris Doty-Humphrey, PractRand): each call gives the next whole number, 0..2³²−1. */
function generator(seed) {
  let [a, b, c, counter] = [0, seed | 0, 0, 1];
  const next = () => {
    const made = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + made) | 0;
    return made >>> 0;
  };
  for (let round = 0; round < 12; round++) next(); // Neighbouring seeds start alike; twelve rounds part them.
  return next;
}

/** Standard normal numbers into `made` from one (even) place to another: Box and Muller's transform of uniform ones. */
function fill(made, next, from, to) {
  for (let at = from; at < to; at += 2) {
    const radius = Math.sqrt(-2 * Math.log((next() + 1) / 2 ** 32)); // 0 < uniform ≤ 1, so the logarithm is finite.
    const angle = 2 * Math.PI * (next() / 2 ** 32);
    made[at] = radius * Math.cos(angle);
    if (at + 1 < to) made[at + 1] = radius * Math.sin(angle);
  }
}

/** `count` independent standard normal numbers. */
function normals({ seed, count }) {
  const made = new Float64Array(count);
  fill(made, generator(seed), 0, count);
  return made;
}

/** The same, a slice at a time, so that a slow machine stays free to scroll. */
async function normalsInSlices({ seed, count, slice }) {
  const made = new Float64Array(count);
  const next = generator(seed);
  for (let from = 0; from < count; from += slice) {
    fill(made, next, from, Math.min(count, from + slice));
    await new Promise((done) => { setTimeout(done); });
  }
  return made;
}

/** The first `count` whole numbers that `seed` gives. */
function integers({ seed, count }) {
  const next = generator(seed);
  return Uint32Array.from({ length: count }, next);
}

/** What the process is multiplied by at the time `t`, 0..1: at growth 1 it goes from 0.4 to 2. */
const deviation = (growth, t) => 1 - growth + growth * (0.4 + 1.6 * t);

/**
 * The process driven by `noise` (runs × samples, standard normal). An autoregression of unit variance, begun in its stationary
 * law; at φ = 1 there is none, and the sum of the steps begins at nothing and is scaled to end at the variance 3.
 */
function simulate({ noise, samples, phi, rise, growth }) {
  const walk = phi === 1;
  const step = walk ? Math.sqrt(3 / samples) : Math.sqrt(1 - phi ** 2);
  const first = walk ? step : 1;
  const times = Float64Array.from({ length: samples }, (_, time) => deviation(growth, time / samples));
  const line = Float64Array.from({ length: samples }, (_, time) => rise * (time / samples - 0.5));
  const series = new Float64Array(noise.length);
  for (let start = 0; start < noise.length; start += samples) {
    let value = 0;
    for (let time = 0; time < samples; time++) {
      value = phi * value + (time ? step : first) * noise[start + time];
      series[start + time] = value * times[time] + line[time];
    }
  }
  return series;
}

/** Mean and variance over the runs of `series` (runs × samples), at each time. */
function ensemble({ series, samples }) {
  const runs = series.length / samples;
  const mean = new Float64Array(samples);
  const variance = new Float64Array(samples);
  for (let start = 0; start < series.length; start += samples) {
    for (let time = 0; time < samples; time++) mean[time] += series[start + time];
  }
  for (let time = 0; time < samples; time++) mean[time] /= runs;
  for (let start = 0; start < series.length; start += samples) {
    for (let time = 0; time < samples; time++) {
      const away = series[start + time] - mean[time];
      variance[time] += away * away;
    }
  }
  for (let time = 0; time < samples; time++) variance[time] /= runs - 1;
  return { mean, variance };
}

/** Mean and variance along `series` in each of `count` windows of equal length. */
function windows({ series, count }) {
  const length = series.length / count;
  const means = new Float64Array(count);
  const variances = new Float64Array(count);
  series.forEach((value, time) => { means[Math.floor(time / length)] += value / length; });
  series.forEach((value, time) => {
    const window = Math.floor(time / length);
    variances[window] += (value - means[window]) ** 2 / (length - 1);
  });
  return { means, variances };
}

/** The mean and the variance that the law prescribes at each time. */
function theory({ samples, phi, rise, growth }) {
  const mean = Float64Array.from({ length: samples }, (_, time) => rise * (time / samples - 0.5));
  const variance = Float64Array.from({ length: samples }, (_, time) =>
    deviation(growth, time / samples) ** 2 * (phi === 1 ? 3 * (time + 1) / samples : 1));
  return { mean, variance };
}

export const operations = { integers, normals, simulate, ensemble, windows, theory };

/** How far `values` move from the first to the last of the windows: the difference and the ratio of the windows' means. */
function moved(values) {
  const { means } = windows({ series: values, count: WINDOWS });
  return { rise: means[WINDOWS - 1] - means[0], ratio: means[WINDOWS - 1] / means[0] };
}

export const challenge = { solution: { phi: 1 }, solved: ({ phi, growth }) => phi === 1 || growth > 0 };

export async function mount(live) {
  const noise = await normalsInSlices({ seed: ENSEMBLE_SEED, count: RUNS * SAMPLES, slice: 50 * SAMPLES });
  const { labels } = live;
  const paths = chart(live, "paths", labels.paths_title, { top: 6, ticks: [-4, 0, 4], bottom: -6 });
  const spread = chart(live, "spread", labels.spread_title, { top: 5, ticks: [0, 2, 4], bottom: 0 });
  const ratio = live.reading(labels.variance_ratio);
  const rise = live.reading(labels.mean_rise);
  const wander = live.reading(labels.window_range);

  processButtons(live);
  const two = (value) => live.number(Math.abs(value) < 0.005 ? 0 : value, { digits: 2 }); // No −0.00.
  live.slider("phi", labels.set_phi, { text: two });
  live.slider("rise", labels.set_rise, { text: (value) => live.number(value, { digits: 1 }) });
  live.slider("growth", labels.set_growth, { text: (value) => `${two(deviation(value, 0))} → ${two(deviation(value, 1))}` });
  live.button(labels.new_path, () => live.set({ seed: live.state.seed % state.seed.max + 1 }));

  return ({ phi, rise: slope, growth, seed }) => {
    const widths = [paths, spread].map(({ box }) => box.clientWidth); // Before anything is drawn: it lays the page out.
    const law = { samples: SAMPLES, phi, rise: slope, growth };
    const { mean, variance } = ensemble({ series: simulate({ noise, ...law }), samples: SAMPLES });
    const path = simulate({ noise: normals({ seed, count: SAMPLES }), ...law });
    const expected = theory(law);
    const along = windows({ series: path, count: WINDOWS });
    const stays = { mean: slope === 0, variance: phi !== 1 && growth === 0 };

    const sides = [-2, 2].map((times) => mean.map((value, time) => value + times * Math.sqrt(variance[time])));
    paths.begin(widths[0]);
    paths.band(sides[0], sides[1], "filled muted live-band");
    paths.line(path, "input", 1);
    paths.line(mean, `${stays.mean ? "right" : "wrong"} thick`);
    paths.steps(along.means, "kernel thick");
    paths.words([[labels.path_number.replace("{number}", live.number(seed)), "input"], [labels.window_means, "kernel"],
      [labels.mean_word, stays.mean ? "right" : "wrong"], [labels.band, "muted"]]);

    const high = Math.max(expected.variance[0], expected.variance[SAMPLES - 1]) > 4.8;
    spread.begin(widths[1], high ? 13 : 5, high ? [0, 5, 10] : [0, 2, 4]);
    spread.steps(along.variances, "kernel");
    spread.line(variance, `${stays.variance ? "right" : "wrong"} thick`);
    spread.line(expected.variance, "theory dashed");
    spread.words([[labels.window_variances, "kernel"], [labels.variance_word, stays.variance ? "right" : "wrong"],
      [labels.theory, "theory"]]);

    const beside = (shown, exact) => labels.beside.replace("{measured}", shown).replace("{theory}", exact);
    ratio(beside(two(moved(variance).ratio), two(moved(expected.variance).ratio)));
    rise(beside(two(moved(mean).rise), two(moved(expected.mean).rise)));
    wander(labels.range.replace("{least}", two(Math.min(...along.means))).replace("{most}", two(Math.max(...along.means))));
  };
}

/** A button for each of the article's processes; the one that is set stays pressed. */
function processButtons(live) {
  const group = document.createElement("div");
  group.className = "live-group live-processes";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", live.labels.processes);
  live.controls.append(group);
  for (const [name, settings] of Object.entries(PROCESSES)) {
    const button = live.button(live.labels[name], () => live.set(settings), { parent: group });
    live.follow(() => button.setAttribute("aria-pressed",
      String(Object.entries(settings).every(([key, value]) => live.state[key] === value))));
  }
}

/** Axes over the time 0..SAMPLES. `begin(top, ticks)` clears them; what is drawn outside of them is cut off. */
function chart(live, name, title, { top, ticks, bottom }) {
  const box = live.view(name, title);
  const svg = live.svg(box, 300, 150, title);
  const shape = live.shape.bind(live);
  const id = `${CLIP}-${name}`;
  let [frame, within, legend, x, y] = [];
  const text = (points) => Array.from(points, ([across, up]) => `${across.toFixed(1)},${up.toFixed(1)}`).join(" ");
  const points = (values, every = EVERY) =>
    Array.from({ length: Math.ceil(values.length / every) }, (_, at) => [x(at * every), y(values[at * every])]);

  return {
    box,
    begin(width, highest = top, marks = ticks) {
      const height = name === "paths" ? Math.min(230, 110 + width / 4) : Math.min(230, 100 + width / 5);
      const fresh = [width, height, highest].join();
      if (fresh !== frame) {
        frame = fresh;
        const [left, right, ceiling, floor] = [24, width - 6, 6, height - 18];
        x = (time) => left + (right - left) * time / SAMPLES;
        y = (value) => floor - (floor - ceiling) * (value - bottom) / (highest - bottom);
        svg.replaceChildren();
        svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
        const cut = shape(shape(svg, "defs"), "clipPath", { id });
        shape(cut, "rect", { x: left, y: ceiling, width: right - left, height: floor - ceiling });
        for (const mark of marks) {
          shape(svg, "line", { x1: left, x2: right, y1: y(mark), y2: y(mark), class: "grid" });
          shape(svg, "text", { x: left - 5, y: y(mark) + 3.5, class: "end" }, live.number(mark));
        }
        for (const [time, anchor] of [[0, ""], [SAMPLES / 2, "middle"], [SAMPLES, "end"]]) {
          shape(svg, "text", { x: x(time), y: height - 5, class: anchor }, live.number(time));
        }
        if (name === "paths") shape(svg, "text", { x: right, y: floor - 4, class: "end muted" }, live.labels.time);
        within = shape(svg, "g", { "clip-path": `url(#${id})` });
      }
      within.replaceChildren();
    },
    line: (values, colour, every) => shape(within, "polyline", { points: text(points(values, every)), class: colour }),
    band(low, high, colour) {
      shape(within, "path", { d: `M${text([...points(low), ...points(high).reverse()])}Z`, class: colour });
    },
    /** A level for each window. */
    steps(levels, colour) {
      const length = SAMPLES / levels.length;
      for (const [window, level] of levels.entries()) {
        const ends = { x1: x(window * length) + 1.5, x2: x((window + 1) * length) - 1.5 };
        shape(within, "line", { ...ends, y1: y(level), y2: y(level), class: colour });
      }
    },
    /** What the colours mean, below the axes. */
    words(entries) {
      legend ??= box.appendChild(Object.assign(document.createElement("p"), { className: "live-legend" }));
      const said = JSON.stringify(entries);
      if (legend.dataset.said === said) return;
      legend.dataset.said = said;
      legend.replaceChildren(...entries.map(([word, colour]) =>
        Object.assign(document.createElement("span"), { className: `live-means-${colour}`, textContent: word })));
    },
  };
}
