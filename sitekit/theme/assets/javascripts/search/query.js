// What a reader may have meant by a word: without its particles or its plural, by another name, in another spelling.

import { fold, HYPHEN, joined, PHRASE, SPACE, script } from "./fold.js";

const ENGLISH = [
  [/ies$/, "y"],
  [/(ch|sh|s|x|z)es$/, "$1"],
  [/ices$/, "ix"],
  [/ices$/, "ex"],
  [/tra$/, "trum"],
  [/ses$/, "sis"],
  [/([^s])s$/, "$1"],
  [/i[sz](e[ds]?|ers?|ing|ation|ations)$/, "i[sz]$1"],
  [/our/, "or"],
  [/(col|neighb|behavi|flav)or/, "$1our"],
  [/grey/, "gray"],
  [/gray/, "grey"],
  [/ter(s|ed)?$/, "tre$1"],
  [/tre(s|d)?$/, "ter$1"],
  [/ll(ed|ing)$/, "l$1"],
  [/l(ed|ing)$/, "ll$1"],
  [/([bdgmnprt])\1(?:ing|ed)$/, "$1"],
  [/ed$/, "t"],
  [/rnt$/, "rned"],
];
const SUFFIX = /(?:ations?|ities|ity|ances?|ants?|ences?|ents?|ings?|ives?|ions?|ally|al|ly|ed|e)$/;
const PREFIX = /^(?:anti|non|un|multi|pre|over|sub|super|hyper)([a-z]{5,})$/;
const SHORTEST_STEM = 6;
const SHORTEST_OF_NAME = 5; // It is one of few words, so less of it tells which.
const NOUN_ENDING = /[층망값법성식맵률형량]$/;

/** The words of `query`, folded, without what only makes a question of it. `hyphened`: those of them with a hyphen → their parts. */
export function words(query, fillers) {
  const { text, before } = fold(query.replace(/[ㄱ-ㅎㅏ-ㅣ]+$/, ""));
  const found = [];
  for (let place = 0; place < text.length; place++) {
    if (text[place] === "\n") continue;
    if (!found.length || before[place] === SPACE || before[place] === PHRASE) found.push([""]);
    else if (before[place] === HYPHEN && script(text[place]) === script(text[place - 1])) found.at(-1).push("");
    found.at(-1)[found.at(-1).length - 1] += text[place];
  }
  const hyphened = new Map(found.filter((parts) => parts.length > 1).map((parts) => [parts.join(""), parts]));
  const all = found.map((parts) => parts.join(""));
  const meant = all.filter((word) => !fillers.has(word));
  return { asked: (meant.length ? meant : all).slice(0, 10), hyphened };
}

/** Every name of the glossary, folded: whatever else means the same. */
export class Names {
  constructor({ same, units, endings }) {
    this.groups = same.map((group) => group.map(joined));
    this.byName = new Map();
    this.byStem = new Map();
    for (const group of this.groups) {
      for (const name of group) {
        this.byName.set(name, [...(this.byName.get(name) ?? []), group]);
        const root = stem(name, SHORTEST_OF_NAME);
        if (root) this.byStem.set(root, [...(this.byStem.get(root) ?? []), group]);
      }
    }
    this.units = Object.entries(units).map((pair) => pair.map((unit) => unit.toLowerCase()));
    this.endings = endings.map((ending) => new RegExp(`(?:${ending})$`));
  }

  /**
   * What `word` may stand for, each with how much of it is meant: Map of folded form → weight. Loosely (1), 267960번 is 267960; where
   * other words tell what is meant (2), 점은 is 점.
   */
  forms(word, loosely = 0) {
    const forms = new Map();
    const add = (form, weight) => {
      if (form && weight > (forms.get(form) ?? 0)) forms.set(form, weight);
    };
    add(word, 1);
    for (const bare of this.bare(word)) add(bare, 0.9);
    if (loosely > 1 && /^[가-힣][은는이가을를과와로의에도만]$/.test(word)) add(word[0], 0.5);
    for (const [form, weight] of [...forms]) for (const other of spellings(form)) add(other, weight * 0.95);
    for (const [form, weight] of [...forms]) {
      for (const [other, share] of this.measures(form, loosely)) add(other, weight * share);
    }
    for (const [form, weight] of [...forms]) {
      for (const group of this.byName.get(form) ?? []) for (const name of group) add(name, weight * 0.75);
      for (const other of this.compounds(form)) add(other, weight * 0.7);
    }
    if (!this.byName.has(word)) for (const group of this.byStem.get(stem(word, SHORTEST_OF_NAME)) ?? []) for (const name of group) add(name, 0.6);
    return forms;
  }

