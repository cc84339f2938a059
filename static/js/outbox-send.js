// Sends what waits: one tab at a time, in batches, and never what is somebody else's. Runs on pages and in the worker.

import * as store from "./outbox-store.js";

const PATIENCE = 15_000;
// A reply that got lost on the way is asked for again at once: sending twice counts once.
const PAUSES = [200, 600];
const CLOCK_MAY_DIFFER = 5 * 60_000;
const LARGEST_BATCH = 150_000;
const FEWEST = 5;
const BRUSSELS = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/Brussels" });

export const tellBrusselsDay = (moment) => BRUSSELS.format(moment);

// How many entries leave at once: fewer after each failure, for a slow line has to get them across within our patience.
let most = Infinity;

// Why sending stopped: "offline", "busy", "signed-out" or "no-access".
class Stopped extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

// Send everything that waits. The answer says why it stopped (null when it did not) and how many were answered.
export async function sendAll() {
  const work = { answered: 0, reason: null };
  if (!store.isAvailable()) return work;
  if (!navigator.locks) return sendEverything(work);
  return navigator.locks.request("stek-outbox-send", () => sendEverything(work));
}

async function sendEverything(work) {
  const user = await store.getFact("user");
  const heads = await store.listHeads();
  const sites = new Set(heads.filter((head) => head.user === user && head.state === "waiting").map((head) => head.site));
  for (const site of sites) {
    try {
      await sendSite(site, work);
    } catch (error) {
      if (!(error instanceof Stopped)) throw error;
      work.reason = error.reason;
      // The other sites of this person are behind the same connection and the same sign-in.
      if (error.reason !== "no-access") break;
    }
  }
  if (sites.size > 0) await store.setFact("reason", work.reason);
  store.tell({ changed: true });
  return work;
}

async function sendSite(site, work) {
  let state = await ask(site);
  let limit = state.limit;
  const failed = new Set();
  for (;;) {
    const batch = await takeBatch(site, state, Math.min(limit, most), failed);
    if (batch.length === 0) return;
    await store.markAttempted(batch.map((entry) => entry.id));
    let reply = await post(site, state, batch);
    if (reply.status === 403) {
      // Somebody signed in again in another tab: the token of a minute ago no longer holds.
      state = await ask(site);
      reply = await post(site, state, batch);
    }
    if (reply.status === 413 && batch.length > 1) {
      limit = Math.ceil(batch.length / 2);
      continue;
    }
    stopUnlessTaken(reply);
    const { entries } = await readJson(reply);
    await settle(batch, entries, failed);
    work.answered += batch.length;
    store.tell({ changed: true });
  }
}

// Learn who is signed in at a site, for a page that does not say; why that failed, or null.
export async function learnUser(site) {
  try {
    await ask(site);
    return null;
  } catch (error) {
    if (error instanceof Stopped) return error.reason;
    throw error;
  }
}

// Who is asking there now, a fresh token, and what is understood.
async function ask(site) {
  const reply = await reach(`/${site}/team/versturen/`, {});
  stopUnlessTaken(reply);
  const state = await readJson(reply);
  state.ahead = Date.now() - Date.parse(state.now);
  await store.setFact("user", state.user);
  await store.setFact("ahead", state.ahead);
  await store.setFact("server-time", Date.parse(state.now));
  store.tell({ shell: state.shell, site });
  return state;
}

async function post(site, state, batch) {
  const entries = batch.map(({ id, revision, kind, version, fields, withdrawn }) => ({
    id,
    revision,
    kind,
    version,
    fields,
    withdrawn,
  }));
  const headers = { "Content-Type": "application/json", "X-CSRFToken": state.token };
  try {
    const reply = await reach(`/${site}/team/versturen/`, { method: "POST", headers, body: JSON.stringify({ entries }) });
    most = Math.max(most, batch.length * 2);
    return reply;
  } catch (error) {
    most = Math.max(FEWEST, Math.ceil(batch.length / 2));
    throw error;
  }
}

async function reach(url, options) {
  const headers = { Accept: "application/json", ...options.headers };
  for (const pause of [...PAUSES, null]) {
    try {
      return await fetch(url, { ...options, headers, cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    } catch {
      if (pause === null || !navigator.onLine) break;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  throw new Stopped("offline");
}

async function readJson(reply) {
  try {
    return await reply.json();
  } catch {
    // The reply was cut off, or a hotel's sign-in page answered in its place.
    throw new Stopped("offline");
  }
}

function stopUnlessTaken(reply) {
  if (reply.status === 401) throw new Stopped("signed-out");
  if (reply.status === 404 || reply.status === 403) throw new Stopped("no-access");
  if (!reply.ok) throw new Stopped("busy");
}

async function takeBatch(site, state, limit, failed) {
  const heads = (await store.listHeads()).filter(
    (head) => head.site === site && head.user === state.user && head.state === "waiting" && !failed.has(head.id),
  );
  const batch = [];
  let size = 0;
  for (const entry of await store.unsealAll(heads.slice(0, limit))) {
    const real = findRealDay(entry, state.ahead);
    if (real) {
      await store.settleEntry(entry, { ...entry, state: "doubt", realDay: real });
      store.tell({ settled: entry.id, outcome: "doubt" });
      continue;
    }
    size += JSON.stringify(entry.fields).length;
    if (batch.length > 0 && size > LARGEST_BATCH) break;
    batch.push(entry);
  }
  // A batch of doubts only: look further.
  return batch.length === 0 && heads.length > 0 ? takeBatch(site, state, limit, failed) : batch;
}

// The day it really was, when the phone's clock gave another one and nobody looked at it yet.
function findRealDay(entry, ahead) {
  if (entry.withdrawn || entry.dayIsSure) return null;
  const chosen = entry.fields.find(([name]) => name === "on")?.[1];
  if (chosen !== tellBrusselsDay(entry.queuedAt)) return null;
  const isOff = Math.abs(ahead) > CLOCK_MAY_DIFFER;
  const cameFromTheFuture = entry.queuedAt > Date.now() + CLOCK_MAY_DIFFER;
  const cameBeforeTheLastVisit = entry.queuedAt < entry.serverTime - CLOCK_MAY_DIFFER;
  if (!isOff && !cameFromTheFuture && !cameBeforeTheLastVisit) return null;
  const real = tellBrusselsDay(isOff ? entry.queuedAt - ahead : Date.now());
  return real === chosen ? null : real;
}

// An entry that arrived leaves the phone; the others stay, with why.
async function settle(batch, answers, failed) {
  const pairs = batch.map((sent, place) => [sent, findNext({ ...sent, attempted: true }, answers[place])]);
  await store.settleEntries(pairs);
  for (const [place, { id }] of batch.entries()) {
    const { outcome, problems = {}, names = {} } = answers[place];
    if (outcome === "failed") failed.add(id);
    store.tell({ settled: id, outcome, problems, names });
  }
}

function findNext(entry, { outcome, problems = {}, names = {} }) {
  if (outcome === "failed") return { ...entry, failed: true };
  if (["refused", "conflict", "unsupported"].includes(outcome)) return { ...entry, state: outcome, problems, names };
  return null;
}
