// The service worker of one page that opens without a network; khuang/ground/surveys/offline.py
// writes KEPT = { version, page, files } above it. Whatever else is asked for passes by untouched.

const CACHE = `${KEPT.page} ${KEPT.version}`;
const PATIENCE = 4000; // a line that carries nothing counts as none

async function takeIn() {
  const cache = await caches.open(CACHE);
  await cache.addAll(KEPT.files.map((file) => new Request(file, { cache: "reload" })));
  const page = await fetch(KEPT.page, { cache: "reload" });
  // Asked to sign in first: what comes then is another page.
  if (!page.ok || page.redirected) throw new Error(`${KEPT.page} did not come`);
  await cache.put(KEPT.page, page);
  await self.skipWaiting();
}

async function clearUp() {
  const old = (await caches.keys()).filter((name) => name.startsWith(`${KEPT.page} `) && name !== CACHE);
  await Promise.all(old.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function pageFirstFromNetwork(request) {
  const cache = await caches.open(CACHE);
  try {
    const answer = await fetch(request, { signal: AbortSignal.timeout(PATIENCE) });
    if (answer.ok && !answer.redirected) await cache.put(KEPT.page, answer.clone());
    if (answer.status < 500) return answer;
  } catch {
    // No network: what was kept.
  }
  return (await cache.match(KEPT.page)) ?? Response.error();
}

const kept = async (request) => (await (await caches.open(CACHE)).match(request)) ?? fetch(request);

self.addEventListener("install", (event) => event.waitUntil(takeIn()));
self.addEventListener("activate", (event) => event.waitUntil(clearUp()));
self.addEventListener("fetch", (event) => {
  const { pathname, origin } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin) return;
  if (event.request.mode === "navigate" && pathname === KEPT.page) event.respondWith(pageFirstFromNetwork(event.request));
  else if (KEPT.files.includes(pathname)) event.respondWith(kept(event.request));
});
