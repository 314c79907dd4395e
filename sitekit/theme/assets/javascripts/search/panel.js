// What a reader sees of the search: results under the field, those in the page's language first, and how many there are.

import { pictured } from "../thumbnail.js";
import { CLAIM, FIGURE, Finder, TERM } from "./find.js";
import { joined, occurrences } from "./fold.js";
import { nearest, onKoreanKeys } from "./guess.js";
import { marked, nodes, show } from "./marks.js";

const AT_FIRST = 12;
const AROUND = 90; // Letters on either side; half of that in Hangul, which says more in one.
const language = document.documentElement.lang;

/** The index of a language. What has no server cannot be fetched, but the offline copy has it as a script as well. */
async function index(code, base) {
  const address = new URL(`search/${code}.json`, base);
  if (address.protocol === "file:") {
    const script = Object.assign(document.createElement("script"), { src: address.href.replace(/json$/, "js") });
    await new Promise((resolve, reject) => {
      script.addEventListener("load", resolve);
      script.addEventListener("error", () => reject(new Error("no index")));
      document.head.append(script);
    });
    return globalThis.searchIndex[code];
  }
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  return answer.json();
}

/** Answers what is typed into the field of `search`, for the site at `base`. */
export class Panel {
  constructor(search, base) {
    this.base = base;
    this.field = search.querySelector(".md-search__input");
    this.status = search.querySelector(".md-search-result__meta");
    this.list = search.querySelector(".md-search-result__list");
    this.finders = new Map(); // Code of a language → a promise of what finds in it.
    this.asked = undefined;
    document.head.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: new URL("assets/search.css", base) }));
  }

  /** Asked for once, however much is typed until it is there; again where it could not be had. */
  finder(code) {
    if (!this.finders.has(code)) {
      const finder = index(code, this.base).then((found) => new Finder(found));
      finder.catch(() => this.finders.delete(code));
      this.finders.set(code, finder);
    }
    return this.finders.get(code);
  }

  /** Show what the field's text finds. Nothing is done again for a text that was answered. */
  async answer(composing = false) {
    const query = this.field.value.trim();
    if (query === this.asked) return;
    this.asked = query;
    try {
      const finder = await this.finder(language);
      if (query !== this.asked) return;
      await this.show(query, finder, composing);
      if (query === this.asked) this.list.dataset.query = query;
    } catch (error) {
      this.asked = undefined;
      this.list.replaceChildren();
      this.status.textContent = this.status.dataset.failed;
      console.warn(`search: ${error.message}`);
    }
  }

  async show(query, finder, composing) {
    const said = finder.index.words;
    if (!query) {
      this.list.replaceChildren();
      this.status.textContent = said.hint;
      return;
    }
    let found = finder.find(query);
    // A syllable that is being put together (푸 on the way to 풀) is no word yet.
    if (!found.results.length && composing && query.length > 1) found = finder.find(query.slice(0, -1));
    const { results, without, apart } = found;
    this.list.replaceChildren(...this.items(finder, results));
    const notes = [count(said, results.length, query)];
    if (apart && results.length) notes.push(said.apart);
    if (without.length) notes.push(fill(said.without, without.join(", ")));
    this.status.textContent = notes.join(" · ");
    if (!results.length && !composing) this.suggest(query, finder);
    for (const code of Object.keys(finder.index.others)) {
      if (results.length) this.list.append(button(finder.index.others[code], (item) => this.add(query, code, finder, item)));
      else if (!composing) await this.add(query, code, finder);
    }
    if (query === this.asked && !this.list.childElementCount) this.status.textContent += ` · ${said.none_hint}`;
  }

  /** The results in another language, below a heading, in the place of the `button` that asked for them. */
  async add(query, code, finder, button) {
    const other = await this.finder(code);
    if (query !== this.asked) return;
    const { results, without, apart } = other.find(query);
    const sure = without.length || apart ? [] : results;
    if (!button && !sure.length) return;
    const heading = document.createElement("li");
    heading.className = "search-language";
    heading.textContent = `${fill(finder.index.words.in, finder.index.names[code])}: ${count(finder.index.words, sure.length, query)}`;
    const items = this.items(other, sure);
    for (const item of items) item.lang = code;
    if (button) button.replaceWith(heading, ...items);
    else this.list.append(heading, ...items);
    this.status.textContent += ` · ${heading.textContent}`;
    if (button) (items[0]?.querySelector("a") ?? this.field).focus();
  }

  items(finder, results) {
    const make = (result) => this.item(finder, result);
    const shown = results.slice(0, AT_FIRST).map(make);
    if (results.length <= AT_FIRST) return shown;
    const more = button(fill(finder.index.words.more, results.length - AT_FIRST), (item) => {
      const rest = results.slice(AT_FIRST).map(make);
      item.replaceWith(...rest);
      rest[0].querySelector("a").focus();
    });
    return [...shown, more];
  }

  item(finder, { entry, forms }) {
    const { words: said, result, verdicts } = finder.index;
    const template = document.createElement("template");
    template.innerHTML = result;
    const item = template.content.firstElementChild;
    const part = (name) => item.querySelector(`.search-${name}`);
    const found = [...new Set(forms.filter(({ fit }) => fit > 0.3).map(({ form }) => form))];
    const needles = found.filter((form) => !found.some((other) => other !== form && form.includes(other)));
    const [address, pageTitle] = entry.page;
    const link = item.querySelector("a");
    link.href = this.address(address, entry, needles);
    link.addEventListener("click", (event) => this.follow(event, link, needles));
    part("title").append(...nodes(marked(entry.title || pageTitle, needles)));
    if (entry.kind !== CLAIM || needles.every((needle) => !occurrences(entry.folded.title, needle, 1).length)) {
      part("text").append(...nodes(marked(around(entry, needles), needles)));
    }
    if (entry.kind !== CLAIM && entry.kind !== TERM && entry.title !== pageTitle) part("where").textContent = pageTitle;
    const kind = { [FIGURE]: said.figure, [CLAIM]: said.claim, [TERM]: said.term }[entry.kind];
    if (entry.kind === CLAIM) part("kind").innerHTML = verdicts[entry.extra] ?? "";
    if (kind) part("kind").prepend(kind);
    else part("kind").remove();
    if (entry.kind === FIGURE && entry.extra) pictured(part("thumb"), new URL(entry.extra, this.base));
    else part("thumb").remove();
    item.dataset.kind = ["section", "figure", "claim", "term"][entry.kind];
    return item;
  }

  address(page, entry, needles) {
    const address = new URL(page, this.base);
    const searched = standing(entry, needles);
    if (searched.length) address.searchParams.set("h", searched.join(" "));
    address.hash = entry.anchor;
    return address;
  }

  /** A result on the page at hand needs no other page: go there, and mark what was searched for. */
  async follow(event, link, needles) {
    if (event.button || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    document.getElementById("__search").click();
    if (link.pathname !== location.pathname) return;
    event.preventDefault();
    await released();
    if (link.hash) location.hash = link.hash;
    else scrollTo(0, 0);
    document.activeElement.blur();
    show(needles.join(" "));
  }

  suggest(query, finder) {
    const names = [...finder.names.byName.keys()];
    const near = nearest(joined(query), names);
    const guess = [onKoreanKeys(query), finder.index.same.flat().find((name) => joined(name) === near)].find(
      (one) => one && finder.find(one).results.length,
    );
    if (!guess) return;
    this.list.append(
      button(`${finder.index.words.guess} ${guess}`, () => {
        this.field.value = guess;
        this.field.focus();
        this.answer();
      }),
    );
  }
}

