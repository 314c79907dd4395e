// Puts a shuffled picture back together, off the page's own thread. It is sent the packed photographs once, then what is to be
// shuffled ahead, {ahead: {picture, seed}}, to which it answers {hidden}, and then what to do: {run, picture, seed, joined}. It
// answers {run, hidden} with the shuffled picture at once, {run, doing: [what, how many]} on the way, and {run, found} at the end.

import {
  cells, correlations, embedding, inverse, noise, outcome, putBack, relaxed, restored, secretOrders, shuffle, steps,
  tilesOf, upright,
} from "./unshuffle.js";

const SIDE = 16;
const SLOTS = SIDE ** 2;
const NEIGHBOURS = [4, 5, 6, 8];

let packed = {}; // The photographs by name as they came,
const images = {}; // and promises of {image, rows, columns} of those that were asked for.
let last = {}; // The picture that was shuffled last, and its name.
let kept = {}; // What all choices of neighbours share.
let latest = 0;

/** The photograph behind its compressed residuals. */
async function unpacked({ packed: { values }, lanes, rows, columns }) {
  const stream = new Blob([values]).stream().pipeThrough(new DecompressionStream("gzip"));
  const residuals = new Uint8Array(await new Response(stream).arrayBuffer());
  return { image: restored({ residuals, lanes, columns }), rows, columns };
}

/** The picture's tiles, and the secret order of all or of each. The two controls have the astronaut's shape. */
async function hidden({ picture, seed }) {
  const name = `${picture} ${seed}`;
  if (last.name === name) return last;
  const known = picture in packed ? picture : "astronaut";
  images[known] ??= unpacked(packed[known]);
  const { image, rows, columns } = await images[known];
  const pixels = picture === "noise" ? noise({ seed, count: rows * columns }) : image;
  const where = tilesOf({ rows, columns, side: SIDE });
  const truth = secretOrders({ seed, count: picture === "per_tile" ? where.length / SLOTS : 1, slots: SLOTS });
  const tiles = Uint8Array.from(where, (at) => pixels[at]);
  last = { name, truth, shuffled: shuffle({ tiles, orders: truth, slots: SLOTS }), where, rows, columns };
  return last;
}

/** Tell the page what is being done, and let a newer wish through. True if there is none. */
async function tell(run, ...doing) {
  postMessage({ run, doing });
  await new Promise((done) => { setTimeout(done); });
  return run === latest;
}

const placement = (points) => {
  const standing = upright({ points, side: SIDE });
  return { points: standing, placed: cells({ points: standing, side: SIDE }) };
};

/** The correlations, and a placement for each number of neighbours; null if overtaken. */
async function placements({ run, picture, seed }) {
  const name = `${picture} ${seed}`;
  const given = kept.name === name ? kept : await hidden({ picture, seed });
  postMessage({ run, hidden: seen(given) });
  if (kept.name === name) return kept;
  if (!await tell(run, "correlating")) return null;
  const { truth, shuffled } = given;
  const correlation = correlations({ tiles: shuffled, slots: SLOTS });
  const judge = (placed) => outcome({ ...placed, correlation, truth, side: SIDE });
  const made = [];
  for (const neighbours of NEIGHBOURS) {
    if (!await tell(run, "joining", neighbours)) return null;
    const { distance, parts } = steps({ correlation, slots: SLOTS, neighbours });
    made.push({ neighbours, parts, distance, ...judge(placement(embedding({ distance, side: SIDE }))) });
  }
  kept = { name, ...given, correlation, judge, made };
  return kept;
}

/** What the page needs to show a picture that nothing is known of. */
const seen = (given) => ({ scrambled: whole(given.shuffled, given), truth: given.truth, rows: given.rows, columns: given.columns });

/** The image that `tiles` make up. */
function whole(tiles, { where, rows, columns }) {
  const image = new Uint8Array(rows * columns);
  for (let at = 0; at < tiles.length; at++) image[where[at]] = tiles[at];
  return image;
}

/** The correlations, cell by cell as `placed`, as grey levels from the least to 1. */
function inOrder(correlation, placed) {
  const slotAt = inverse(placed);
  const least = correlation.reduce((low, value) => Math.min(low, value), 1);
  const greys = new Uint8Array(correlation.length);
  for (let at = 0; at < greys.length; at++) {
    greys[at] = 255 * (correlation[slotAt[Math.floor(at / SLOTS)] * SLOTS + slotAt[at % SLOTS]] - least) / (1 - least);
  }
  return greys;
}

async function find({ run, picture, seed, joined, times }) {
  const all = await placements({ run, picture, seed });
  if (!all) return;
  const { shuffled, correlation, judge, made } = all;
  const best = made.reduce((one, other) => (other.fit > one.fit ? other : one));
  const last = made.find(({ neighbours }) => String(neighbours) === joined) ?? best;
  const stages = [];
  const add = ({ points, placed, exact, near, fit }) => {
    const rebuilt = whole(putBack({ tiles: shuffled, placed, slots: SLOTS }), all);
    stages.push({ points, placed, exact, near, fit, rebuilt, matrix: inOrder(correlation, placed) });
  };
  for (const points of relaxed({ distance: last.distance, side: SIDE, times })) {
    if (!await tell(run, "unfolding", stages.length + 1)) return;
    add(judge(placement(points)));
  }
  add(last);
  const found = { stages, neighbours: last.neighbours };
  postMessage({ run, found }, stages.flatMap(({ rebuilt, matrix }) => [rebuilt.buffer, matrix.buffer]));
}

// So that the page hears of it.
const told = (error) => { setTimeout(() => { throw error; }); };

addEventListener("message", ({ data }) => {
  if (data.photographs) {
    packed = data.photographs;
  } else if (data.ahead) {
    hidden(data.ahead).then((given) => postMessage({ hidden: seen(given) })).catch(told);
  } else {
    latest = data.run;
    find(data).catch(told);
  }
});
