// A text as a search compares it: letters and digits alone, without spaces, hyphens, capitals, accents or a thousand's comma.
// So 최대 풀링 is 최대풀링, anti-aliasing is antialiasing and 267,960 is 267960. What ends a phrase stays, as BREAK.

const BREAK = "\n";
const DIGIT = /\d/;
const LETTER = /[\p{L}\p{N}]/u;
const UNSPACED = /[가-힣ㄱ-ㅎㅏ-ㅣ\p{scx=Han}\p{scx=Hira}\p{scx=Kana}]/u;
const IDEOGRAPH = /\p{sc=Han}/u; // A word by itself.
const IGNORED = /['’‘"“”\u00ad\u200b-\u200d\ufeff*`]/;
const JOINER = /[-_‐‑\u2060]/;
const THOUSANDS = /^,\d{3}(?!\d)/;

/** How far what came before is from a letter: 0 within a word, then after a hyphen or another script, a space, a sentence. */
export const [WITHIN, HYPHEN, SPACE, PHRASE] = [0, 1, 2, 3];

/** "d" for a digit and what belongs to a number, "h" for Hangul, kana and ideographs, "l" for any other letter. */
export function script(character) {
  if (character >= "가" && character <= "힣") return "h";
  if (character >= "a" && character <= "z") return "l";
  if (/[\d.%]/.test(character)) return "d";
  return UNSPACED.test(character) ? "h" : "l";
}

/** `text`, with the place of each of its characters in `source` (`at`) and what came before it (`before`). */
export function fold(raw) {
  const source = raw.normalize("NFC");
  const letters = [];
  const at = [];
  const before = [];
  let gap = PHRASE;
  const put = (letter, place) => {
    const last = letters.at(-1) ?? BREAK;
    if (gap === WITHIN && last !== BREAK && script(last) !== script(letter)) gap = HYPHEN;
    if (gap === PHRASE || (gap && DIGIT.test(last) && DIGIT.test(letter))) {
      letters.push(BREAK);
      at.push(place);
      before.push(PHRASE);
      gap = PHRASE;
    }
    letters.push(letter);
    at.push(place);
    before.push(gap);
    gap = WITHIN;
  };
  for (let place = 0; place < source.length; place++) {
    const character = source[place];
    if ((character >= "가" && character <= "힣") || (character >= "a" && character <= "z")) {
      put(character, place);
      continue;
    }
    const afterDigit = gap === WITHIN && DIGIT.test(letters.at(-1) ?? "");
    if (LETTER.test(character)) put(plain(character), place);
    else if (afterDigit && character === "%") put("%", place);
    else if (afterDigit && character === "×") put("x", place);
    else if (afterDigit && character === "." && DIGIT.test(source[place + 1] ?? "")) put(".", place);
    else if (afterDigit && THOUSANDS.test(source.slice(place, place + 5))) continue;
    else if (IGNORED.test(character)) continue;
    else if (/\s/.test(character) && character !== "\n") gap = Math.max(gap, SPACE);
    else if (JOINER.test(character)) gap = Math.max(gap, HYPHEN);
    else gap = PHRASE;
  }
  return { source, text: letters.join(""), at, before };
}

/** The letters and digits of `text`, and nothing else: what it is as one word. */
export const joined = (text) => fold(text).text.replaceAll(BREAK, "");

function plain(character) {
  const lower = character.toLowerCase()[0];
  if (lower >= "\uff01" && lower <= "\uff5e") return String.fromCharCode(lower.charCodeAt(0) - 0xfee0).toLowerCase();
  return lower >= "\u00c0" && lower <= "\u024f" ? lower.normalize("NFD")[0] : lower;
}

/** Where the folded `needle` stands in what was folded, at most `most` times: how well each fits, from 0 to 1. */
export function occurrences(folded, needle, most = 40) {
  const found = [];
  for (let place = folded.text.indexOf(needle); place >= 0; place = folded.text.indexOf(needle, place + 1)) {
    const fit = fitness(folded, needle, place);
    if (fit) found.push({ place, fit });
    if (found.length === most) break;
  }
  return found;
}

/** What script() calls "h" is found within compounds; a number and a word of letters have to begin where `needle` does, a number to end there. */
function fitness({ text, before }, needle, place) {
  const end = place + needle.length;
  const first = script(needle[0]);
  const last = script(needle.at(-1));
  const next = text[end] ?? BREAK;
  const begins = before[place] !== WITHIN;
  if (first === "d" && /[\d.]/.test(text[place - 1] ?? "")) return 0;
  if (first === "l" && !begins) return 0;
  if (last === "d" && (DIGIT.test(next) || (next === "." && needle.at(-1) !== "%"))) return 0;
  let fit = begins ? 1 : 0.5;
  if (last === "l" && next !== BREAK && before[end] === WITHIN && script(next) === "l") {
    if (needle.length < 3) return 0;
    fit *= 0.8;
  }
  if (first === "h" && needle.length === 1 && !begins && !IDEOGRAPH.test(needle)) return 0;
  return fit * acrossSpaces(before, place, end, first, begins);
}

/** Spaces within what was found: short pieces around them are chance, as in "are a" for "area". */
function acrossSpaces(before, place, end, first, begins) {
  const pieces = [];
  let from = place;
  for (let here = place + 1; here <= end; here++) {
    if (here < end && before[here] !== SPACE) continue;
    pieces.push(here - from);
    from = here;
  }
  if (pieces.length === 1) return 1;
  if (first === "l") return Math.min(...pieces) < 3 ? 0 : 0.9;
  if (end - place < 3 || (!begins && pieces[0] < 2)) return 0;
  return 0.9;
}
