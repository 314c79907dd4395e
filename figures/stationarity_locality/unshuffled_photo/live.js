// The live version of unshuffled_photo: a shuffled photograph, and its pixels on their way back by correlations alone.

import {
  assignment, cells, correlations, embedding, fit, inverse, judged, noise, oriented, putBack, relaxed, restored, secretOrders,
  shuffle, steps, tilesOf, upright,
} from "./unshuffle.js";

const SIDE = 16;
const SLOTS = SIDE ** 2;
const TIMES = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 12, 14, 18, 24]; // Multiplications before the points are watched again.
const UNFOLDED = TIMES.length; // The step at which the points are where they end,
const LAST = UNFOLDED + 1; // and the one at which each is in its cell.
const SECONDS = 0.25; // From one step to the next.
const BOX = 512; // Units of the drawing of the enlarged tile, and at most its pixels.
const MARGIN = 1; // Cells around the points,
const FARTHEST = 13; // and how far from the middle they are shown.

export const state = {
  picture: { kind: "choice", of: ["astronaut", "moon", "per_tile", "noise"], start: "astronaut" },
  seed: { kind: "integer", min: 1, max: 9999, start: 1 },
  joined: { kind: "choice", of: ["fit", "4", "5", "6", "8"], start: "fit" },
  step: { kind: "integer", min: 0, max: LAST, start: 0 },
  pixel: { kind: "integer", min: 1, max: SLOTS, start: 120 },
  tile: { kind: "integer", min: 1, max: 1024, start: 303 },
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
const outcomes = new WeakMap(); // By panel: the share of pixels in place, once it is known.
const LOST = 0.05; // A share below it is no better than chance.

export const challenge = {
  solution: { picture: "moon", step: LAST },
  solved: ({ step }, live) => step === LAST && outcomes.get(live) < LOST,
};

/** The page's worker, which has unpacked the photograph and shuffled it as it is for every reader at first. */
export async function prepare({ photographs }) {
  const worker = new Worker(new URL("./worker.js", import.meta.url), { type: "module" });
  const hidden = new Promise((done, fail) => {
    worker.addEventListener("message", ({ data }) => done(data.hidden), { once: true });
    worker.addEventListener("error", (event) => fail(event.error ?? new Error(event.message)), { once: true });
  });
  worker.postMessage({ photographs });
  worker.postMessage({ ahead: { picture: state.picture.start, seed: state.seed.start } });
  return { worker, hidden: await hidden };
}

export async function mount(live) {
  const { labels } = live;
  const box = live.element("div", { class: "live-layers" });
  const photoView = live.view("unshuffle-photo", labels.photo);
  photoView.append(box);
  const photo = live.canvas(box, SLOTS, SLOTS, labels.photo);
  const frame = live.svg(box, 1, 1, labels.tile);
  const frames = ["live-rim", "kernel"].map((name) => live.shape(frame, "rect", { class: name }));
  const tileView = live.view("unshuffle-tile", labels.tile);
  const enlarged = live.canvas(tileView, BOX, BOX, labels.tile);
  const tile = enlargement(live, enlarged);
  const doing = live.element("p", { class: "live-unshuffle-doing" });
  live.stage.append(doing);
  const show = pairs(["exact", "near", "chance", "followed"], (name) => live.reading(labels[`now_${name}`]));

  let [asked, run] = ["", 0]; // What is being found,
  let [given, found] = [live.prepared.hidden, null]; // the shuffled picture, and what was found last, with its name.
  let between = 0; // How far on the way to the next step, 0..1.
  let [painted, ordered] = [null, null];
  let ready = () => {};
  const name = ({ picture, seed, joined }) => `${picture} ${seed} ${joined}`;
  const known = (now) => found?.name === name(now);
  const hear = (said) => {
    if (said.run !== run) return;
    if (said.doing) live.write(doing, live.words(said.doing[0], { count: said.doing[1] }));
    if (said.hidden) {
      given = said.hidden;
      ready();
    }
    if (said.found) {
      found = { ...said.found, name: asked };
      live.write(doing, "");
      live.speakSoon();
    }
    live.refresh();
  };
  const worker = live.worker(live.prepared.worker, hear);
  const ask = (now) => {
    if (asked === name(now)) return;
    asked = name(now);
    run += 1;
    live.write(doing, "");
    worker.postMessage({ run, picture: now.picture, seed: now.seed, joined: now.joined, times: TIMES });
  };

  const stageName = (step) => {
    if (step === LAST) return labels.in_cells;
    if (step === UNFOLDED) return labels.converged;
    return step ? live.words("multiplied", { count: TIMES[step] }) : labels.at_start;
  };
  const motion = live.motion((seconds) => {
    if (!known(live.state)) return true;
    between += seconds / SECONDS;
    if (between >= 1) {
      between = 0;
      live.set({ step: live.state.step + 1 }, { settled: live.state.step + 1 === LAST });
    }
    live.refresh();
    return live.state.step < LAST;
  }, () => {
    between = 0;
    live.refresh();
  });
  const play = live.button("", () => {
    if (motion.playing()) motion.pause();
    else if (live.state.step === LAST) live.set({ step: 0 });
    else if (live.still) live.set({ step: LAST });
    else motion.play();
  }, { class: "live-unshuffle-play", parent: box });
  const call = (now) => {
    const text = motion.playing() ? labels.pause : now.step === LAST ? labels.again : now.step ? labels.go_on : labels.play;
    live.write(play, text);
    play.classList.toggle("live-unshuffle-large", text === labels.play);
  };

  live.slider("step", labels.step, { text: stageName }).addEventListener("input", motion.pause);
  live.slider("pixel", labels.pixel);
  live.choice("picture", labels.picture, pairs(state.picture.of, (picture) => labels[`pick_${picture}`]));
  const parent = live.more;
  live.slider("tile", labels.which_tile, { parent });
  live.choice("joined", labels.joined, pairs(state.joined.of, (joined) =>
    (joined === "fit" ? labels.by_fit : live.words("neighbours", { count: Number(joined) }))), { parent });
  live.button(labels.another, () => live.set({ seed: live.state.seed % state.seed.max + 1 }), { parent });
  const matrix = live.canvas(live.view("unshuffle-matrix", labels.matrix, parent), SLOTS, SLOTS, labels.matrix);
  const fit = live.remark();
  fit.classList.add("live-unshuffle-fit");
  live.remark(labels.remark);
  const folded = parent.closest("details");
  folded.addEventListener("toggle", () => live.refresh());
  live.onReset(motion.pause);

  // A pixel of the picture, or of the enlarged tile, is followed when it is pressed.
  live.drag(photo, { move: ({ x, y }) => {
    const [row, column] = [[y, given.rows], [x, given.columns]].map(([part, size]) => Math.min(size - 1, Math.max(0, Math.floor(part * size))));
    const { placed } = seen(live.state, given, known(live.state) && found);
    const slot = inverse(placed)[SIDE * (row % SIDE) + column % SIDE];
    live.set({ tile: Math.floor(row / SIDE) * Math.floor(given.columns / SIDE) + Math.floor(column / SIDE) + 1, pixel: slot + 1 }, { settled: false });
  } });
  live.drag(enlarged, { move: ({ x, y }) => live.set({ pixel: tile.nearest(x * BOX, y * BOX) + 1 }, { settled: false }) });

  // What every reader sees at first is there already; to find its order would keep the processor from showing it.
  const { picture, seed } = live.state;
  let asks = picture !== state.picture.start || seed !== state.seed.start;
  if (asks) {
    ask(live.state);
    await new Promise((done) => { ready = done; });
  }
  live.whenSeen(() => {
    asks = true;
    live.refresh();
  });

  return (now) => {
    if (asks) ask(now);
    call(now);
    const sure = known(now);
    live.put(live.stage, { "aria-busy": !sure });
    live.stage.classList.toggle("live-unshuffle-waits", !sure && now.step > 0);
    const { rows, columns } = given;
    const here = seen(now, given, sure && found);
    const next = sure && motion.playing() ? seen({ step: Math.min(now.step + 1, LAST) }, given, found) : here;
    if (painted !== here.picture) {
      if (photo.width !== columns || photo.height !== rows) Object.assign(photo, { width: columns, height: rows });
      live.paint(photo, here.picture);
      painted = here.picture;
    }
    const across = Math.floor(columns / SIDE);
    live.put(frame, { viewBox: `0 0 ${columns} ${rows}` });
    for (const one of frames) {
      live.put(one, { x: SIDE * ((now.tile - 1) % across), y: SIDE * Math.floor((now.tile - 1) / across), width: SIDE, height: SIDE });
    }
    const home = given.truth.length > SLOTS ? given.truth.subarray(SLOTS * (now.tile - 1), SLOTS * now.tile) : given.truth;
    const trail = sure ? Array.from({ length: now.step + 1 }, (_, step) => seen({ step }, given, found).points) : [];
    tile.show({ now, given, home, here, next, part: between, trail });

    const away = apart(here.placed[now.pixel - 1], home[now.pixel - 1]);
    show.followed(away ? live.words("away", { count: away }) : labels.at_home);
    const percent = (share) => live.number(share, { percent: true, digits: 1 });
    show.chance(percent(live.data.chance));
    outcomes.set(live, sure ? here.exact : 1);
    show.exact(sure ? percent(here.exact) : "…");
    show.near(sure ? percent(here.near) : "…");
    if (!sure) return;
    live.write(fit, live.words("fitted", { count: found.neighbours, fit: live.number(here.fit, { digits: 3 }) }));
    if (!folded.open || ordered === here.matrix) return;
    live.paint(matrix, here.matrix);
    ordered = here.matrix;
  };
}

const GRID = Float64Array.from({ length: 2 * SLOTS }, (_, at) => (at % 2 ? (at >> 1) % SIDE : Math.floor((at >> 1) / SIDE)));
const ORDER = Uint16Array.from({ length: SLOTS }, (_, slot) => slot);
const apart = (one, other) => Math.abs(Math.floor(one / SIDE) - Math.floor(other / SIDE)) + Math.abs(one % SIDE - other % SIDE);

/** What is seen at a step: at first the picture as shuffled, at last every point of the stage before in its cell. */
function seen({ step }, { scrambled }, found) {
  const stage = found ? found.stages[Math.min(step, UNFOLDED)] : {};
  if (!found || step === 0) return { ...stage, points: GRID, placed: ORDER, picture: scrambled };
  const points = step < LAST ? stage.points : GRID.map((_, at) => GRID[2 * stage.placed[at >> 1] + at % 2]);
  return { ...stage, points, picture: stage.rebuilt };
}

/** One tile of the picture, its pixels as squares wherever they are now; lines join those that are truly adjacent. */
function enlargement(live, canvas) {
  const context = canvas.getContext("2d");
  const middle = (SIDE - 1) / 2;
  const reach = (points) => MARGIN + Math.min(FARTHEST, points.reduce((most, value) => Math.max(most, Math.abs(value - middle)), 0));
  let places = GRID;

  /** `path()` as a line of `colour`, with a rim that shows on any grey. */
  const outlined = (colour, path) => {
    for (const [stroke, width] of [[live.colour("paper"), 9], [live.colour(colour), 4]]) {
      Object.assign(context, { strokeStyle: stroke, lineWidth: width });
      context.beginPath();
      path();
      context.stroke();
    }
  };
  return {
    show({ now, given: { scrambled, columns }, home, here, next, part, trail }) {
      const pixels = Math.min(BOX, Math.round(live.widthOf(canvas.parentElement) * devicePixelRatio)) || BOX;
      if (canvas.width !== pixels) Object.assign(canvas, { width: pixels, height: pixels });
      context.setTransform(pixels / BOX, 0, 0, pixels / BOX, 0, 0);
      const scale = BOX / 2 / ((1 - part) * reach(here.points) + part * reach(next.points));
      const at = (value) => BOX / 2 + scale * (value - middle);
      places = here.points.map((value, index) => at((1 - part) * value + part * next.points[index]));
      context.clearRect(0, 0, BOX, BOX);
      Object.assign(context, { strokeStyle: live.colour("muted"), lineWidth: 1.2, lineJoin: "round" });
      const slotAt = inverse(home);
      context.beginPath();
      for (let cell = 0; cell < SLOTS; cell++) {
        for (const other of [cell % SIDE < SIDE - 1 ? cell + 1 : cell, cell + SIDE < SLOTS ? cell + SIDE : cell]) {
          context.moveTo(places[2 * slotAt[cell] + 1], places[2 * slotAt[cell]]);
          context.lineTo(places[2 * slotAt[other] + 1], places[2 * slotAt[other]]);
        }
      }
      context.stroke();
      const side = Math.max(6, 0.84 * scale);
      const across = Math.floor(columns / SIDE);
      const corner = Math.floor((now.tile - 1) / across) * SIDE * columns + ((now.tile - 1) % across) * SIDE;
      for (let slot = 0; slot < SLOTS; slot++) {
        const grey = scrambled[corner + Math.floor(slot / SIDE) * columns + slot % SIDE];
        context.fillStyle = `rgb(${grey} ${grey} ${grey})`;
        context.fillRect(places[2 * slot + 1] - side / 2, places[2 * slot] - side / 2, side, side);
      }
      const followed = now.pixel - 1;
      const [y, x] = [places[2 * followed], places[2 * followed + 1]];
      if (trail.length > 1) {
        outlined("kernel", () => {
          for (const points of trail) context.lineTo(at(points[2 * followed + 1]), at(points[2 * followed]));
          context.lineTo(x, y);
        });
      }
      const goal = home[followed];
      context.setLineDash([8, 6]);
      outlined("kernel", () => context.rect(at(goal % SIDE) - scale / 2, at(Math.floor(goal / SIDE)) - scale / 2, scale, scale));
      context.setLineDash([]);
      outlined("kernel", () => context.arc(x, y, Math.max(11, 0.75 * scale), 0, 2 * Math.PI));
    },
    /** The slot that is seen nearest to (x, y). */
    nearest(x, y) {
      let [best, least] = [0, Infinity];
      for (let slot = 0; slot < SLOTS; slot++) {
        const distance = Math.hypot(places[2 * slot + 1] - x, places[2 * slot] - y);
        if (distance < least) [best, least] = [slot, distance];
      }
      return best;
    },
  };
}
