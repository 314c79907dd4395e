// The search, of which a page holds no more than its field until a reader goes there: search/panel.js and the index of the
// page's language are fetched then. Hands, keys and addresses that open and close it are heard here.

const search = document.querySelector(".md-search");
const toggle = document.getElementById("__search");
const base = new URL("../../", document.currentScript.src);

function begin() {
  const field = search.querySelector(".md-search__input");
  const output = search.querySelector(".md-search__output");
  let panel;
  let opener;

  const answer = async (event) => {
    panel ??= import("./search/panel.js").then(({ Panel }) => new Panel(search, base));
    (await panel).answer(event?.isComposing);
  };
  const open = (isOpen) => {
    if (toggle.checked !== isOpen) return toggle.click(); // Which Material hears as well: a phone's page keeps still meanwhile.
    output.inert = !isOpen;
    if (isOpen) answer();
  };
  const close = () => {
    open(false);
    field.blur();
    (opener?.isConnected ? opener : document.body).focus();
  };

  field.addEventListener("focus", ({ relatedTarget }) => {
    if (relatedTarget && !search.contains(relatedTarget)) opener = relatedTarget;
    open(true);
  });
  for (const event of ["input", "keyup"]) field.addEventListener(event, answer);
  field.form.addEventListener("submit", (event) => event.preventDefault());
  field.form.addEventListener("reset", () => setTimeout(() => field.focus() ?? answer()));
  toggle.addEventListener("change", () => {
    open(toggle.checked);
    if (toggle.checked) field.focus();
  });
  search.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget && relatedTarget !== toggle && !search.contains(relatedTarget)) open(false);
  });
  search.addEventListener("keydown", (event) => {
    if (event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return;
    const stops = [field, ...output.querySelectorAll("a[href], button")];
    const here = stops.indexOf(document.activeElement);
    if (event.key === "Escape") close();
    else if (event.key === "ArrowDown") stops[(here + 1) % stops.length].focus();
    else if (event.key === "ArrowUp") stops[(here - 1 + stops.length) % stops.length].focus();
    else if (event.key === "Enter" && here === 0) stops[1]?.click();
    else {
      if (here > 0 && event.key.length === 1 && event.key !== " ") field.focus(); // The letter goes on with the words.
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, select, textarea, [contenteditable]");
    if (isTyping || event.metaKey || event.ctrlKey || event.altKey || !["f", "s", "/"].includes(event.key)) return;
    event.preventDefault();
    field.focus();
    field.select();
  });

  const address = new URL(location);
  const { searchParams } = address;
  if (searchParams.has("q")) {
    field.value = searchParams.get("q").slice(0, 200);
    field.focus();
  }
  if (searchParams.has("h")) {
    const searched = searchParams.get("h");
    searchParams.delete("h");
    history.replaceState(history.state, "", address);
    import("./search/marks.js").then(({ show }) => show(searched));
  }
}

if (search && toggle) begin();
