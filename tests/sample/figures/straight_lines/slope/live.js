// The live line: a reader sets how steep it is, by its end or by a slider.

export const state = {
  slope: { kind: "integer", min: -4, max: 4, start: 2 },
  points: { kind: "integer", min: 2, max: 9, start: 9 },
};

/** The height at each of the places, and their mean. */
function line({ slope, points }) {
  const heights = Array.from({ length: points }, (_, place) => slope * place || 0);
  return { heights, mean: heights.reduce((sum, height) => sum + height, 0) / points };
}

export const operations = { line };
export const challenge = { solution: { slope: 0 }, solved: ({ slope }) => slope === 0 };

export function mount(live) {
  const { labels } = live;
  const [across, up] = [{ domain: [0, 8], label: labels.across }, { domain: [-32, 32], label: labels.up }];
  const chart = live.chart({ label: labels.line, x: across, y: up });
  const [last, mean] = [live.reading(labels.last), live.reading(labels.mean)];
  live.slider("slope", labels.steep);
  live.slider("points", labels.points, { parent: live.more });
  live.demo([{ slope: 3 }, { slope: 1 }, { slope: -1 }]);
  const onDrag = ({ y }) => live.set({ slope: y / (live.state.points - 1) }, { settled: false });
  return (now) => {
    const made = line(now);
    const points = made.heights.map((height, place) => [place, height]);
    chart.clear().line(points, { kind: "height", name: labels.line });
    chart.marker(points.at(-1), { kind: "height", name: labels.last, draggable: { y: true, onDrag } });
    last(live.number(made.heights.at(-1)));
    mean(live.words("of_points", { mean: live.number(made.mean, { digits: 1 }), count: now.points }));
  };
}
