// What a reader who finds nothing may have meant: Hangul typed on English keys, or a name with one slip in it.

const KEYS = "rRseEfaqQtTdwWczxvgkoiOjpuPhynbml";
const JAMO = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎㅏㅐㅑㅒㅓㅔㅕㅖㅗㅛㅜㅠㅡㅣ";
const LEADS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
const TAILS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ";
const JOINED = {
  ...{ ㅗㅏ: "ㅘ", ㅗㅐ: "ㅙ", ㅗㅣ: "ㅚ", ㅜㅓ: "ㅝ", ㅜㅔ: "ㅞ", ㅜㅣ: "ㅟ", ㅡㅣ: "ㅢ", ㄱㅅ: "ㄳ", ㄴㅈ: "ㄵ", ㄴㅎ: "ㄶ" },
  ...{ ㄹㄱ: "ㄺ", ㄹㅁ: "ㄻ", ㄹㅂ: "ㄼ", ㄹㅅ: "ㄽ", ㄹㅌ: "ㄾ", ㄹㅍ: "ㄿ", ㄹㅎ: "ㅀ", ㅂㅅ: "ㅄ" },
};
const SYLLABLE = /([ㄱ-ㅎ])(ㅗ[ㅏㅐㅣ]|ㅜ[ㅓㅔㅣ]|ㅡㅣ|[ㅏ-ㅣ])((?:ㄱㅅ|ㄴ[ㅈㅎ]|ㄹ[ㄱㅁㅂㅅㅌㅍㅎ]|ㅂㅅ|[ㄱ-ㅎ])(?![ㅏ-ㅣ])|[ㄱ-ㅎ](?=[ㄱ-ㅎ][ㅏ-ㅣ]))?/g;

/** What the keys of `typed` give on a Korean keyboard, if that is nothing but syllables. */
export function onKoreanKeys(typed) {
  const jamo = [...typed].map((key) => JAMO[KEYS.indexOf(key)] ?? JAMO[KEYS.indexOf(key.toLowerCase())] ?? key).join("");
  const text = jamo.replace(SYLLABLE, (_, lead, vowel, tail = "") => {
    const [v, t] = [JOINED[vowel] ?? vowel, (JOINED[tail] ?? tail) || " "];
    return String.fromCharCode(0xac00 + (LEADS.indexOf(lead) * 21 + VOWELS.indexOf(v)) * 28 + TAILS.indexOf(t));
  });
  return /^[가-힣\s]+$/.test(text) ? text : "";
}

/** The one of `names` that differs from `word` by the fewest slips: one, or two in a long one. */
export function nearest(word, names) {
  const letters = word.normalize("NFD");
  let [best, least] = ["", letters.length > 9 ? 2 : 1];
  if (letters.length < 5) return best;
  for (const name of names) {
    const slips = distance(letters, name.normalize("NFD"), least);
    if (slips > 0 && slips <= least && (!best || slips < least)) [best, least] = [name, slips];
  }
  return best;
}

function distance(one, other, most) {
  if (Math.abs(one.length - other.length) > most) return most + 1;
  let row = Array.from({ length: other.length + 1 }, (_, place) => place);
  for (let i = 1; i <= one.length; i++) {
    const next = [i];
    for (let j = 1; j <= other.length; j++) next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (one[i - 1] !== other[j - 1]));
    row = next;
  }
  return row[other.length];
}
