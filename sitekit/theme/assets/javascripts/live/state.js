// What a reader has set, and how an address says it. Whatever an address says, the state stays within its bounds.
//
// A schema names every part of the state: {column: {kind: "integer", min: 0, max: 28, start: 4}, …}. Kinds:
//   integer   min, max, start
//   number    min, max, step, start
//   choice    of: [texts], start
//   flag      start
//   integers  min, max, least, most (how many), start: [numbers]; starts[…].length by default
// A bound that depends on what else is set is a function: `max: (state) => state.taps`. What depends on more, a script's
// `settle(state) → state` brings in order.

const clamp = (value, { min, max }) => Math.min(max, Math.max(min, value));
const numeric = (text) => (/^-?\d{1,12}(\.\d{1,12})?$/.test(text) ? Number(text) : NaN);
const rounded = (value, step) => Number((Math.round(value / step) * step).toFixed(10));

const KINDS = {
  integer: {
    within: (value, rule) => clamp(Number.isFinite(value) ? Math.round(value) : rule.start, rule),
    read: numeric,
    write: String,
  },
  number: {
    within: (value, rule) => clamp(Number.isFinite(value) ? rounded(value, rule.step) : rule.start, rule),
    read: numeric,
    write: String,
  },
  choice: {
    within: (value, rule) => (rule.of.includes(value) ? value : rule.start),
    read: (text) => text,
    write: String,
  },
  flag: {
    within: (value, rule) => (typeof value === "boolean" ? value : rule.start),
    read: (text) => ({ 1: true, 0: false })[text],
    write: (value) => (value ? "1" : "0"),
  },
  integers: {
    within: (value, rule) => {
      const { least = rule.start.length, most = rule.start.length } = rule;
      const sound = Array.isArray(value) && value.length >= least && value.length <= most && value.every(Number.isFinite);
      return sound ? value.map((one) => clamp(Math.round(one), rule)) : rule.start;
    },
    read: (text) => text.slice(0, 1000).split(",").map(numeric),
    write: (value) => value.join(","),
  },
};

/** The state in which every reader begins. */
export const beginning = (schema) => Object.fromEntries(Object.entries(schema).map(([key, rule]) => [key, rule.start]));

const depends = ({ min, max }) => typeof min === "function" || typeof max === "function";

/** `rule` with the bounds that it has in `state`. */
export function bounded(rule, state) {
  if (!depends(rule)) return rule;
  const now = (bound) => (typeof bound === "function" ? bound(state) : bound);
  return { ...rule, min: now(rule.min), max: now(rule.max) };
}

/** `state` with `changes`, each brought within its bounds; a change that no schema knows is left out. */
export function changed(schema, state, changes, settle = (next) => next) {
  const next = { ...state };
  for (const [key, value] of Object.entries(changes)) {
    if (Object.hasOwn(schema, key)) next[key] = depends(schema[key]) ? value : KINDS[schema[key].kind].within(value, schema[key]);
  }
  for (const [key, rule] of Object.entries(schema)) {
    if (depends(rule)) next[key] = KINDS[rule.kind].within(next[key], bounded(rule, next));
  }
  return settle(next);
}

/** The state that the query of an address asks for. */
export function read(schema, query, settle) {
  const asked = {};
  for (const [key, text] of new URLSearchParams(query)) {
    if (Object.hasOwn(schema, key)) asked[key] = KINDS[schema[key].kind].read(text);
  }
  return changed(schema, beginning(schema), asked, settle);
}

/** What differs from the beginning, as the query of an address. */
export function write(schema, state) {
  const query = new URLSearchParams();
  for (const [key, rule] of Object.entries(schema)) {
    const text = KINDS[rule.kind].write(state[key]);
    if (text !== KINDS[rule.kind].write(rule.start)) query.set(key, text);
  }
  return query.toString().replaceAll("%2C", ",");
}
