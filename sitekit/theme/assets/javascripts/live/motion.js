// What moves: between two values, on and on, or by itself for two seconds. None of it for readers who want no motion.

const TWEEN = 250; // Milliseconds.
const DEMO = 2000;

/** Whether the reader has asked for no motion. */
export const still = () => matchMedia("(prefers-reduced-motion: reduce)").matches;

/** Between two numbers, arrays or objects of numbers. */
function between(from, to, part) {
  if (typeof to === "number") return from + (to - from) * part;
  if (Array.isArray(to) || ArrayBuffer.isView(to)) return Array.from(to, (value, at) => between(from[at], value, part));
  return Object.fromEntries(Object.entries(to).map(([key, value]) => [key, between(from[key], value, part)]));
}

/** Go from one value to another, `draw`ing each between; `done()` afterwards. Returns what stops it on the way. */
export function tween(from, to, draw, done = () => {}) {
  let begun = 0;
  let frame = requestAnimationFrame(function step(now) {
    begun ||= now;
    const part = Math.min(1, (now - begun) / TWEEN);
    frame = part < 1 ? requestAnimationFrame(step) : 0;
    draw(part < 1 ? between(from, to, part * part * (3 - 2 * part)) : to);
    if (part === 1) done();
  });
  return () => {
    if (!frame) return;
    cancelAnimationFrame(frame);
    frame = 0;
    done();
  };
}

/**
 * Show `steps` for two seconds: an array of what changes, one after the other, or a function of 0..1 that returns it. `show(changes)`
 * draws one; `done(whole)` hears whether it came to its end. Whatever a reader presses ends it.
 */
export function demonstration(steps, show, done) {
  const pressed = new AbortController();
  const at = typeof steps === "function" ? steps : (part) => steps[Math.min(steps.length - 1, Math.floor(part * steps.length))];
  let begun = 0;
  let last;
  let frame = requestAnimationFrame(function step(now) {
    begun ||= now;
    const part = (now - begun) / DEMO;
    if (part >= 1) return over(true);
    frame = requestAnimationFrame(step);
    const changes = at(part);
    if (changes !== last) show(changes);
    last = changes;
    return undefined;
  });
  const over = (whole) => {
    cancelAnimationFrame(frame);
    pressed.abort();
    done(whole);
  };
  for (const name of ["pointerdown", "touchstart", "keydown"]) {
    addEventListener(name, () => over(false), { capture: true, passive: true, signal: pressed.signal });
  }
  return () => over(true);
}

/** `step(seconds)` each frame until it returns false, while `seen()`. Returns {play, pause, playing}; `heard(playing)` of every change. */
export function motion(step, heard, seen, guard) {
  let playing = false;
  let last = 0;
  const tick = guard((now) => {
    if (!playing) return;
    if (seen()) {
      if (last && step(Math.min(0.1, (now - last) / 1000)) === false) return control.pause();
      last = now;
    } else {
      last = 0;
    }
    requestAnimationFrame(tick);
  });
  const turn = (on) => {
    if (playing === on) return;
    playing = on;
    last = 0;
    heard(on);
    if (on) requestAnimationFrame(tick);
  };
  const control = { play: () => turn(true), pause: () => turn(false), playing: () => playing };
  return control;
}
