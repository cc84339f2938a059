// The list of what waits on this phone: try again, correct, throw away; and putting Stek on the home screen.

import { getReason, getUser, isOffline, isSignedOut, listOwnHeads, place, sendSoon, started } from "./outbox-page.js";
import { tellBrusselsDay } from "./outbox-send.js";
import * as store from "./outbox-store.js";
import * as words from "./outbox-words.js";

const SHOWN_AT_FIRST = 30;
const CLOCK_MAY_DIFFER = 5 * 60_000;
const FORMS = { contact: "contacten/nieuw/", session: "tellen/", outreach: "buiten/" };

const list = document.getElementById("outbox-entries");
const more = document.getElementById("outbox-more");
const send = document.getElementById("outbox-send");
const dropQuestion = document.getElementById("drop-question");
let shownMost = SHOWN_AT_FIRST;
let drawn = 0;

async function draw() {
  const turn = (drawn += 1);
  const heads = await listOwnHeads();
  const entries = await store.unsealAll(heads.slice(0, shownMost));
  const known = Boolean(await getUser());
  const ahead = (await store.getFact("ahead")) ?? 0;
  // Something changed while we looked: the later drawing is the true one.
  if (turn !== drawn) return;
  const offline = isOffline();
  setText("outbox-state", words.tellState(heads, { offline, signedOut: isSignedOut(), known }));
  send.hidden = isSignedOut() || heads.every((head) => head.state !== "waiting");
  more.hidden = heads.length <= shownMost;
  const focused = document.activeElement?.closest("li")?.dataset.id;
  list.replaceChildren(...entries.map(drawEntry));
  list.querySelector(`[data-id="${focused}"] button:not([hidden])`)?.focus();
  drawNotices(ahead);
}

function setText(id, text) {
  const element = document.getElementById(id);
  if (element.textContent !== text) element.textContent = text;
}

function drawNotices(ahead) {
  const notices = [];
  if (getReason() === "no-access") notices.push(words.NO_ACCESS);
  if (Math.abs(ahead) > CLOCK_MAY_DIFFER) notices.push(words.tellWrongClock(Date.now() - ahead));
  const boxes = notices.map((text) => {
    const box = document.createElement("p");
    box.className = "box box--wrong";
    box.textContent = text;
    return box;
  });
  document.getElementById("outbox-notices").replaceChildren(...boxes);
}

function drawEntry(entry) {
  const row = document.getElementById("outbox-entry").content.cloneNode(true).firstElementChild;
  const on = entry.fields.find(([name]) => name === "on")?.[1] ?? "";
  row.dataset.id = entry.id;
  row.querySelector("[data-title]").textContent = entry.title || words.nameKind(entry.kind);
  const age = words.tellAge(Date.now() - entry.queuedAt);
  const wait = age === "net" ? "net genoteerd" : `wacht ${age}`;
  const where = entry.site === place.site ? "" : entry.place;
  const day = on === tellBrusselsDay(Date.now()) ? "vandaag" : words.tellDay(on);
  row.querySelector("[data-text]").textContent = [where, entry.text, day, wait].filter(Boolean).join(" · ");
  for (const which of row.querySelectorAll("[data-which]")) which.textContent = ` ${entry.title}, ${entry.text}`;
  row.querySelector("[data-real-day]").textContent = entry.realDay ? words.tellRealDay(entry.realDay) : "";
  const why = tellWhy(entry, on);
  row.querySelector("[data-why]").textContent = why;
  row.querySelector("[data-why]").hidden = why === "";
  for (const button of row.querySelectorAll("[data-act]")) prepareButton(button, entry);
  return row;
}

function tellWhy(entry, on) {
  if (entry.state === "doubt") return words.tellDoubt(on, entry.realDay);
  if (entry.state === "unsupported") return words.OLD_VERSION;
  if (entry.state === "waiting") return entry.failed ? words.FAILED : "";
  return Object.values(entry.problems).join(" ");
}

