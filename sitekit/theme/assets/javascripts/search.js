// Material's search, in real Korean. Its worker sees what this script makes of the messages to it:
// only the pages of the language at hand, and Hangul terms without their particles, found inside words as well.

const SETUP = 0;
const QUERY = 2;
const language = document.documentElement.lang;

// The particles are those of sitekit/text/korean.py. At least two syllables must remain, so that 주의 or 통로 stay what they are.
const particle = new RegExp(`^([가-힣]{2,}?)(?:${document.currentScript.dataset.endings})$`);

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
