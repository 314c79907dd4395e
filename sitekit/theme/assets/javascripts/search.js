// Material's search, in real Korean. Its worker sees what this script makes of the messages to it:
// only the pages of the language at hand, and Hangul terms without their particles, found inside words as well.

const SETUP = 0;
const QUERY = 2;
const language = document.documentElement.lang;

// Longer particles first. At least two syllables must remain, so that 주의 or 통로 stay what they are.
const particle = new RegExp(
  "^([가-힣]{2,}?)(?:에서는|에서도|으로는|으로도|으로써|로써|까지는|부터는|이라는|라는|에서|에게|으로|까지|부터|마다|처럼|보다|이나|이란|" +
    "은|는|이|가|을|를|의|에|로|과|와|도|만|란)$",
);

/** A query in which 정상성을 finds 정상성은, and 상관함수 finds 자기상관함수. */
function forKorean(query) {
  return query.replace(/(^|[\s+])([가-힣]{2,})(?=\s|$)/g, (_, before, term) => `${before}*${term.replace(particle, "$1")}`);
}

function translated(message) {
  if (message?.type === SETUP && message.data?.docs) {
    const docs = message.data.docs.filter((page) => page.location.startsWith(`${language}/`));
    return { ...message, data: { ...message.data, docs } };
  }
  if (message?.type === QUERY && typeof message.data === "string") return { ...message, data: forKorean(message.data) };
  return message;
}

const post = Worker.prototype.postMessage;
Worker.prototype.postMessage = function (message, ...rest) {
  return post.call(this, translated(message), ...rest);
};

// Material listens to the keyboard; text also comes from an input method, from dictation, or from the clipboard.
document.addEventListener("input", ({ target }) => {
  if (target.matches?.(".md-search__input")) target.dispatchEvent(new KeyboardEvent("keyup", { bubbles: true }));
});
