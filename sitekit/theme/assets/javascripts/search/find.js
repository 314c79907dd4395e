// The search itself: which entries of an index have all words of a query, and which of them come first.

import { fold, joined, occurrences } from "./fold.js";
import { Names, pieces, stem, words } from "./query.js";

/** The kinds of entries, as sitekit/mkdocs/search.py numbers them. */
export const [SECTION, FIGURE, CLAIM, TERM] = [0, 1, 2, 3];
const KIND_WEIGHT = [1, 0.9, 0.85, 1.1];
const FIELDS = ["title", "text", "beside"];
const LONGEST_RUN = 4;
const FEW = 4; // Fewer results than these, and an English word's family is looked for as well.

export class Finder {
  constructor(index) {
    this.index = index;
    this.names = new Names(index);
    this.fillers = new Set(index.fillers);
    this.runs = new Map();
    let section;
    this.entries = index.entries.map(([page, kind, anchor, title, text, extra]) => {
      const entry = { page: index.pages[page], kind, anchor, title, text, extra, beside: "", name: named(index.pages[page][0], anchor) };
      if (kind === SECTION) section = entry;
      else if (kind === FIGURE && section?.page === entry.page) section.beside += `${title}\n${text}\n`;
      return entry;
    });
    for (const entry of this.entries) entry.folded = Object.fromEntries(FIELDS.map((field) => [field, fold(entry[field])]));
    this.length = this.entries.reduce((sum, { folded }) => sum + folded.text.text.length, 1) / Math.max(1, this.entries.length);
  }

  /**
   * What `query` finds, the best first. `without` are words of it that are nowhere and were left out; `apart` says that no
   * entry has all the others.
   */
  find(query) {
    let { asked, hyphened } = words(query, this.fillers);
    if (!asked.length) return { results: [], without: [], apart: false };
    let results = this.together(asked);
    if (results.length) return { results, without: [], apart: false };
    asked = asked.flatMap((word) => this.rescued(word, hyphened.get(word)));
    const loosely = asked.length > 1 ? 2 : 1;
    results = this.together(asked, loosely);
    const without = results.length ? [] : asked.filter((word) => !this.isAnywhere(word, loosely));
    if (!results.length && without.length && without.length < asked.length) {
      asked = asked.filter((word) => !without.includes(word));
      results = this.together(asked, loosely);
    }
    const apart = !results.length && asked.length > 1;
    if (apart) {
      const best = new Map();
      const fewer = asked.map((word, place) => (asked.length > 2 ? asked.toSpliced(place, 1) : [word]));
      for (const some of fewer) {
        for (const result of this.together(some)) {
          const known = best.get(result.entry);
          if (!known || known.score < result.score) best.set(result.entry, result);
        }
      }
      results = ordered([...best.values()]);
    }
    return { results, without: results.length ? without : [], apart };
  }

  isAnywhere(word, loosely = 0) {
    return this.run([word], loosely).size > 0;
  }

  /** The word, or where it is nowhere, what can stand for it: its parts, if it was written with a hyphen. That some of them are
   * nowhere too is then as with words apart. */
  rescued(word, parts) {
    if (this.isAnywhere(word)) return [word];
    if (parts?.every((part) => this.isAnywhere(part))) return parts;
    const name = this.names.within(word).find((one) => this.isAnywhere(one));
    if (name) return [name];
    const isSure = (piece) => [...this.run([piece]).values()].some(({ hits: [{ fit }] }) => fit >= 0.8);
    for (const some of pieces(word)) if (some.every(isSure)) return some;
    return parts?.some((part) => this.isAnywhere(part)) ? parts : [word];
  }

