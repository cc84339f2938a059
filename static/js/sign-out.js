// Signing out while something still waits: send it first, keep it for this person, or throw it away. Never by accident.

import * as store from "./outbox-store.js";
import { NEEDS_NETWORK, nameEntries } from "./outbox-words.js";

export function askBeforeSigningOut({ listOwnHeads, sendSoon }) {
  const dialog = document.getElementById("sign-out-question");
  let form = null;

  async function leave() {
    if (!navigator.onLine) {
      if (!dialog.open) dialog.showModal();
      dialog.querySelector("[data-said]").textContent = NEEDS_NETWORK;
      return showStep("choose");
    }
    // Whoever picks up this phone next is not this person.
    await store.setFact("user", null);
    return form.submit();
  }

  async function showStep(name) {
    const heads = await listOwnHeads();
    for (const step of dialog.querySelectorAll("[data-step]")) {
      step.hidden = step.dataset.step !== name;
      const title = step.querySelector("[data-title]");
      title.textContent = name === "sure" ? `${nameEntries(heads)} weggooien?` : tellLeft(heads);
      if (!step.hidden) title.focus();
    }
  }

  const choices = {
    async send() {
      const said = dialog.querySelector("[data-said]");
      said.textContent = "We versturen.";
      await sendSoon();
      const heads = await listOwnHeads();
      if (heads.length === 0) return leave();
      said.textContent = `Niet alles kon vertrekken: ${nameEntries(heads)}.`;
      return showStep("choose");
    },
    keep: leave,
    drop: () => showStep("sure"),
    back: () => showStep("choose"),
    stay: () => dialog.close(),
    async "drop-sure"() {
      const heads = await listOwnHeads();
      const gone = await Promise.all(heads.map((head) => store.withdrawEntry(head.id)));
      // What may have arrived is taken back at the server first, as long as we can still say who asks it.
      if (gone.includes(false)) await sendSoon();
      await Promise.all(heads.map((head) => store.deleteEntry(head.id)));
      return leave();
    },
  };

  dialog.addEventListener("click", (event) => choices[event.target.closest("[data-choice]")?.dataset.choice]?.());

  document.addEventListener("submit", async (event) => {
    if (!new URL(event.target.action).pathname.endsWith("/account/logout/")) return;
    event.preventDefault();
    form = event.target;
    if ((await listOwnHeads()).length === 0) {
      await leave();
      return;
    }
    dialog.querySelector("[data-said]").textContent = "";
    dialog.showModal();
    await showStep("choose");
  });
}

function tellLeft(heads) {
  if (heads.length === 0) return "Geen verbinding";
  return `Er ${heads.length === 1 ? "wacht" : "wachten"} nog ${nameEntries(heads)}`;
}
