// The live line: a reader sets how steep it is.

export const state = { slope: { kind: "integer", min: -4, max: 4, start: 2 } };

export const challenge = { solution: { slope: 0 }, solved: ({ slope }) => slope === 0 };

/** The height at each of the places, and their mean. */
function line({ slope }, { points }) {
  const heights = Array.from({ length: points }, (_, place) => slope * place || 0);
  return { heights, mean: heights.reduce((sum, height) => sum + height, 0) / points };
}

export const operations = { line };

export function mount(live) {
  const { labels, data } = live;
  const side = 4 * data.points;
  const map = live.canvas(live.view("line", labels.line), data.points, side, labels.line);
  const last = live.reading(labels.last);
  live.slider("slope", labels.steep);
  return ({ slope }) => {
    const { heights } = line({ slope }, data);
    const shades = new Float64Array(data.points * side).fill(1);
    for (const [place, height] of heights.entries()) {
      const row = Math.round((side - 1) * (0.5 - height / (8 * data.points)));
      shades[row * data.points + place] = 0;
    }
    live.paint(map, shades);
    last(live.number(heights.at(-1)));
  };
}
