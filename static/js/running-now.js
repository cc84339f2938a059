// A kept form does not know the hour at which it opens: put what runs now first, by this phone's clock, and fill in today.
// When nothing runs it is what ended last today: who notes is often just done. Never a guess.

import { tellBrusselsDay } from "./outbox-send.js";
import { tellClock } from "./outbox-words.js";

export function openOnNow(form) {
  const moments = JSON.parse(document.getElementById("moments").textContent);
  const now = Date.now();
  const today = tellBrusselsDay(now);
  const begun = moments.filter(({ from }) => Date.parse(from) <= now);
  // They come in the order of the page that a network would have given.
  const running = begun.filter(({ until }) => now < Date.parse(until));
  const over = begun.filter(({ until }) => tellBrusselsDay(Date.parse(until)) === today);
  over.sort((one, other) => Date.parse(other.until) - Date.parse(one.until));
  form.elements.namedItem("on").value ||= today;
  showFirst(form, running, running[0] ?? over[0]);
}

function showFirst(form, running, likely) {
  const radios = [...form.querySelectorAll('[name="activity"]')];
  const find = (value) => radios.find((radio) => radio.value === String(value));
  const first = find(new URLSearchParams(location.search).get("activiteit")) ?? find(likely?.activity);
  if (!first) return;
  first.checked = true;
  const details = form.querySelector(".log-place details");
  if (!details) return;
  const [shown] = form.querySelectorAll(".log-place .chips");
  const wanted = new Set([first, ...running.map((moment) => find(moment.activity))]);
  shown.prepend(...[...wanted].filter(Boolean).map((radio) => radio.closest("label")));
  details.open = false;
  if (running.length > 0) shown.before(tellRunning(running, find));
}

function tellRunning(running, find) {
  const hint = document.createElement("p");
  hint.className = "hint";
  const parts = running.map(({ activity, until }) => {
    const name = find(activity)?.labels[0].textContent.trim();
    return name && `${name} tot ${tellClock(Date.parse(until))}`;
  });
  hint.textContent = `Nu bezig: ${parts.filter(Boolean).join(", ")}`;
  return hint;
}
