// On every page of the team: how much waits on this phone and for how long, sending it, and what makes Stek an app.

import { learnUser, sendAll } from "./outbox-send.js";
import * as store from "./outbox-store.js";
import { tellSent, tellStrip } from "./outbox-words.js";
import { askBeforeSigningOut } from "./sign-out.js";

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 5 * 60_000;
const TOO_FRESH_TO_MENTION = 4_000;
const SAID = "stek-said";

const phone = document.getElementById("phone").dataset;
const strip = document.getElementById("outbox-strip");
// A kept page that opens at another page's address: the network did not give that page.
const isStandIn = "blank" in phone && !/\/(blanco|te-versturen)\/$/.test(location.pathname);

let reason = isStandIn ? "offline" : null;
let pause = FIRST_PAUSE;
let timer = null;

export const place = phone;
export const isOffline = () => !navigator.onLine || reason === "offline" || reason === "busy";
export const isSignedOut = () => reason === "signed-out";
export const getReason = () => reason;

// Whose phone it is now; pages that are the same for everybody learn it from the last page that was not.
export const getUser = async () => phone.user || store.getFact("user");

export async function listOwnHeads() {
  const user = await getUser();
  return user ? (await store.listHeads()).filter((head) => head.user === user) : [];
}

// Send now; after trouble again by itself, a little later each time.
export async function sendSoon() {
  clearTimeout(timer);
  const before = await listOwnHeads();
  const work = await sendAll();
  reason = work.reason;
  await showWhatArrived(before);
  if (work.answered > 0) pause = FIRST_PAUSE;
  const waits = (await listOwnHeads()).some((head) => head.state === "waiting" && !head.withdrawn);
  if (waits && reason !== "signed-out" && reason !== "no-access") {
    timer = setTimeout(sendSoon, pause * (0.75 + Math.random() / 2));
    pause = Math.min(pause * 2, LONGEST_PAUSE);
  }
  await showStrip();
  return work;
}

// A page that lists what the server has would go on without what just arrived there.
async function showWhatArrived(before) {
  const left = new Set((await listOwnHeads()).map((head) => head.id));
  const gone = before.filter((head) => !left.has(head.id) && !head.withdrawn);
  const isListed = document.querySelector("[data-lists-entries]") && !document.querySelector("dialog[open], details[open]");
  if (gone.length === 0 || !isListed) return;
  sayNext(tellSent(gone));
  location.reload();
}

async function showStrip() {
  const now = Date.now();
  const heads = await listOwnHeads();
  const isCalm = !isOffline() && !isSignedOut();
  const shown = heads.filter((head) => !isCalm || head.state !== "waiting" || now - head.queuedAt > TOO_FRESH_TO_MENTION);
  const said = tellStrip(shown, { offline: isOffline(), signedOut: isSignedOut(), now });
  strip.hidden = said === null;
  document.querySelector(".topbar")?.classList.toggle("topbar--offline", isOffline());
  if (said) {
    say(strip.querySelector("[data-title]"), said[0]);
    say(strip.querySelector("[data-text]"), said[1]);
    strip.href = findTarget(heads);
  }
  if (heads.length > shown.length) setTimeout(showStrip, TOO_FRESH_TO_MENTION);
  document.dispatchEvent(new CustomEvent("stek:outbox"));
}

function findTarget(heads) {
  const site = phone.site ?? heads[0]?.site;
  if (!site) return "#inhoud";
  const list = `/${site}/team/te-versturen/`;
  const isAtTheDoor = location.pathname.startsWith(phone.signIn);
  if (!isSignedOut()) return list;
  return isAtTheDoor ? "#inhoud" : `${phone.signIn}?next=${encodeURIComponent(list)}`;
}

// A live region speaks when its text changes; the same text again would be noise.
function say(element, text) {
  if (element.textContent !== text) element.textContent = text;
}

// Say something on the page that opens next.
export const sayNext = (text) => sessionStorage.setItem(SAID, text);

function sayWhatWasLeft() {
  const text = sessionStorage.getItem(SAID);
  const region = document.querySelector(".messages");
  if (!text || !region) return;
  sessionStorage.removeItem(SAID);
  const box = document.getElementById("said-next").content.cloneNode(true);
  box.querySelector("[data-said]").textContent = text;
  region.append(box);
}

// The worker keeps the pages of one site, and only in the section of its team.
async function keepPages() {
  if (!phone.team || !navigator.serviceWorker) return;
  try {
    const registration = await navigator.serviceWorker.register(phone.worker, { scope: phone.team, type: "module" });
    const worker = registration.active ?? (await navigator.serviceWorker.ready).active;
    worker.postMessage({ keep: phone.team });
  } catch {
    // A private window or an old browser: everything works, with network.
  }
}

// Let the browser wake the worker when the network is back, where it can.
export async function askToBeWoken() {
  const registration = phone.team && (await navigator.serviceWorker?.getRegistration(phone.team));
  await registration?.sync?.register("outbox").catch(() => {});
}

async function hear(news) {
  if (news.shell && phone.team) {
    const registration = await navigator.serviceWorker?.getRegistration(phone.team);
    registration?.active?.postMessage({ keep: phone.team, version: news.shell });
  }
  if (news.changed) await showStrip();
}

async function start() {
  sayWhatWasLeft();
  if (!store.isAvailable()) return;
  store.listen(hear);
  if (phone.user && phone.user !== (await store.getFact("user"))) await store.setFact("user", phone.user);
  // Whatever is noted by an earlier clock than this was noted by a clock that is wrong.
  if (phone.now) await store.setFact("server-time", Date.parse(phone.now));
  if (!phone.user) reason ??= await store.getFact("reason");
  askBeforeSigningOut({ listOwnHeads, sendSoon });
  await showStrip();
}

async function connect() {
  if (!store.isAvailable()) return;
  addEventListener("online", sendSoon);
  addEventListener("offline", showStrip);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && sendSoon());
  // A kept page does not know who holds the phone by now.
  const trouble = "blank" in phone && phone.site ? await learnUser(phone.site) : null;
  await sendSoon();
  reason ??= trouble;
  await showStrip();
  await keepPages();
}

// Ready for a person as soon as the phone itself has answered; the network may take its time.
export const started = start();
void started.then(connect);
