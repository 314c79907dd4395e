// The measured maps' colour scale, from five of its colours.

const COLOURS = [[68, 1, 84], [59, 82, 139], [33, 145, 140], [94, 201, 98], [253, 231, 37]];

/** The colour [r, g, b] of a value 0..1; beyond, that of the nearer end. */
export function viridis(value) {
  const place = Math.min(1, Math.max(0, value)) * (COLOURS.length - 1);
  const below = Math.min(COLOURS.length - 2, Math.floor(place));
  return COLOURS[below].map((channel, at) => channel + (place - below) * (COLOURS[below + 1][at] - channel));
}
