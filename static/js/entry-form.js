// Saving a form goes to this phone first and then to the server, so that it is quick and nothing is lost on the way.
// What may not stand in a free text is stopped before this script hears of it (guarded-notes.js).

import { addRequest, clearProblems, describeForm, emptyForm, fillForm, findMissing, readFields, showProblems } from "./form-fields.js";
import { askAgain } from "./guarded-notes.js";
import { askToBeWoken, getUser, isOffline, place, sayNext, sendSoon, started } from "./outbox-page.js";
import * as store from "./outbox-store.js";
import * as words from "./outbox-words.js";
import { openOnNow } from "./running-now.js";

const VERSION = 1;
const PATIENCE = 2_500;
const EDIT = "#wijzig-";

const form = document.querySelector("form[data-kind]");
const said = document.getElementById("entry-said");
const isKeptPage = "blank" in place;
let isBusy = false;

function takeIdentity(id, revision) {
  form.elements.namedItem("id").value = id;
  form.elements.namedItem("revision").value = String(revision);
}

async function readEntry() {
  return {
    id: form.elements.namedItem("id").value,
    revision: Number(form.elements.namedItem("revision").value),
    site: place.site,
    place: place.place,
    user: await getUser(),
    kind: form.dataset.kind,
    version: VERSION,
    fields: readFields(form),
    ...describeForm(form),
    queuedAt: Date.now(),
    serverTime: (await store.getFact("server-time")) ?? 0,
    // A day that somebody looked at again is theirs, whatever the clock says.
    dayIsSure: location.hash.startsWith(EDIT),
  };
}

async function save(submitter) {
  said.replaceChildren();
  const problems = findMissing(form);
  if (Object.keys(problems).length > 0) return showProblems(form, problems);
  clearProblems(form);
  const entry = await readEntry();
  if (!entry.user) return showProblems(form, { "": words.NOT_SIGNED_IN });
  const answer = awaitAnswer(entry.id);
  try {
    await store.saveEntry(entry);
  } catch {
    return showProblems(form, { "": words.NOT_STORED });
  }
  askToStay();
  void askToBeWoken();
  const sending = sendSoon();
  if (submitter?.name === "next") return startNext(entry, answer);
  showKept(words.SAVED_HERE);
  const heard = await Promise.race([answer, sending.then(({ reason }) => (reason ? {} : answer)), wait(PATIENCE)]);
  return finish(entry, heard, submitter);
}

const awaited = new Map();

function awaitAnswer(id) {
  return new Promise((resolve) => awaited.set(id, resolve));
}

function hear({ settled, ...answer }) {
  awaited.get(settled)?.(answer);
  awaited.delete(settled);
}

const wait = (milliseconds) => new Promise((resolve) => setTimeout(() => resolve({}), milliseconds));

// The last save of a row: on to the board, with what became of it.
function finish(entry, { outcome, problems, names }, submitter) {
  if (outcome === "conflict") return askWhatIsMeant(entry, problems);
  if (outcome === "refused") return showRefusal(problems, names, submitter);
  if (outcome === "doubt") return location.assign(`/${place.site}/team/te-versturen/`);
  if (outcome === "deleted") sayNext(words.WAS_DELETED);
  else if (!outcome) sayNext(words.SAVED_HERE_LATER);
  else if (entry.kind !== "contact") sayNext(words.SAVED);
  // Without a worker there is no board to go to as long as the network is away.
  if (!outcome && isOffline() && !navigator.serviceWorker?.controller) return startNext(entry, new Promise(() => {}));
  const isOnServer = outcome && outcome !== "deleted" && entry.kind === "contact";
  return location.assign(form.dataset.done + (isOnServer ? `?bewaard=${entry.id}` : ""));
}

function showRefusal(problems, names = {}, submitter = null) {
  said.replaceChildren();
  showProblems(form, problems);
  askAgain(form, names, submitter);
}

