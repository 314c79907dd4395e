// Networks of two layers, as figures/_common/networks.py has them, and how they see a picture, as figures/_common/scenes.py says.

const WINDOW = 11;
const STRIDE = 2;
const CONTRAST_FLOOR = 0.05;

/** `values` with mean 0, divided by their standard deviation plus `floor`; written to `into` from `start`. */
function normalise(values, floor, into, start = 0) {
  let mean = 0;
  for (const value of values) mean += value;
  mean /= values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  const contrast = Math.sqrt(squares / values.length) + floor;
  values.forEach((value, at) => { into[start + at] = (value - mean) / contrast; });
  return into;
}

const fitting = (size) => Math.floor((size - WINDOW) / STRIDE) + 1;

/** The positions of those windows of a picture that a square of `size` pixels with its corner at row and column touches. */
export function touching({ row, column, size, rows, columns }) {
  const along = (corner, count) => Array.from({ length: count }, (_, at) => at)
    .filter((at) => at * STRIDE < corner + size && at * STRIDE + WINDOW > corner);
  const [down, across] = [along(row, fitting(rows)), along(column, fitting(columns))];
  return down.flatMap((one) => across.map((other) => one * fitting(columns) + other));
}

const all = (count) => Array.from({ length: count }, (_, at) => at);

/** Every second window along rows and columns, each with mean 0 and unit contrast, one after another; or `only` some of them. */
export function windows({ picture, rows, columns, only }) {
  const [down, across] = [rows, columns].map(fitting);
  const seen = new Float64Array(down * across * WINDOW ** 2);
  const values = new Float64Array(WINDOW ** 2);
  for (const position of only ?? all(down * across)) {
    const top = Math.floor(position / across) * STRIDE;
    const left = (position % across) * STRIDE;
    for (let at = 0; at < values.length; at++) {
      values[at] = picture[(top + Math.floor(at / WINDOW)) * columns + left + (at % WINDOW)];
    }
    normalise(values, CONTRAST_FLOOR, seen, position * values.length);
  }
  return seen;
}

/** The picture with mean 0 and standard deviation 1. */
export const whole = ({ picture }) => normalise(Float64Array.from(picture), 0, new Float64Array(picture.length));

/**
 * The first layer, rectified: at each position the same filters (inputs × channels). 8-bit filters come with a `scale`. Where only
 * some positions see something new, the others are as they were `before`.
 */
export function features(seen, { filters: { values: weights, shape: [inputs, channels] }, bias, scale }, { only, before } = {}) {
  const positions = seen.length / inputs;
  const output = before?.slice() ?? new Float64Array(positions * channels);
  for (const position of only ?? all(positions)) {
    const start = position * channels;
    output.fill(0, start, start + channels);
    for (let at = 0; at < inputs; at++) {
      const value = seen[position * inputs + at];
      for (let channel = 0; channel < channels; channel++) output[start + channel] += value * weights[at * channels + channel];
    }
    for (let channel = 0; channel < channels; channel++) {
      const sum = scale ? output[start + channel] * scale.values[channel] : output[start + channel];
      output[start + channel] = Math.max(0, sum + bias.values[channel]);
    }
  }
  return output;
}

/** Over all positions, each channel's maximum or average; a fully connected head takes all as they are. */
function pooled(output, head, channels) {
  if (head === "fc") return output;
  const positions = output.length / channels;
  return Float64Array.from({ length: channels }, (_, channel) => {
    let most = output[channel];
    let sum = 0;
    for (let at = channel; at < output.length; at += channels) {
      most = Math.max(most, output[at]);
      sum += output[at];
    }
    return head === "max" ? most : sum / positions;
  });
}

/** The log odds of "yes" for `seen`, windows or a whole picture, whichever the network's first layer takes. */
export function logOdds(seen, network, change) {
  const { last, last_bias: bias, head } = network;
  const pools = pooled(features(seen, network, change), head, network.bias.shape[0]);
  return pools.reduce((sum, value, at) => sum + value * last.values[at], bias);
}

export const probability = ({ logOdds: odds }) => 1 / (1 + Math.exp(-odds));