  /** Names within a word that is nowhere, the longest first: aliasing in antialiased. */
  within(word) {
    const names = [...this.byName.keys()].filter(
      (name) => name.length > (script(name[0]) === "h" ? 2 : 5) && word.includes(stem(name, SHORTEST_OF_NAME) || name),
    );
    return names.filter((name) => name !== word).sort((one, other) => other.length - one.length);
  }

  /** A Korean word without one, two or three of its endings: at least two syllables, or letters, remain. CNN에는 is CNN. */
  bare(word) {
    const found = new Set();
    let ends = [word];
    for (let turn = 0; turn < 3; turn++) {
      ends = ends.flatMap((end) => this.endings.map((ending) => end.replace(ending, "")).filter((rest) => rest !== end));
      ends = [...new Set(ends.filter((rest) => rest && (script(rest.at(-1)) !== "h" || /.[가-힣]$/.test(rest))))];
      for (const end of ends) found.add(end);
    }
    return found;
  }

  /** 8px is 8픽셀; loosely, 267960번 is 267960. */
  *measures(word, loosely) {
    const [, number, rest] = word.match(/^(\d[\d.]*)(\D+)$/) ?? [];
    if (!number) return;
    for (const [unit, reading] of this.units) {
      if (rest === unit) yield [number + reading, 1];
      if (rest === reading) yield [number + unit, 1];
    }
    if (loosely && number.length > 2 && /^[가-힣]{1,2}$/.test(rest)) yield [number, 0.5];
  }

  /** 컨볼루션신경망 is 합성곱신경망: a name within a compound, by the name that this site uses. */
  *compounds(word) {
    if (script(word[0]) !== "h") return;
    for (const [name, groups] of this.byName) {
      if (name.length < 2 || name === word || script(name[0]) !== "h" || !word.includes(name)) continue;
      for (const [own] of groups) if (own !== name) yield word.replace(name, own);
    }
  }
}

/** An English word in the singular, and as it is written across the Atlantic. */
export function* spellings(word) {
  if (!/^[a-z]{4,}$/.test(word)) return;
  for (const [pattern, instead] of ENGLISH) {
    if (!pattern.test(word)) continue;
    const other = word.replace(pattern, instead);
    if (other.includes("[sz]")) for (const letter of "sz") yield other.replace("[sz]", letter);
    else if (other.length > 2) yield other;
  }
}

/** What an English word has in common with others of its family: stationary, stationarity. Nothing where that is too little. */
export function stem(word, shortest = SHORTEST_STEM) {
  const found = /^[a-z]+$/.test(word) ? word.replace(SUFFIX, "") : word;
  return found !== word && found.length >= shortest ? found : "";
}

/** What can stand for a word that is nowhere: words to be found together. 수렴속도 is 수렴 and 속도, 11x11커널 is 11x11 and 커널,
 * 풀링층 is 풀링, antialias is alias. */
export function* pieces(word) {
  const [, root] = word.match(PREFIX) ?? [];
  if (root) yield [root];
  const [, letters, noun] = word.match(/^([^가-힣]+)([가-힣]+)$/) ?? [];
  if (letters) yield noun.length > 1 ? [letters, noun] : [letters];
  if (!/^[가-힣]{3,}$/.test(word)) return;
  for (let cut = 2; cut <= word.length - 2; cut++) yield [word.slice(0, cut), word.slice(cut)];
  if (NOUN_ENDING.test(word)) yield [word.slice(0, -1)];
}
