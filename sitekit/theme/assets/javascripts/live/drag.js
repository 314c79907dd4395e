// A pointer on a picture: it drags, taps, or only passes over. A finger that moves up or down scrolls the page, as everywhere.

const SIDEWAYS = 4; // Pixels after which a finger drags, if it has gone farther across than along the page.

/**
 * Let the pointer drag on `target`. `at(point)` says whether a thing to take hold of lies there, with `point` = {x, y} in 0..1 of
 * the target; `move(point, from)` follows the drag, and `end()` hears that it is over. A thing goes with a finger in both
 * directions. Without `at`, or if `sideways()`, a finger drags only across the page, and one that taps moves there at once.
 * `hover(point)` follows a mouse that passes over, and gets nothing when it leaves.
 */
export function drag(target, { at, move, hover, end = () => {}, sideways = () => !at }, guard) {
  const place = ({ clientX, clientY }) => {
    const box = target.getBoundingClientRect();
    return { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
  };
  const holds = (point) => !at || at(point);
  let from = null; // Where the drag began.
  let waiting = null; // Where a finger lies that may scroll yet.
  const hear = (name, action, options) => target.addEventListener(name, guard(action), options);
  const begin = (point, event) => {
    [from, waiting] = [point, null];
    target.setPointerCapture(event.pointerId);
    move(point, from);
  };
  target.classList.add("live-drag");
  hear("touchstart", (event) => {
    if (!sideways() && holds(place(event.touches[0])) && event.cancelable) event.preventDefault();
  }, { passive: false });
  hear("pointerdown", (event) => {
    const point = place(event);
    if (event.button !== 0 || !event.isPrimary || !holds(point)) return;
    if (event.pointerType === "touch" && sideways()) {
      waiting = { point, x: event.clientX, y: event.clientY };
      return;
    }
    event.preventDefault();
    begin(point, event);
  });
  hear("pointermove", (event) => {
    if (from) {
      move(place(event), from);
    } else if (waiting) {
      const [across, along] = [Math.abs(event.clientX - waiting.x), Math.abs(event.clientY - waiting.y)];
      if (across > SIDEWAYS && across > along) {
        begin(waiting.point, event);
        move(place(event), from);
      }
    } else if (hover && event.pointerType === "mouse" && (event.movementX || event.movementY)) {
      hover(place(event)); // A page that scrolls under a resting mouse sends moves of length 0.
    }
  });
  hear("pointerup", (event) => {
    if (waiting) begin(waiting.point, event);
  });
  for (const name of ["pointerup", "pointercancel"]) {
    hear(name, () => {
      waiting = null;
      if (!from) return;
      from = null;
      end();
    });
  }
  if (hover) hear("pointerleave", (event) => { if (event.pointerType === "mouse") hover(); });
}