  /** Entries that have every word of `asked`, where some of them in a row may stand as one. */
  together(asked, loosely = 0) {
    const runs = [];
    for (let from = 0; from < asked.length; from++) {
      for (let to = from + 1; to <= Math.min(asked.length, from + LONGEST_RUN); to++) {
        const matches = this.run(asked.slice(from, to), loosely);
        if (matches.size) runs.push({ from, to, matches, rarity: Math.log(1 + this.entries.length / matches.size) });
      }
    }
    const results = [];
    for (const entry of this.entries) {
      const covered = cover(
        asked.length,
        runs.filter(({ matches }) => matches.has(entry)),
        entry,
      );
      if (covered) results.push({ entry, score: covered.score * this.weight(entry), forms: covered.forms });
    }
    return ordered(results);
  }

  weight({ page, kind, anchor }) {
    return KIND_WEIGHT[kind] * (kind === CLAIM ? 1 : page[2]) * (anchor === "references" ? 0.5 : 1);
  }

  /** The entries in which the words of a row stand as one: entry → score and where. */
  run(row, loosely = 0) {
    const joined = row.join("");
    const known = `${loosely} ${joined}`;
    if (this.runs.has(known)) return this.runs.get(known);
    if (this.runs.size > 2000) this.runs.clear();
    const forms = [...this.names.forms(joined, loosely)];
    const matches = this.matches(forms);
    const family = row.length === 1 && matches.size < FEW && stem(row[0]);
    if (family) for (const [entry, match] of this.matches([[family, 0.4]])) if (!matches.has(entry)) matches.set(entry, match);
    this.runs.set(known, matches);
    return matches;
  }

  matches(forms) {
    const matches = new Map();
    for (const entry of this.entries) {
      let best;
      for (const [form, weight] of forms) {
        const match = this.match(entry, form, weight);
        if (!match) continue;
        if (!best) best = match;
        else best = { score: Math.max(best.score, match.score) + 0.1 * Math.min(best.score, match.score), hits: [...best.hits, ...match.hits] };
      }
      if (best) matches.set(entry, best);
    }
    return matches;
  }

  match(entry, form, weight) {
    const { title, text, beside } = entry.folded;
    const inTitle = occurrences(title, form, 1)[0];
    const inText = occurrences(text, form);
    const near = occurrences(beside, form, 1)[0];
    const isNamed = form === entry.name;
    if (!inTitle && !inText.length && !near && !isNamed) return;
    let score = (near ? 0.3 * near.fit : 0) + (isNamed ? 6 : 0);
    if (inTitle) score += inTitle.fit * (3 + 6 * (form.length / Math.max(form.length, title.text.trim().length)));
    if (inText.length) {
      const best = Math.max(...inText.map(({ fit }) => fit));
      const dense = inText.length / (inText.length + 0.4 + (0.8 * text.text.length) / this.length);
      score += best * (0.6 + 2 * dense);
    }
    // By whatever name a reader calls it, what is called so is what is meant.
    const share = inTitle && form.length === title.text.trim().length ? Math.max(weight, 0.95) : weight;
    const fit = Math.max(isNamed ? 1 : 0, inTitle?.fit ?? 0, near?.fit ?? 0, ...inText.map((one) => one.fit)) * weight;
    return { score: score * share, hits: [{ form, fit }] };
  }
}

/** How code and authors call a figure, a lab or a section: conditional_locality, where that is more than a word. */
function named(address, anchor) {
  const name = anchor ? anchor.replace(/^(?:figure|claim)-/, "") : (address.split("/").at(-2) ?? "");
  return /[-_]/.test(name) ? joined(name) : "";
}

function ordered(results) {
  return results.sort((one, other) => other.score - one.score);
}

/** The best way to cover `count` words with runs found in `entry`, or nothing. Words that stand together count for more. */
function cover(count, runs, entry) {
  const best = [{ score: 0, forms: [] }];
  for (let to = 1; to <= count; to++) {
    for (const run of runs) {
      if (run.to !== to || !best[run.from]) continue;
      const { score, hits } = run.matches.get(entry);
      const total = best[run.from].score + score * run.rarity * (run.to - run.from) ** 1.3;
      if (!best[to] || best[to].score < total) best[to] = { score: total, forms: [...best[run.from].forms, ...hits] };
    }
  }
  return best[count];
}
