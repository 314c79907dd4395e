// The live version of stationary_series: one process with three knobs, whose settings include the article's four.

const RUNS = 500;
const SAMPLES = 512;
const WINDOWS = 8;
const EVERY = 4; // All but the path is drawn at every fourth sample,
const SELDOM = 8; // and the other paths of the ensemble at every eighth,
const DRAWN = 40; // of which no more than these are drawn.
const FALL = 3; // Seconds in which the ensemble's paths come one by one.
const WIDE = 2.5; // From the lowest to the highest of a path's window means: what the challenge asks of a stationary process.
const [LOW, HIGH] = [-6, 6];
const ENSEMBLE_SEED = 0; // The ensemble is the same for everybody; a new path is one more run.

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
  runs: { kind: "integer", min: 2, max: RUNS, start: RUNS },
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
function* normalsInSlices({ seed, count, slice }) {
  const made = new Float64Array(count);
  const next = generator(seed);
  for (let from = 0; from < count; from += slice) {
    fill(made, next, from, Math.min(count, from + slice));
    yield;
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
 * law; at φ = 1 there is none, and the sum of the steps begins at nothing and is scaled to end at the variance 3. Four runs at a
 * time, as a value waits for the one before it. `into` is where they are written.
 */
function simulate({ noise, samples, phi, rise, growth, into: series = new Float64Array(noise.length) }) {
  const walk = phi === 1;
  const step = walk ? Math.sqrt(3 / samples) : Math.sqrt(1 - phi ** 2);
  const first = walk ? step : 1;
  const times = Float64Array.from({ length: samples }, (_, time) => deviation(growth, time / samples));
  const line = Float64Array.from({ length: samples }, (_, time) => rise * (time / samples - 0.5));
  const whole = noise.length - noise.length % (4 * samples);
  for (let start = 0; start < whole; start += 4 * samples) {
    const [second, third, fourth] = [start + samples, start + 2 * samples, start + 3 * samples];
    let [a, b, c, d, weight] = [0, 0, 0, 0, first];
    for (let time = 0; time < samples; time++) {
      a = phi * a + weight * noise[start + time];
      b = phi * b + weight * noise[second + time];
      c = phi * c + weight * noise[third + time];
      d = phi * d + weight * noise[fourth + time];
      series[start + time] = a * times[time] + line[time];
      series[second + time] = b * times[time] + line[time];
      series[third + time] = c * times[time] + line[time];
      series[fourth + time] = d * times[time] + line[time];
      weight = step;
    }
  }
  for (let start = whole; start < noise.length; start += samples) {
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
  const whole = series.length - series.length % (4 * samples); // Four runs at a time: each sum is read and written less often.
  for (let start = 0; start < whole; start += 4 * samples) {
    for (let at = start; at < start + samples; at++) {
      mean[at - start] += series[at] + series[at + samples] + series[at + 2 * samples] + series[at + 3 * samples];
    }
  }
  for (let at = whole; at < series.length; at++) mean[at % samples] += series[at];
  for (let time = 0; time < samples; time++) mean[time] /= runs;
  for (let start = 0; start < whole; start += 4 * samples) {
    for (let at = start; at < start + samples; at++) {
      const middle = mean[at - start];
      const [a, b] = [series[at] - middle, series[at + samples] - middle];
      const [c, d] = [series[at + 2 * samples] - middle, series[at + 3 * samples] - middle];
      variance[at - start] += a * a + b * b + c * c + d * d;
    }
  }
  for (let at = whole; at < series.length; at++) variance[at % samples] += (series[at] - mean[at % samples]) ** 2;
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

/** The law of a state, and the one path that its seed gives. */
const law = ({ phi, rise, growth }) => ({ samples: SAMPLES, phi, rise, growth });
const onePath = (now) => simulate({ noise: normals({ seed: now.seed, count: SAMPLES }), ...law(now) });

export const challenge = {
  solution: { phi: 0.95 },
  solved: (now) => {
    if (now.phi === 1 || now.rise || now.growth) return false;
    const { means } = windows({ series: onePath(now), count: WINDOWS });
    return Math.max(...means) - Math.min(...means) > WIDE;
  },
};

/** What all runs are in a state, with their mean and variance; what stays as it was `kept` is not worked out again. */
function ofAll(kept, noise, now) {
  const key = Object.values(law(now)).join();
  if (kept.key !== key) {
    kept.all = simulate({ noise, ...law(now), into: kept.all });
    Object.assign(kept, { key, runs: 0 });
  }
  if (kept.runs !== now.runs) Object.assign(kept, { runs: now.runs, ...ensemble({ series: kept.all.subarray(0, now.runs * SAMPLES), samples: SAMPLES }) });
  return kept;
}

/** The noise of all runs, which is the same for every reader, and what it comes to at first. */
export function* prepare(_data, now) {
  const noise = yield* normalsInSlices({ seed: ENSEMBLE_SEED, count: RUNS * SAMPLES, slice: 50 * SAMPLES });
  return { noise, kept: ofAll({}, noise, now) };
}

export function mount(live) {
  const { labels, prepared: { noise, kept } } = live;
  const height = live.host.clientWidth < 480 ? 126 : 230;
  const x = { domain: [0, SAMPLES], label: labels.time, ticks: [0, SAMPLES / 2, SAMPLES] };
  const chart = (name, y) => live.chart({ parent: live.view(name), label: y.label, height, x, y });
  const paths = chart("paths", { domain: [LOW, HIGH], label: labels.paths_title, ticks: [-4, 0, 4] });
  const spread = chart("spread", { domain: [0, 5], label: labels.spread_title });
  const legend = legendOf(live);
  const ratio = live.reading(labels.variance_ratio);
  const rise = live.reading(labels.mean_rise);
  const wander = live.reading(labels.window_range);
  const two = (value) => live.number(Math.abs(value) < 0.005 ? 0 : value, { digits: 2 }); // No −0.00.
  addControls(live, two);
  live.demo((part) => ({ runs: fallen(part) }));

  let [shown, how, stop] = [null, "", () => {}];
  return (now) => {
    const key = Object.values(law(now)).join();
    const { mean, variance, all } = ofAll(kept, noise, now);
    const path = onePath(now);
    const [along, expected] = [windows({ series: path, count: WINDOWS }), theory(law(now))];
    const others = new Float64Array(DRAWN * SAMPLES / SELDOM);
    for (let at = 0; at < others.length; at++) others[at] = all[at * SELDOM];
    const target = { mean, variance, path, others, ...along, expected: expected.variance };
    const stays = { mean: now.rise === 0, variance: now.phi !== 1 && now.growth === 0 };
    const show = (value) => {
      shown = value;
      drawPaths(paths, shown, { stays, labels, count: Math.min(DRAWN, now.runs) });
      drawSpread(spread, shown, { stays, labels });
    };
    stop();
    stop = () => {};
    spread.span({ y: [0, Math.max(expected.variance[0], expected.variance[SAMPLES - 1]) > 4.8 ? 13 : 5] });
    if (shown && how !== key) stop = live.tween(shown, target, show);
    else show(target);
    how = key;

    legend(now.seed, stays);
    const beside = (measured, exact) => live.words("beside", { measured, theory: exact });
    ratio(beside(two(moved(variance).ratio), two(moved(expected.variance).ratio)));
    rise(beside(two(moved(mean).rise), two(moved(expected.mean).rise)));
    wander(live.words("range", { least: two(Math.min(...along.means)), most: two(Math.max(...along.means)) }));
  };
}

/** How many paths there are after a part of the time: one after the other at first, then ever more at once. */
const fallen = (part) => Math.round(2 * (RUNS / 2) ** Math.min(1, part));
const within = (value, low, high) => Math.min(high, Math.max(low, value));
const kindOf = (stays) => (stays ? "right" : "wrong");

/** `values` from one place to another, at every `every`-th time; they are `apart` samples from each other. */
function points(values, { every = 1, apart = 1, from = 0, to = values.length, low, high }) {
  const made = [];
  for (let at = from; at < to; at += every) made.push([(at - from) * apart, within(values[at], low, high)]);
  return made;
}

/** A level for each window. */
function levels(chart, values, options) {
  const length = SAMPLES / values.length;
  const [low, high] = chart.axes.y.domain;
  for (const [window, value] of values.entries()) {
    const level = within(value, low, high);
    chart.line([[window * length + 3, level], [(window + 1) * length - 3, level]], { kind: "kernel", ...options });
  }
}

function drawPaths(chart, { mean, variance, path, others, means }, { stays, labels, count }) {
  chart.clear();
  const [low, high] = [LOW, HIGH];
  const band = [];
  for (let time = 0; time < mean.length; time += EVERY) {
    const reach = 2 * Math.sqrt(variance[time]);
    band.push([time, within(mean[time] + reach, low, high), within(mean[time] - reach, low, high)]);
  }
  chart.area(band, { kind: "muted" });
  const length = SAMPLES / SELDOM;
  for (let run = 0; run < count; run++) {
    chart.line(points(others, { from: run * length, to: (run + 1) * length, apart: SELDOM, low, high }), { kind: "muted", class: "thin live-faint" });
  }
  chart.line(points(path, { low, high }), { kind: "input", class: "live-path" });
  chart.line(points(mean, { every: EVERY, low, high }), { kind: kindOf(stays.mean), name: labels.mean_word });
  levels(chart, means, { name: labels.window_values });
}

function drawSpread(chart, { variance, variances, expected }, { stays, labels }) {
  const [low, high] = chart.axes.y.domain;
  chart.clear();
  levels(chart, variances, { class: "" });
  chart.line(points(variance, { every: EVERY, low, high }), { kind: kindOf(stays.variance), name: labels.variance_word });
  chart.line(points(expected, { every: EVERY, low, high }), { kind: "theory", class: "dashed", name: labels.theory });
}

/** What the colours mean, below the charts; whether a statistic stays the same is written there, too. */
function legendOf(live) {
  const list = live.element("p", { class: "live-legend" });
  live.view("key").append(list);
  return (number, stays) => {
    const statistic = (key, steady) => [live.words(steady ? "stays" : "changes", { what: live.labels[key] }), kindOf(steady)];
    const entries = [
      [live.words("path_number", { number }), "input"], [live.labels.window_values, "kernel"],
      statistic("mean_word", stays.mean), statistic("variance_word", stays.variance),
      [live.labels.theory, "theory"], [live.labels.others, "other"], [live.labels.band, "muted"]];
    if (list.textContent === entries.map(([word]) => word).join("")) return;
    list.replaceChildren(...entries.map(([word, kind]) => live.element("span", { class: `live-means-${kind}` }, word)));
  };
}

function addControls(live, two) {
  const { labels, more: parent } = live;
  processButtons(live);
  live.slider("phi", labels.set_phi, { text: two });
  live.slider("runs", labels.runs);
  const group = live.element("div", { class: "live-group" });
  live.controls.append(group);
  live.button(labels.new_path, () => live.set({ seed: live.state.seed % state.seed.max + 1 }), { parent: group });
  fallButton(live, group);
  live.slider("rise", labels.set_rise, { text: (value) => live.number(value, { digits: 1 }), parent });
  live.slider("growth", labels.set_growth, { text: (value) => `${two(deviation(value, 0))} → ${two(deviation(value, 1))}`, parent });
}

/** Let the ensemble's paths come one by one. Who wants no motion has the slider. */
function fallButton(live, parent) {
  if (live.still) return;
  let begun = 0;
  const fall = live.motion((seconds) => {
    begun += seconds / FALL;
    live.set({ runs: fallen(begun) }, { settled: begun >= 1 });
    return begun < 1;
  });
  live.onReset(fall.pause);
  live.button(live.labels.one_by_one, () => {
    begun = 0;
    live.set({ runs: fallen(0) }, { settled: false });
    fall.play();
  }, { parent });
}

/** A button for each of the article's processes; the one that is set stays pressed. */
function processButtons(live) {
  const parent = live.element("div", { class: "live-group live-processes", role: "group", "aria-label": live.labels.processes });
  live.controls.append(parent);
  for (const [name, settings] of Object.entries(PROCESSES)) {
    const button = live.button(live.labels[name], () => live.set(settings), { parent });
    live.follow(() => live.put(button, {
      "aria-pressed": Object.entries(settings).every(([key, value]) => live.state[key] === value),
    }));
  }
}
