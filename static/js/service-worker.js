// Opens the pages that a phone keeps when there is no network. One worker for each site, in the section of its team.
//
// It keeps only what the site lists in `zonder-verbinding/`: pages that say nothing of who reads them, and their files.
// Every other page comes from the network, or not at all.

import { sendAll } from "/static/js/outbox-send.js";

const SCOPE = new URL(self.registration.scope).pathname;
const CACHE = `stek-pages ${SCOPE}`;
const LIST = `${SCOPE}zonder-verbinding/`;
const PATIENCE = 4_000;
const FRESH = 60 * 60_000;

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("message", (event) => {
  if (event.data?.keep === SCOPE) event.waitUntil(keepPages(event.data.version));
});

// Where the browser can wake us when the network is back; elsewhere the next page that opens sends.
self.addEventListener("sync", (event) => {
  if (event.tag === "outbox") event.waitUntil(sendOrFail());
});

// The browser tries again later only when this fails.
async function sendOrFail() {
  const { reason } = await sendAll();
  if (reason === "offline" || reason === "busy") throw new Error(reason);
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (request.mode === "navigate") event.respondWith(openPage(request, url));
  else if (url.pathname.startsWith("/static/")) event.respondWith(openFile(request));
});

let keeping = null;

function keepPages(version) {
  keeping ??= refresh(version).finally(() => {
    keeping = null;
  });
  return keeping;
}

// The list goes in last: it stands for a complete set.
async function refresh(version) {
  const cache = await caches.open(CACHE);
  const former = await readList(cache);
  if (former && (version ? version === former.version : await isFresh(cache))) return;
  const reply = await fetch(LIST, { headers: { Accept: "application/json" }, cache: "no-store" });
  if (!reply.ok) return;
  const list = await reply.clone().json();
  if (former?.version === list.version) return;
  const pages = Object.values(list.pages);
  const files = await leaveOutKept(cache, list.files);
  const fetched = await Promise.all(
    [...pages, ...files].map(async (url) => [url, await fetch(url, { cache: files.includes(url) ? "default" : "no-store" })]),
  );
  // Somebody signed out meanwhile: what came is the sign-in page.
  if (fetched.some(([, page]) => !page.ok || page.redirected)) return;
  await Promise.all(fetched.map(([url, page]) => cache.put(url, page)));
  await cache.put(LIST, reply);
  const wanted = new Set([...pages, ...list.files, LIST]);
  const kept = await cache.keys();
  await Promise.all(kept.filter((one) => !wanted.has(new URL(one.url).pathname)).map((one) => cache.delete(one)));
}

async function leaveOutKept(cache, files) {
  const known = await Promise.all(files.map((url) => cache.match(url)));
  return files.filter((_url, place) => !known[place]);
}

async function readList(cache) {
  const list = await cache.match(LIST);
  return list ? list.json() : null;
}

async function isFresh(cache) {
  const list = await cache.match(LIST);
  return Date.now() - Date.parse(list.headers.get("Date")) < FRESH;
}

async function openPage(request, url) {
  const cache = await caches.open(CACHE);
  const list = await readList(cache);
  const standIn = list && (list.pages[url.pathname] ?? (Object.values(list.pages).includes(url.pathname) ? url.pathname : null));
  const page = (standIn && (await cache.match(standIn))) || (list && (await cache.match(list.pages[SCOPE])));
  if (!page) return fetch(request);
  try {
    // A page that is kept need not wait for a network that is hardly there.
    const answer = await (standIn ? Promise.race([fetch(request), giveUp()]) : fetch(request));
    return answer.status >= 502 && answer.status <= 504 ? page : answer;
  } catch {
    return page;
  }
}

const giveUp = () => new Promise((_resolve, reject) => setTimeout(() => reject(new Error("slow")), PATIENCE));

async function openFile(request) {
  const cache = await caches.open(CACHE);
  return (await cache.match(request)) ?? fetch(request);
}
