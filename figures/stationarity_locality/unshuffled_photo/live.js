// The live version of unshuffled_photo: a secret order, the correlations it leaves, and the pixels on their way back.

import {
  assignment, cells, correlations, embedding, fit, inverse, judged, noise, oriented, putBack, relaxed, restored, secretOrders,
  shuffle, steps, tilesOf, upright,
} from "./unshuffle.js";

const SIDE = 16;
const SLOTS = SIDE ** 2;
const TIMES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 18, 24]; // Multiplications before the points are watched again.
const UNFOLDED = TIMES.length; // The step at which the points are where they end,
const LAST = UNFOLDED + 1; // and the one at which each is in its cell.
const SECONDS = 0.7; // From one step to the next.
const BOX = 256; // Units of the drawing.
const MARGIN = 1; // Cells around the points,
const FARTHEST = 13; // and how far from the middle they are shown.

export const state = {
  picture: { kind: "choice", of: ["astronaut", "moon", "per_tile", "noise"], start: "astronaut" },
  seed: { kind: "integer", min: 1, max: 9999, start: 1 },
  joined: { kind: "choice", of: ["fit", "4", "5", "6", "8"], start: "fit" },
  step: { kind: "integer", min: 0, max: LAST, start: LAST },
};

/** Inner products of points: what no turn and no mirror image changes. */
const products = (points) => Float64Array.from({ length: (points.length / 2) ** 2 }, (_, at) => {
  const [one, other] = [2 * Math.floor(at / (points.length / 2)), 2 * (at % (points.length / 2))];
  return points[one] * points[other] + points[one + 1] * points[other + 1];
});

export const operations = {
  secretOrders, noise, restored, tilesOf, shuffle, putBack, correlations, steps, upright, cells, fit, oriented, judged,
  // Signs and turns of the plane are free, and so are ties of an assignment: these are compared by what is not.
  embedding: (input) => products(embedding(input)),
  relaxed: ({ times, ...input }) => products(relaxed({ times: [times], ...input })[0]),
  cost: ({ costs, size }) => assignment({ costs, size }).reduce((sum, column, row) => sum + costs[row * size + column], 0),
};

const pairs = (names, value) => Object.fromEntries(names.map((name) => [name, value(name)]));

export const challenge = { solution: { picture: "moon" }, solved: ({ picture }) => picture !== "astronaut" };