// An empty form for the next visitor, at the same activity and day.
function startNext(entry, answer) {
  if (location.hash) history.replaceState(null, "", location.pathname + location.search);
  emptyForm(form, ["activity", "on", "kind"]);
  takeIdentity(crypto.randomUUID(), 1);
  showKept(words.SAVED_HERE, entry);
  scrollTo({ top: 0 });
  said.focus({ preventScroll: true });
  answer.then(({ outcome }) => {
    if (["kept", "corrected", "repeated"].includes(outcome)) showKept(words.SAVED, entry, { isOnServer: true });
    if (outcome === "deleted") showKept(words.WAS_DELETED);
  });
}

function showKept(text, entry = null, { isOnServer = false } = {}) {
  const box = document.getElementById("entry-kept").content.cloneNode(true);
  box.querySelector("[data-said]").textContent = text;
  const edit = box.querySelector("[data-edit]");
  const undo = box.querySelector("[data-undo]");
  edit.hidden = undo.hidden = entry === null;
  if (entry) {
    edit.href = isOnServer ? `${form.dataset.edit}${entry.id}/` : EDIT + entry.id;
    undo.addEventListener("click", () => takeBack(entry));
  }
  said.replaceChildren(box);
}

async function takeBack(entry) {
  const waits = await store.readEntry(entry.id);
  if (!waits) await store.saveEntry({ ...entry, revision: entry.revision + 1 }).then(() => store.markAttempted([entry.id]));
  const isGone = await store.withdrawEntry(entry.id);
  showKept(isGone ? words.TAKEN_BACK : words.TO_BE_TAKEN_BACK);
  const answer = awaitAnswer(entry.id);
  void sendSoon();
  if (!isGone && (await answer).outcome === "deleted") showKept(words.TAKEN_BACK);
}

function askWhatIsMeant(entry, problems) {
  const box = document.getElementById("entry-conflict").content.cloneNode(true);
  box.querySelector("[data-said]").textContent = problems[""];
  // What may have arrived gets a higher revision when it is saved again.
  box.querySelector("[data-adjust]").addEventListener("click", () => form.requestSubmit());
  box.querySelector("[data-anew]").addEventListener("click", async () => {
    await store.deleteEntry(entry.id);
    takeIdentity(crypto.randomUUID(), 1);
    form.requestSubmit();
  });
  said.replaceChildren(box);
  said.scrollIntoView({ block: "center" });
  said.focus();
}

let hasAsked = false;

function askToStay() {
  // Otherwise a phone that runs out of room may throw away what waits.
  if (!hasAsked) void navigator.storage?.persist?.();
  hasAsked = true;
}

async function fillFromOutbox() {
  const entry = location.hash.startsWith(EDIT) && (await store.readEntry(location.hash.slice(EDIT.length)));
  if (!entry || entry.user !== (await getUser())) return;
  fillForm(form, entry.fields);
  takeIdentity(entry.id, entry.revision);
  document.querySelector("h1").textContent = form.dataset.correcting;
  if (entry.state === "conflict") askWhatIsMeant(entry, entry.problems);
  else if (Object.keys(entry.problems).length > 0) showRefusal(entry.problems, entry.names);
}

async function prepare() {
  await started;
  if (isKeptPage) {
    takeIdentity(crypto.randomUUID(), 1);
    openOnNow(form);
  }
  await fillFromOutbox();
}

async function submit(event) {
  // Answering a question of the server goes to the server.
  if (event.submitter?.name === "conflict") return;
  event.preventDefault();
  if (event.submitter?.name === "more") {
    addRequest(form)?.querySelector("input")?.focus();
    return;
  }
  if (isBusy) return;
  isBusy = true;
  try {
    await ready;
    await save(event.submitter);
  } finally {
    isBusy = false;
  }
}

const ready = store.isAvailable() ? prepare() : null;

if (ready) {
  store.listen(hear);
  addEventListener("hashchange", fillFromOutbox);
  form.addEventListener("submit", submit);
}
