// Where pixels belong, found from their correlations alone: _unshuffle.py in JavaScript, with a way to watch it.
//
// A tile of S × S pixels has P = S² slots; points of the plane are P pairs, row and column, one after another.

/** The generator mulberry32 (Tommy Ettinger): each call gives the next whole number, 0..2³²−1. */
export function generator(seed) {
  let counter = seed | 0;
  return () => {
    counter = (counter + 0x6d2b79f5) | 0;
    let mixed = Math.imul(counter ^ (counter >>> 15), counter | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
}

/** `count` random orders of `slots` slots, one after another: the true cell of every slot. */
export function secretOrders({ seed, count, slots }) {
  const next = generator(seed);
  const orders = new Uint16Array(count * slots);
  for (let start = 0; start < orders.length; start += slots) {
    for (let slot = 0; slot < slots; slot++) orders[start + slot] = slot;
    for (let last = slots - 1; last > 0; last--) {
      const other = Math.floor(next() * (last + 1) / 2 ** 32);
      [orders[start + last], orders[start + other]] = [orders[start + other], orders[start + last]];
    }
  }
  return orders;
}

/** White noise: `count` grey levels 0..255. */
export function noise({ seed, count }) {
  const next = generator(seed);
  return Uint8Array.from({ length: count }, () => next() >>> 24);
}

/**
 * The image whose `residuals` say by how much, modulo 256, each pixel differs from what its three neighbours before it foretell
 * (JPEG-LS). They come in `lanes`: every lanes-th of them, beginning with the first, then with the second, and so on.
 */
export function restored({ residuals, lanes, columns }) {
  const image = new Uint8Array(residuals.length);
  const length = image.length / lanes;
  for (let at = 0; at < image.length; at++) {
    const [first, top] = [at % columns === 0, at < columns];
    const [left, above] = [first ? 0 : image[at - 1], top ? 0 : image[at - columns]];
    const corner = first || top ? 0 : image[at - columns - 1];
    const [low, high] = left < above ? [left, above] : [above, left];
    const residual = residuals[(at % lanes) * length + Math.floor(at / lanes)];
    image[at] = residual + (corner >= high ? low : corner <= low ? high : left + above - corner);
  }
  return image;
}

/** Where, in an image of `columns` pixels a row, every pixel of every whole tile lies: tile by tile, each row by row. */
export function tilesOf({ rows, columns, side }) {
  const across = Math.floor(columns / side);
  return Uint32Array.from({ length: Math.floor(rows / side) * across * side * side }, (_, at) => {
    const [tile, cell] = [Math.floor(at / side ** 2), at % side ** 2];
    const row = Math.floor(tile / across) * side + Math.floor(cell / side);
    return row * columns + (tile % across) * side + cell % side;
  });
}

/** `tiles` with slot i showing cell orders[i], of the order for all tiles or for each. */
export function shuffle({ tiles, orders, slots }) {
  return tiles.map((_, at) => tiles[at - at % slots + orders[orders.length === slots ? at % slots : at]]);
}

/** `tiles` with cell c showing the slot that is placed there. */
export function putBack({ tiles, placed, slots }) {
  const slotAt = inverse(placed);
  return tiles.map((_, at) => tiles[at - at % slots + slotAt[at % slots]]);
}

export function inverse(order) {
  const found = new Uint16Array(order.length);
  order.forEach((place, at) => { found[place] = at; });
  return found;
}

/** The correlation of every two slots over all tiles: P × P. */
export function correlations({ tiles, slots }) {
  const count = tiles.length / slots;
  const columns = Array.from({ length: slots }, (_, slot) => {
    const column = Float64Array.from({ length: count }, (_, tile) => tiles[tile * slots + slot]);
    const mean = column.reduce((sum, value) => sum + value, 0) / count;
    const length = Math.sqrt(column.reduce((sum, value) => sum + (value - mean) ** 2, 0));
    return column.map((value) => (value - mean) / length);
  });
  const correlation = new Float64Array(slots * slots);
  for (let i = 0; i < slots; i++) {
    for (let j = 0; j <= i; j++) {
      const [one, other] = [columns[i], columns[j]];
      let sum = 0;
      for (let tile = 0; tile < count; tile++) sum += one[tile] * other[tile];
      correlation[i * slots + j] = correlation[j * slots + i] = sum;
    }
  }
  return correlation;
}

/** Steps between slots if each is joined to its most correlated `neighbours`: P × P, and the number of separate parts. */
export function steps({ correlation, slots, neighbours }) {
  const joined = Array.from({ length: slots }, () => new Set());
  for (let slot = 0; slot < slots; slot++) {
    const row = correlation.slice(slot * slots, (slot + 1) * slots);
    const others = Array.from(row.keys()).filter((other) => other !== slot).sort((one, other) => row[other] - row[one]);
    for (const other of others.slice(0, neighbours)) joined[slot].add(other) && joined[other].add(slot);
  }
  const distance = new Float64Array(slots * slots).fill(Infinity);
  let [parts, longest] = [0, 0];
  for (let start = 0; start < slots; start++) {
    const from = distance.subarray(start * slots, (start + 1) * slots);
    const queue = [start];
    from[start] = 0;
    for (const slot of queue) {
      for (const other of joined[slot]) {
        if (from[other] === Infinity) {
          from[other] = from[slot] + 1;
          queue.push(other);
        }
      }
    }
    longest = Math.max(longest, from[queue.at(-1)]);
    if (Math.min(...queue) === start) parts += 1;
  }
  return { distance: distance.map((value) => (value === Infinity ? 1.5 * longest : value)), parts };
}

/**
 * The matrix whose two leading eigenvectors are the plane: centred squares of `distance`, times −½. Its Frobenius norm is added
 * along the diagonal: that changes no eigenvector and leaves no eigenvalue below 0, so that repeated multiplication finds them.
 */
export function scalingMatrix({ distance, slots }) {
  const squares = distance.map((value) => value * value);
  const means = Float64Array.from({ length: slots }, (_, row) =>
    squares.slice(row * slots, (row + 1) * slots).reduce((sum, value) => sum + value, 0) / slots);
  const mean = means.reduce((sum, value) => sum + value, 0) / slots;
  const matrix = squares.map((value, at) => (means[Math.floor(at / slots)] + means[at % slots] - mean - value) / 2);
  const norm = Math.sqrt(matrix.reduce((sum, value) => sum + value * value, 0));
  for (let slot = 0; slot < slots; slot++) matrix[slot * (slots + 1)] += norm;
  return matrix;
}

/** `points` with both coordinates of mean 0, uncorrelated and of variance 1. */
export function whitened(points) {
  const count = points.length / 2;
  const axes = [0, 1].map((axis) => Float64Array.from({ length: count }, (_, slot) => points[2 * slot + axis]));
  axes.forEach((axis, number) => {
    const mean = axis.reduce((sum, value) => sum + value, 0) / count;
    axis.forEach((value, slot) => { axis[slot] = value - mean; });
    if (number) {
      const shared = axis.reduce((sum, value, slot) => sum + value * axes[0][slot], 0) / count;
      axis.forEach((value, slot) => { axis[slot] = value - shared * axes[0][slot]; });
    }
    const deviation = Math.sqrt(axis.reduce((sum, value) => sum + value * value, 0) / count);
    axis.forEach((value, slot) => { axis[slot] = value / deviation; });
  });
  return Float64Array.from(points, (_, at) => axes[at % 2][at >> 1]);
}

/** `matrix` times `points`, whitened again: one step towards the plane. */
export function multiplied(matrix, points) {
  const slots = points.length / 2;
  const made = new Float64Array(points.length);
  for (let row = 0; row < slots; row++) {
    let [down, across] = [0, 0];
    for (let slot = 0, at = row * slots; slot < slots; slot++, at++) {
      down += matrix[at] * points[2 * slot];
      across += matrix[at] * points[2 * slot + 1];
    }
    made[2 * row] = down;
    made[2 * row + 1] = across;
  }
  return whitened(made);
}

/** A symmetric `matrix` times itself, its largest entry made 1. */
function squared(matrix, slots) {
  const made = new Float64Array(matrix.length);
  for (let i = 0; i < slots; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = 0; k < slots; k++) sum += matrix[i * slots + k] * matrix[j * slots + k];
      made[i * slots + j] = made[j * slots + i] = sum;
    }
  }
  const largest = made.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return made.map((value) => value / largest);
}