export async function mount(live) {
  const { labels } = live;
  const words = (name, count) => labels[name].replace("{count}", live.number(count));
  const canvas = (name, kind = name) => live.canvas(live.view(`unshuffle-${kind}`, labels[name]), SLOTS, SLOTS, labels[name]);
  const scrambled = canvas("scrambled", "photo");
  const rebuilt = canvas("picture_now", "photo");
  const mesh = drawing(live);
  const matrix = canvas("matrix");
  const doing = paragraph("live-unshuffle-doing");
  live.stage.append(doing);
  const show = pairs(["exact", "near", "chance", "fit", "joined"], (name) => live.reading(labels[`now_${name}`]));

  let [asked, run] = ["", 0]; // What is being found, and
  let found = null; // what was found last, with its name.
  let between = 0; // How far on the way to the next step, 0..1.
  let [shown, painted] = [null, null];
  let ready = () => {};
  const name = ({ picture, seed, joined }) => `${picture} ${seed} ${joined}`;
  const hear = (said) => {
    if (said.run !== run) return;
    if (said.doing) doing.textContent = words(...said.doing);
    if (!said.found) return;
    found = { ...said.found, name: asked };
    doing.textContent = "";
    ready();
    live.refresh();
    live.speakSoon();
  };
  const worker = live.worker(new URL("./worker.js", import.meta.url), hear);
  worker.postMessage({ photographs: live.data.photographs });
  const ask = (now) => {
    if (asked === name(now)) return;
    asked = name(now);
    run += 1;
    doing.textContent = "";
    if (found?.name === asked) return; // The reader came back to it before anything else was found.
    worker.postMessage({ run, picture: now.picture, seed: now.seed, joined: now.joined, times: TIMES });
  };

  const stageName = (step) => {
    if (step === LAST) return labels.in_cells;
    if (step === UNFOLDED) return labels.converged;
    return step ? words("multiplied", TIMES[step]) : labels.at_start;
  };
  const motion = live.motion((seconds) => {
    if (found?.name !== name(live.state)) return true;
    between += seconds / SECONDS;
    if (between >= 1) {
      between = 0;
      live.set({ step: live.state.step + 1 }, { settled: false });
    }
    live.refresh();
    return live.state.step < LAST;
  }, (playing) => {
    between = 0;
    play.textContent = playing ? labels.pause : labels.play;
    live.refresh();
  });
  const play = live.button(labels.play, () => {
    if (motion.playing()) return motion.pause();
    if (live.state.step === LAST) live.set({ step: 0 });
    motion.play();
  });
  live.slider("step", labels.step, { text: stageName }).addEventListener("input", motion.pause);
  live.choice("picture", labels.picture, pairs(state.picture.of, (picture) => labels[`pick_${picture}`]));
  live.choice("joined", labels.joined, pairs(state.joined.of, (joined) =>
    (joined === "fit" ? labels.by_fit : words("neighbours", joined))));
  live.button(labels.another, () => {
    live.set({ seed: live.state.seed % state.seed.max + 1, ...(live.still ? {} : { step: 0 }) });
    if (!live.still) motion.play();
  });
  live.controls.append(paragraph("live-unshuffle-remark", labels.remark));
  live.onReset(motion.pause);
  ask(live.state);
  await new Promise((done) => { ready = done; });

  const paint = (view, values, rows, columns) => {
    if (view.width !== columns || view.height !== rows) Object.assign(view, { width: columns, height: rows });
    live.paint(view, values);
  };

  return (now) => {
    ask(now);
    const busy = found.name !== name(now);
    live.stage.setAttribute("aria-busy", String(busy));
    if (busy) {
      for (const reading of ["exact", "near", "fit", "joined"]) show[reading]("…");
      return;
    }
    const { stages, truth, rows, columns, neighbours } = found;
    const [here, next] = [now.step, Math.min(now.step + 1, LAST)].map((step) => seen(stages, step));
    // Readers who want no motion see the steps one after another, and nothing on the way.
    mesh(here, next, live.still ? 0 : between * between * (3 - 2 * between), truth);
    const { exact, near, fit: fits } = here;
    if (shown !== found) paint(scrambled, found.scrambled, rows, columns);
    if (shown !== found || painted !== here.rebuilt) {
      paint(rebuilt, here.rebuilt, rows, columns);
      live.paint(matrix, here.matrix);
    }
    [shown, painted] = [found, here.rebuilt];
    const percent = (share) => live.number(share, { percent: true, digits: 1 });
    show.exact(percent(exact));
    show.near(percent(near));
    show.chance(percent(live.data.chance));
    show.fit(live.number(fits, { digits: 3 }));
    show.joined(words("neighbours", neighbours));
  };
}

/** What is seen at a step: at the last one the points of the one before are in their cells. */
function seen(stages, step) {
  const stage = stages[Math.min(step, UNFOLDED)];
  return step < LAST ? stage : { ...stage, points: stage.points.map((_, at) => {
    const cell = stage.placed[at >> 1];
    return at % 2 ? cell % SIDE : Math.floor(cell / SIDE);
  }) };
}

function paragraph(name, text = "") {
  const made = document.createElement("p");
  made.className = name;
  made.textContent = text;
  return made;
}

/** The points and, between those that are truly adjacent, lines. Returns what draws `here`, `part` of the way to `next`. */
function drawing(live) {
  const svg = live.svg(live.view("unshuffle-places", live.labels.places), BOX, BOX, live.labels.places);
  const lines = live.shape(svg, "path", { class: "live-unshuffle-mesh muted" });
  const [wrong, right] = ["wrong", "right"].map((name) => live.shape(svg, "path", { class: `live-unshuffle-dots ${name}` }));
  const middle = (SIDE - 1) / 2;
  const farthest = (points) => points.reduce((most, value) => Math.max(most, Math.abs(value - middle)), 0);
  const reach = (points) => Math.min(FARTHEST, farthest(points)) + MARGIN;
  return (here, next, part, truth) => {
    const scale = BOX / 2 / ((1 - part) * reach(here.points) + part * reach(next.points));
    const places = here.points.map((value, at) => BOX / 2 + scale * ((1 - part) * value + part * next.points[at] - middle));
    const point = (slot) => `${places[2 * slot + 1].toFixed(1)} ${places[2 * slot].toFixed(1)}`;
    const slotAt = inverse(truth.subarray(0, SLOTS));
    const row = (start, by) => `M${Array.from({ length: SIDE }, (_, at) => point(slotAt[start + at * by])).join("L")}`;
    const sides = Array.from({ length: SIDE }, (_, at) => at);
    lines.setAttribute("d", sides.map((at) => row(at * SIDE, 1) + row(at, SIDE)).join(""));
    for (const [dots, good] of [[wrong, false], [right, true]]) {
      const slots = Array.from(here.placed.keys()).filter((slot) => (here.placed[slot] === truth[slot]) === good);
      dots.setAttribute("d", slots.map((slot) => `M${point(slot)}h0`).join(""));
    }
  };
}
