// Lets visitors read without network what they read before. The team has a worker of its own, for its own section.
//
// It keeps only pages that the server calls the same for everybody (a shared cache may keep them), and their files. The
// network always goes first; a page from the phone says when it was seen. All else passes by as if there were no worker.

const CACHE = "stek-visitor-1";
const MOST_PAGES = 30;
const MOST_FILES = 60;
const PATIENCE = 6_000;
const SEEN = "X-Stek-Seen";
// Pages that ask for an account: not even looked at, whatever the server says of them.
const PRIVATE = /^\/(account|beheer|koepel)\/|^\/[^/]+\/(team|rapporten|drukwerk|partner|stuurgroep|beheer)\//;
const SITE_HOME = /^(\/[a-z]{2})?\/[^/]+\//;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  const { page, files } = event.data ?? {};
  if (page && Array.isArray(files)) event.waitUntil(keepVisit(page, files));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin || url.search || PRIVATE.test(url.pathname)) return;
  if (request.mode === "navigate") event.respondWith(openPage(event, url.pathname));
  else if (url.pathname.startsWith("/static/")) event.respondWith(openFile(request));
});

async function openPage(event, path) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(path);
  try {
    const answer = await (kept ? Promise.race([fetch(event.request), giveUp()]) : fetch(event.request));
    if (kept && answer.status >= 502 && answer.status <= 504) return markSeen(kept);
    event.waitUntil(keepPage(cache, path, answer.clone()));
    return answer;
  } catch (error) {
    if (kept) return markSeen(kept);
    // Never read on this phone: the site's own page says the most of it.
    const home = path.match(SITE_HOME)?.[0];
    if (home && home !== path && (await cache.match(home))) return Response.redirect(home);
    throw error;
  }
}

const giveUp = () => new Promise((_resolve, reject) => setTimeout(() => reject(new Error("slow")), PATIENCE));

async function openFile(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request)) ?? fetch(request);
}

// On the first visit the page was there before the worker.
async function keepVisit(page, files) {
  const cache = await caches.open(CACHE);
  const wanted = files.filter((path) => path.startsWith("/static/"));
  if (!PRIVATE.test(page)) await keepPage(cache, page, await fetch(page, { credentials: "omit" }));
  for (const path of wanted) {
    if (!(await cache.match(path))) await cache.add(path);
  }
  await forgetOldest(cache, (path) => path.startsWith("/static/"), MOST_FILES);
}

async function keepPage(cache, path, answer) {
  const rules = answer.headers.get("Cache-Control") ?? "";
  const isForEverybody = answer.ok && !answer.redirected && rules.includes("public") && rules.includes("s-maxage");
  if (!isForEverybody) {
    if (answer.status === 404 || answer.status === 410) await cache.delete(path);
    return;
  }
  const headers = new Headers(answer.headers);
  headers.set(SEEN, new Date().toISOString());
  await cache.delete(path);
  await cache.put(path, new Response(await answer.text(), { status: 200, headers }));
  await forgetOldest(cache, (one) => !one.startsWith("/static/"), MOST_PAGES);
}

async function forgetOldest(cache, belongs, most) {
  const kept = (await cache.keys()).filter((request) => belongs(new URL(request.url).pathname));
  await Promise.all(kept.slice(0, Math.max(0, kept.length - most)).map((request) => cache.delete(request)));
}

async function markSeen(kept) {
  const words = await kept.text();
  const headers = new Headers(kept.headers);
  const seen = headers.get(SEEN);
  return new Response(words.replace("<html ", `<html data-seen="${seen}" `), { status: 200, headers });
}