/** Row and column of the cells `placed`. */
const onGrid = (placed, side) => Float64Array.from({ length: 2 * placed.length }, (_, at) =>
  (at % 2 ? placed[at >> 1] % side : Math.floor(placed[at >> 1] / side)));

/** Where all begins: every slot at the cell of its own number. */
const beginning = (side) => whitened(onGrid(Uint16Array.from({ length: side * side }, (_, slot) => slot), side));

/** The points after each of so many `times`, in increasing order. */
export function relaxed({ distance, side, times }) {
  const matrix = scalingMatrix({ distance, slots: side * side });
  let [points, done] = [beginning(side), 0];
  return times.map((time) => {
    for (; done < time; done++) points = multiplied(matrix, points);
    return points;
  });
}

const LEAST_CHANGE = 1e-11;
const MOST_ROUNDS = 3000;

/** Points of the plane about as far apart as `distance` says, by classical multidimensional scaling. */
export function embedding({ distance, side }) {
  const slots = side * side;
  let matrix = scalingMatrix({ distance, slots });
  for (let doubling = 0; doubling < 2; doubling++) matrix = squared(matrix, slots); // A round is worth four.
  let points = beginning(side);
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const next = multiplied(matrix, points);
    const change = next.reduce((most, value, at) => Math.max(most, Math.abs(value - points[at])), 0);
    points = next;
    if (change < LEAST_CHANGE) break;
  }
  return points;
}