/** Until Material has let go of a phone's page, which it holds where it was while the search is open. */
async function released() {
  for (let turn = 0; turn < 40 && document.body.hasAttribute("data-md-scrolllock"); turn++) {
    await new Promise((done) => setTimeout(done, 25));
  }
}

/** Which of `needles` stand in an entry itself, those in its title first. */
function standing({ folded }, needles) {
  const found = [folded.title, folded.text].flatMap((text) => needles.filter((needle) => occurrences(text, needle, 1).length));
  return [...new Set(found)].slice(0, 8);
}

function button(text, act) {
  const item = document.createElement("li");
  item.className = "md-search-result__item search-more";
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", () => act(item));
  item.append(made);
  return item;
}

function count(said, number, query) {
  if (!number) return fill(said.none, query);
  return number === 1 ? said.one : fill(said.count, number);
}

function fill(text, value) {
  return text.replace("{}", () => value);
}

/** A piece of the entry's text around the first place that `needles` fit best. */
function around({ kind, text, folded: { text: folded } }, needles) {
  if (kind === TERM) return text.split("\n").at(-1); // Its definition, whatever it was found by.
  const wide = /[가-힣]/.test(text) ? AROUND / 2 : AROUND;
  let best = { place: 0, fit: 0 };
  for (const needle of needles) {
    const [hit] = occurrences(folded, needle, 1);
    if (hit && hit.fit > best.fit) best = hit;
  }
  const here = best.fit ? folded.at[best.place] : 0;
  const start = Math.max(folded.source.lastIndexOf("\n", here) + 1, boundary(folded.source, here - wide));
  const piece = folded.source.slice(start, here + 2 * wide);
  const end = here + 2 * wide < folded.source.length;
  return `${start > 0 && folded.source[start - 1] !== "\n" ? "… " : ""}${end ? piece.replace(/\s\S*$/, "") : piece}${end ? " …" : ""}`;
}

/** Where a word begins, at `place` or after it. */
function boundary(text, place) {
  if (place <= 0) return 0;
  const space = text.slice(place, place + 30).search(/\s/);
  return space < 0 ? place : place + space + 1;
}
