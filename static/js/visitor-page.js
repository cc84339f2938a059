// Keeps a public page right for as long as it is open, and readable without network after one visit.
//
// What the table at the top will say, and from when, stands in the page: the server worked it out, this only watches
// the clock. Without a script the page says how it was when it was made.

const LONGEST_WAIT = 6 * 60 * 60_000;

const place = document.querySelector(".now-place");
const states = [...document.querySelectorAll("template.state-of-now")].map((template) => ({
  template,
  since: Date.parse(template.dataset.since),
}));
let shown = null;
let timer = null;

function followClock() {
  clearTimeout(timer);
  const now = Date.now();
  const current = states.findLast(({ since }) => since <= now) ?? null;
  const next = states.find(({ since }) => since > now);
  if (current && current !== shown) show(current);
  if (next) timer = setTimeout(followClock, Math.min(next.since - now, LONGEST_WAIT));
}

function show(state) {
  shown = state;
  place.replaceChildren(state.template.content.cloneNode(true));
  document.title = state.template.dataset.title;
}

// A kept page carries when it was fetched; the worker put it there.
function tellWhenSeen() {
  const seen = document.documentElement.dataset.seen;
  const note = document.getElementById("laatst-gezien");
  if (!seen || !note) return;
  const day = { weekday: "long", day: "numeric", month: "long", hour: "2-digit", minute: "2-digit", timeZone: "Europe/Brussels" };
  note.querySelector("b").textContent = new Intl.DateTimeFormat(`${document.documentElement.lang}-u-nu-latn-ca-gregory`, day).format(Date.parse(seen));
  note.hidden = false;
  addEventListener("online", () => location.reload());
}

async function keepPage() {
  await navigator.serviceWorker.register("/visitor-worker.js", { scope: "/" });
  const { active } = await navigator.serviceWorker.ready;
  const files = performance.getEntriesByType("resource").map(({ name }) => new URL(name));
  const own = files.filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith("/static/"));
  active.postMessage({ page: location.pathname, files: own.map(({ pathname }) => pathname) });
}

if (place && states.length > 0) {
  followClock();
  // A phone that slept did not count on.
  document.addEventListener("visibilitychange", () => document.hidden || followClock());
  addEventListener("pageshow", followClock);
}
tellWhenSeen();
if ("serviceWorker" in navigator && !document.documentElement.dataset.seen) keepPage().catch(() => {});