const SHOWN_IN = {
  retry: (entry) => entry.state === "waiting" || entry.state === "refused",
  agree: (entry) => entry.state === "doubt",
  disagree: (entry) => entry.state === "doubt",
  noname: (entry) => entry.state === "refused" && listNames(entry).length > 0,
  adjust: (entry) => entry.state === "conflict",
  anew: (entry) => entry.state === "conflict",
  edit: (entry) => !entry.withdrawn && entry.kind in FORMS,
  drop: () => true,
};

// The words of which the server asks whether they are somebody's name.
const listNames = (entry) => [...new Set(Object.values(entry.names ?? {}).flat())];

const ACTS = {
  retry: (entry) => change(entry, { state: "waiting" }),
  agree: (entry) => change(entry, { state: "waiting", dayIsSure: true }),
  disagree: (entry) => change(entry, { state: "waiting", dayIsSure: true, fields: moveTo(entry, entry.realDay) }),
  noname: async (entry) => (await store.saveEntry({ ...entry, fields: answerNoName(entry) }), sendSoon()),
  // What may have arrived gets a higher revision when it is saved again, and so corrects what is there.
  adjust: async (entry) => (await store.saveEntry(entry), sendSoon()),
  async anew(entry) {
    await store.deleteEntry(entry.id);
    await store.saveEntry({ ...entry, id: crypto.randomUUID(), revision: 1 });
    return sendSoon();
  },
  drop: askToDrop,
};

function prepareButton(button, entry) {
  const act = button.dataset.act;
  button.hidden = !SHOWN_IN[act](entry);
  if (act === "edit") button.href = `/${entry.site}/team/${FORMS[entry.kind]}#wijzig-${entry.id}`;
  else button.addEventListener("click", () => ACTS[act](entry));
}

function answerNoName(entry) {
  const isAnswer = ([name]) => name === "no_names";
  const words = [...entry.fields.filter(isAnswer).map(([, value]) => value), ...listNames(entry)];
  return [...entry.fields.filter((pair) => !isAnswer(pair)), ["no_names", words.join(" ").trim()]];
}

const moveTo = (entry, day) => entry.fields.map(([name, value]) => [name, name === "on" ? day : value]);

async function change(entry, difference) {
  await store.settleEntry(entry, { ...entry, ...difference, problems: {}, names: {}, failed: false });
  return sendSoon();
}

function askToDrop(entry) {
  dropQuestion.querySelector("[data-title]").textContent = [entry.title, entry.text].filter(Boolean).join(", ");
  dropQuestion.showModal();
  dropQuestion.querySelector("h2").focus();
  dropQuestion.onclick = async (event) => {
    const choice = event.target.closest("[data-choice]")?.dataset.choice;
    if (!choice) return;
    dropQuestion.close();
    if (choice === "drop") await drop(entry);
  };
}

async function drop(entry) {
  // The server said that it keeps it: there is nothing more to ask of it.
  if (entry.withdrawn && entry.state === "refused") await store.deleteEntry(entry.id);
  else await store.withdrawEntry(entry.id);
  document.getElementById("outbox-title").focus();
  await sendSoon();
}

function offerToInstall() {
  const button = document.getElementById("install");
  const section = document.getElementById("outbox-install");
  section.hidden = matchMedia("(display-mode: standalone)").matches;
  addEventListener("beforeinstallprompt", (event) => {
    event.preventDefault();
    button.hidden = false;
    button.onclick = () => event.prompt();
  });
  addEventListener("appinstalled", () => {
    section.hidden = true;
  });
}

async function start() {
  offerToInstall();
  if (!store.isAvailable()) return;
  document.addEventListener("stek:outbox", draw);
  send.addEventListener("click", sendSoon);
  more.addEventListener("click", () => {
    shownMost = Infinity;
    return draw();
  });
  await draw();
  await started;
  await draw();
}

if (place.site) void start();
