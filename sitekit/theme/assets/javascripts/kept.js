// Keeps an article for when there is no network, and lets go of it. All that its list names lies in one cache, the list itself last:
// a copy without it is none. sw.js delivers from there. A copy of an older site stays until the new one is complete.

const site = new URL("../../", import.meta.url).href;
const MARK = `kept ${site} `; // As sw.js knows it: then come the address of the list and the version.
const FRESH = { cache: "no-cache" };

/** Keep what `button` is about; if it is kept, let go of it. Who cannot have it gets an error. */
export async function press(button) {
  if (button.getAttribute("aria-busy") === "true") return;
  const list = listOf(button);
  button.setAttribute("aria-busy", "true");
  try {
    if ((await copies(list)).length) {
      await alone(() => remove(list));
      say(button, "removed");
    } else {
      say(button, "begun");
      await alone(() => keep(list, (share) => { button.textContent = button.dataset.busy.replace("{}", Math.floor(100 * share)); }));
      say(button, "done");
    }
  } finally {
    button.removeAttribute("aria-busy");
    await show(button);
  }
}

/** Show whether what `button` is about is kept, and bring an old copy up to date. */
export async function begin(button) {
  const list = listOf(button);
  await show(button);
  if (!(await copies(list)).length) return;
  try {
    const { version } = await (await got(list)).json();
    if (await caches.has(`${MARK}${list} ${version}`)) return;
    await alone(() => keep(list));
    say(button, "renewed");
  } catch { /* There is no network, or not for long enough: the copy that is there is as good as it was. */ }
}

async function show(button) {
  button.textContent = button.dataset[(await copies(listOf(button))).length ? "remove" : "keep"];
}

function say(button, what) {
  button.nextElementSibling.classList.remove("keep-failed");
  button.nextElementSibling.textContent = button.dataset[what];
}

function listOf(button) {
  return new URL(button.dataset.list, document.baseURI).href;
}

/** The names of the complete copies of `list`. */
async function copies(list) {
  const complete = [];
  for (const name of await caches.keys()) {
    if (name.startsWith(`${MARK}${list} `) && (await (await caches.open(name)).match(list))) complete.push(name);
  }
  return complete;
}

/** Keep all that `list` names, in the place of older copies, and tell `hear` what share of it is there. */
async function keep(list, hear = () => {}) {
  const answer = await got(list);
  const { version, files } = await answer.clone().json();
  const name = `${MARK}${list} ${version}`;
  await caches.delete(name); // What was begun once and not finished.
  const end = new AbortController();
  try {
    const copy = await caches.open(name);
    let there = 0;
    await Promise.all(files.map(async (file) => {
      const address = new URL(file, site).href;
      await copy.put(address, await got(address, end.signal));
      hear(++there / files.length);
    }));
    if ((await (await got(list)).json()).version !== version) throw new Error("the site changed meanwhile");
    await navigator.serviceWorker.register(`${site}sw.js`);
    await navigator.serviceWorker.ready;
    await copy.put(list, answer);
  } catch (error) {
    end.abort();
    await caches.delete(name);
    await leave();
    throw error;
  }
  await remove(list, name);
}

/** Remove the copies of `list`, but not `except`, and the worker when it has nothing left to deliver. */
async function remove(list, except) {
  for (const name of await caches.keys()) if (name.startsWith(`${MARK}${list} `) && name !== except) await caches.delete(name);
  await leave();
}

async function leave() {
  if ((await caches.keys()).some((name) => name.startsWith(MARK))) return;
  for (const worker of await navigator.serviceWorker.getRegistrations()) if (worker.scope === site) await worker.unregister();
}

/** The file at `address` as it is now. What comes from elsewhere, such as a network's page that asks to sign in, is none. */
async function got(address, signal) {
  const answer = await fetch(address, { ...FRESH, signal });
  if (!answer.ok || answer.redirected) throw new Error(`${address}: ${answer.status}`);
  return answer;
}

/** No other tab keeps or removes anything meanwhile. */
function alone(action) {
  return navigator.locks.request(MARK, action);
}