/** `points` turned and scaled so that they fill the grid as a square does, by their fourth powers: in pixels. */
export function upright({ points, side }) {
  let [real, imaginary] = [0, 0];
  for (let at = 0; at < points.length; at += 2) {
    const [x, y] = [points[at], points[at + 1]];
    real += x ** 4 - 6 * x * x * y * y + y ** 4;
    imaginary += 4 * x * y * (x * x - y * y);
  }
  const turn = (Math.PI - Math.atan2(imaginary, real)) / 4;
  const [cos, sin, scale] = [Math.cos(turn), Math.sin(turn), Math.sqrt((side ** 2 - 1) / 12)];
  const made = new Float64Array(points.length);
  for (let at = 0; at < points.length; at += 2) {
    made[at] = (points[at] * cos - points[at + 1] * sin) * scale + (side - 1) / 2;
    made[at + 1] = (points[at] * sin + points[at + 1] * cos) * scale + (side - 1) / 2;
  }
  return made;
}

/**
 * The column for every row of `costs` (size × size), one each, at the least sum: the Hungarian method, row by row along shortest
 * augmenting paths (Jonker & Volgenant 1987).
 */
export function assignment({ costs, size }) {
  const [rowPrice, columnPrice] = [new Float64Array(size), new Float64Array(size)];
  const rowOf = new Int32Array(size).fill(-1);
  const columnOf = new Int32Array(size).fill(-1);
  const [distance, before] = [new Float64Array(size), new Int32Array(size)];
  for (let start = 0; start < size; start++) {
    distance.fill(Infinity);
    const left = Int32Array.from(rowOf.keys());
    const reached = [];
    let [row, column, least, open] = [start, -1, 0, size];
    do {
      let nearest = -1;
      const base = least - rowPrice[row];
      for (let index = 0; index < open; index++) {
        const other = left[index];
        const length = base + costs[row * size + other] - columnPrice[other];
        if (length < distance[other]) [distance[other], before[other]] = [length, row];
        const gap = nearest < 0 ? -1 : distance[other] - distance[left[nearest]];
        if (gap < 0 || (gap === 0 && rowOf[other] < 0)) nearest = index;
      }
      column = left[nearest];
      least = distance[column];
      left[nearest] = left[--open];
      reached.push(column);
      row = rowOf[column];
    } while (row >= 0);
    rowPrice[start] += least;
    for (const other of reached) {
      if (rowOf[other] >= 0) rowPrice[rowOf[other]] += least - distance[other];
      columnPrice[other] -= least - distance[other];
    }
    for (row = -1; row !== start;) {
      row = before[column];
      rowOf[column] = row;
      [column, columnOf[row]] = [columnOf[row], column];
    }
  }
  return columnOf;
}

