// The picture of the first page: its pixels go to their places, once by themselves when it is seen, and whenever a reader asks. Where
// a pixel was before is known from where it is after (pages/front.py), so one picture is loaded.

const front = document.querySelector(".front");
const picture = front.querySelector(".front-after");
const button = front.querySelector(".front-button");
// The link to the article opens the live figure; without scripts it leads to the measured one.
for (const link of front.querySelectorAll("[data-state]")) link.hash += `?${link.dataset.state}`;
const tile = Number(front.dataset.tile);
const order = front.dataset.order.split(" ").map(Number);
const moves = !matchMedia("(prefers-reduced-motion: reduce)").matches;
const SECONDS = { there: 2.6, back: 0.9 };
const APART = 0.55; // The share of the time by which the last corner sets out after the first.
const PAUSE = 900; // Milliseconds for which it is seen as it was.

await picture.decode();
const { naturalWidth: width, naturalHeight: height } = picture;
const canvas = document.createElement("canvas");
Object.assign(canvas, { width, height, className: "front-canvas" });
canvas.setAttribute("aria-hidden", "true");
const context = canvas.getContext("2d", { willReadFrequently: true });
context.drawImage(picture, 0, 0);
const image = context.getImageData(0, 0, width, height);
const shown = new Uint32Array(image.data.buffer);
const after = shown.slice();
const [rows, columns] = [height / tile, width / tile];
const diagonals = rows + columns - 1;

/** Draw the picture at `time`, 0 before and 1 after: the tiles set out one diagonal after another. */
function draw(time) {
  const places = new Uint16Array(order.length);
  for (let diagonal = 0; diagonal < diagonals; diagonal++) {
    const late = (diagonal / diagonals) * APART;
    const part = Math.min(Math.max((time - late) / (1 - APART), 0), 1);
    const share = part * part * (3 - 2 * part);
    for (const [cell, from] of order.entries()) {
      const row = Math.floor(from / tile) + (Math.floor(cell / tile) - Math.floor(from / tile)) * share;
      const column = (from % tile) + ((cell % tile) - (from % tile)) * share;
      places[cell] = Math.round(row) * width + Math.round(column);
    }
    for (let down = Math.max(0, diagonal - columns + 1); down <= Math.min(diagonal, rows - 1); down++) {
      const corner = down * tile * width + (diagonal - down) * tile;
      for (const [cell, place] of places.entries()) {
        shown[corner + place] = after[corner + Math.floor(cell / tile) * width + (cell % tile)];
      }
    }
  }
  context.putImageData(image, 0, 0);
}

let [time, run] = [0, 0];

/** Move all of it there, or back. */
function go(there) {
  const [start, goal, mine] = [time, there ? 1 : 0, ++run];
  const seconds = moves ? SECONDS[there ? "there" : "back"] * Math.abs(goal - start) : 0;
  button.dataset.there = String(there);
  let began;
  const step = (now) => {
    if (mine !== run) return;
    began ??= now;
    const passed = seconds ? Math.min((now - began) / 1000 / seconds, 1) : 1;
    time = start + (goal - start) * passed;
    draw(time);
    if (passed < 1) requestAnimationFrame(step);
    else front.classList.toggle("front-there", there);
  };
  requestAnimationFrame(step);
}

draw(0);
picture.after(canvas);
front.classList.add("front-ready");
button.addEventListener("click", () => go(button.dataset.there !== "true"));

if (moves) {
  const seen = new IntersectionObserver((entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    seen.disconnect();
    setTimeout(() => { if (!run) go(true); }, PAUSE);
  }, { threshold: 0.6 });
  seen.observe(canvas);
}
