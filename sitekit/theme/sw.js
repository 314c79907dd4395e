// Delivers, where the network fails, what readers have kept of this site; kept.js puts it there and registers this. Whoever has a
// network gets everything from there, and nothing is kept in passing.

const { scope } = self.registration;
const MARK = `kept ${scope} `; // So begins the name of a copy; then come the address of its list and its version.

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const { method, url } = event.request;
  if (method === "GET" && url.startsWith(scope)) event.respondWith(answer(event));
});

async function answer({ request, clientId }) {
  try {
    return await fetch(request);
  } catch {
    return (await kept(request, clientId)) ?? Response.error();
  }
}

/** What the copies have for `request`, first that of the page which asks: another may be of an older site. */
async function kept({ url, mode }, clientId) {
  const isPage = mode === "navigate";
  const page = isPage ? url : (await self.clients.get(clientId))?.url;
  const copies = [];
  for (const name of await caches.keys()) {
    if (!name.startsWith(MARK)) continue;
    const copy = await caches.open(name);
    const [list] = name.slice(MARK.length).split(" ");
    if (!(await found(copy, list))) continue; // It is not complete: its list comes last.
    if (page && (await found(copy, page))) copies.unshift(copy);
    else copies.push(copy);
  }
  const { pathname } = new URL(url);
  const folder = pathname.replace(/(\/index\.html|\/)?$/, "/");
  for (const copy of copies) {
    const answer = await found(copy, url);
    if (answer) return answer;
    if (isPage && folder !== pathname && (await found(copy, new URL(folder, url)))) return Response.redirect(new URL(folder, url));
  }
}

function found(copy, address) {
  return copy.match(address, { ignoreSearch: true, ignoreVary: true });
}