/** The cell 0..P−1 of every one of `points`: one each, with the least sum of squared distances. */
export function cells({ points, side }) {
  const size = side * side;
  const costs = Float64Array.from({ length: size * size }, (_, at) => {
    const [slot, cell] = [Math.floor(at / size), at % size];
    return (points[2 * slot] - Math.floor(cell / side)) ** 2 + (points[2 * slot + 1] - cell % side) ** 2;
  });
  return assignment({ costs, size });
}

/** The mean correlation of slots placed in adjacent cells, −1..1. */
export function fit({ correlation, placed, side }) {
  const slots = side * side;
  const slotAt = inverse(placed);
  let sum = 0;
  for (let cell = 0; cell < slots; cell++) {
    const row = slotAt[cell] * slots;
    if (cell + side < slots) sum += correlation[row + slotAt[cell + side]];
    if ((cell + 1) % side) sum += correlation[row + slotAt[cell + 1]];
  }
  return sum / (2 * side * (side - 1));
}

/** `positions` on the grid in one of its eight orientations, `symmetry` 0..7. */
export function oriented({ positions, symmetry, side }) {
  const made = new Float64Array(positions.length);
  for (let at = 0; at < positions.length; at += 2) {
    const [row, column] = symmetry & 1 ? [positions[at + 1], positions[at]] : [positions[at], positions[at + 1]];
    made[at] = symmetry & 2 ? side - 1 - row : row;
    made[at + 1] = symmetry & 4 ? side - 1 - column : column;
  }
  return made;
}

/** The orientation 0..7 that suits the cells `placed` best, and the shares in place and within 1 px of `truth` (N × P), 0..1. */
export function judged({ placed, truth, side }) {
  const slots = side * side;
  const positions = onGrid(placed, side);
  const shares = (symmetry) => {
    const turned = oriented({ positions, symmetry, side });
    let [exact, near] = [0, 0];
    for (let at = 0; at < truth.length; at++) {
      const slot = at % slots;
      const away = Math.abs(turned[2 * slot] - Math.floor(truth[at] / side)) + Math.abs(turned[2 * slot + 1] - truth[at] % side);
      if (away === 0) exact += 1;
      if (away <= 1) near += 1;
    }
    return { symmetry, exact: exact / truth.length, near: near / truth.length };
  };
  return [0, 1, 2, 3, 4, 5, 6, 7].map(shares).reduce((best, other) => (other.exact > best.exact ? other : best));
}

/** A placement judged, and turned as the truth says: its points and cells in the best of eight orientations. */
export function outcome({ points, placed, correlation, truth, side }) {
  const { symmetry, exact, near } = judged({ placed, truth, side });
  const turned = oriented({ positions: onGrid(placed, side), symmetry, side });
  return {
    points: oriented({ positions: points, symmetry, side }),
    placed: Uint16Array.from(placed, (_, slot) => turned[2 * slot] * side + turned[2 * slot + 1]),
    exact, near, fit: fit({ correlation, placed, side }),
  };
}
