// What the figures of a page look like to a reader: sizes, rasters, and texts that are clipped, small or on top of each other.
async () => {
  const quad = (text) => {
    const box = text.getBBox();
    const matrix = text.getScreenCTM();
    // The box includes the font's line gap; letters fill about the middle seven tenths of its height.
    const [dx, dy] = [0.3, box.height * 0.15];
    return [[box.x + dx, box.y + dy], [box.x + box.width - dx, box.y + dy],
            [box.x + box.width - dx, box.y + box.height - dy], [box.x + dx, box.y + box.height - dy]]
      .map(([x, y]) => [matrix.a * x + matrix.c * y + matrix.e, matrix.b * x + matrix.d * y + matrix.f]);
  };
  const size = (run, text = run) => {
    const { a, b, c, d } = text.getScreenCTM();
    return parseFloat(getComputedStyle(run).fontSize) * Math.sqrt(Math.abs(a * d - b * c));
  };
  // Two convex shapes are apart if, seen along some edge's normal, their shadows are.
  const overlap = (one, other) => [one, other].every((shape) => shape.every((point, index) => {
    const next = shape[(index + 1) % 4];
    const normal = [next[1] - point[1], point[0] - next[0]];
    const shadow = (points) => points.map(([x, y]) => x * normal[0] + y * normal[1]);
    const [a, b] = [shadow(one), shadow(other)];
    return Math.max(...a) > Math.min(...b) && Math.max(...b) > Math.min(...a);
  }));
  // Rasters come when a reader is near; now all of them are wanted.
  const rasters = (place) => [...place.querySelectorAll("svg[role=img] img")];
  for (const raster of rasters(document)) raster.loading = "eager";
  await Promise.allSettled(rasters(document).map((raster) => raster.decode()));
  // A live version that has begun stands in the place of the measured picture; it is put aside for as long as this takes.
  const live = [...document.querySelectorAll("live-figure.live-on")];
  for (const one of live) one.classList.remove("live-on");
  const seen = [...document.querySelectorAll("[data-figure]")].map((figure) => {
    const svg = figure.querySelector("svg[role=img]");
    if (!svg) {
      return { name: figure.dataset.figure, width: 0, height: 0, missing: [], clipped: [], overlapping: [],
        smallest: 99, largest: 0, script: 99, caption: 0 };
    }
    const frame = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].filter((text) => text.textContent.trim() && text.getBBox().width > 0)
      .map((text) => ({ words: text.textContent.trim(), quad: quad(text),
        size: size(text), scripts: [...text.querySelectorAll("tspan")].map((run) => size(run, text)) }));
    const pairs = texts.flatMap((one, index) => texts.slice(index + 1).filter((other) => overlap(one.quad, other.quad))
      .map((other) => `${one.words} / ${other.words}`));
    const outside = ({ quad: points }) => points.some(([x, y]) =>
      x < frame.left - 1 || x > frame.right + 1 || y < frame.top - 1 || y > frame.bottom + 1);
    return {
      name: figure.dataset.figure,
      width: frame.width,
      height: frame.height,
      missing: rasters(figure).filter((raster) => raster.naturalWidth === 0).map((raster) => raster.src),
      clipped: texts.filter(outside).map((text) => text.words),
      overlapping: pairs,
      smallest: Math.min(99, ...texts.map((text) => text.size)),
      largest: Math.max(0, ...texts.map((text) => text.size)),
      script: Math.min(99, ...texts.flatMap((text) => text.scripts)),
      caption: parseFloat(getComputedStyle(figure.querySelector("figcaption") ?? figure).fontSize),
    };
  });
  for (const one of live) one.classList.add("live-on");
  return seen;
}
