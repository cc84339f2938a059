// Says beside a guarded text what may not stand in it, before the form is sent or kept for later. What was typed stays.
import { askAbout, findIdentifiers, findNames } from "./guard.js";

const ownWords = readOwnWords();

// Looks at the guarded texts of a form; shows what is wrong and gives whether the form may go as it is.
export function checkForm(form, submitter) {
  clear(form);
  const answered = form.elements.no_names?.value.split(" ") ?? [];
  const allowed = new Set([...ownWords, ...answered]);
  let first = null;
  for (const field of form.querySelectorAll("[data-guarded]")) {
    const reasons = [...new Set(findIdentifiers(field.value).map((found) => found.reason))];
    const names = reasons.length ? [] : findNames(field.value, allowed);
    if (!reasons.length && !names.length) continue;
    const sentences = reasons.length ? reasons : [askAbout(names)];
    const question = showProblem(field, sentences, names, submitter);
    first ??= question ?? field;
  }
  if (first) showFrom(first);
  return first === null;
}

// The reason stands above the field, so the field alone in view would not say why.
function showFrom(element) {
  element.focus({ preventScroll: true });
  element.closest(".field")?.scrollIntoView({ block: "start" });
}

// Puts the question under the fields in which the server read a name; `names` holds the words of each. The sentence of
// the question stands beside the field already.
export function askAgain(form, names, submitter) {
  for (const [name, words] of Object.entries(names)) {
    const field = form.elements.namedItem(name);
    const list = document.getElementById(`problem-${name}`);
    if (field && list) showQuestion(field, list, words, submitter);
  }
}

function showProblem(field, sentences, names, submitter) {
  const place = field.closest(".field");
  const list = document.createElement("ul");
  list.className = "errors";
  list.id = `${field.id}_guard`;
  list.role = "alert";
  list.dataset.guard = "";
  list.append(...sentences.map((sentence) => Object.assign(document.createElement("li"), { textContent: sentence })));
  field.closest("details")?.setAttribute("open", "");
  field.before(list);
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", [...describers(field), list.id].join(" "));
  place?.classList.add("field--wrong");
  return names.length ? showQuestion(field, list, names, submitter) : null;
}

function showQuestion(field, list, names, submitter) {
  const template = document.getElementById("name-question");
  const { form } = field;
  if (!template || !form.elements.no_names) return null;
  const question = template.content.firstElementChild.cloneNode(true);
  question.dataset.guard = "";
  question.setAttribute("aria-labelledby", list.id);
  question.querySelector("[data-answer=no]").addEventListener("click", () => {
    form.elements.no_names.value = [form.elements.no_names.value, ...names].join(" ").trim();
    form.requestSubmit(submitter?.isConnected ? submitter : null);
  });
  question.querySelector("[data-answer=yes]").addEventListener("click", () => {
    clear(form);
    field.focus();
  });
  field.after(question);
  return question;
}

function clear(form) {
  for (const shown of form.querySelectorAll("[data-guard]")) shown.remove();
  for (const field of form.querySelectorAll("[data-guarded]")) {
    const left = describers(field).filter((id) => id !== `${field.id}_guard`);
    if (left.length) field.setAttribute("aria-describedby", left.join(" "));
    else field.removeAttribute("aria-describedby");
    if (left.includes(`${field.id}_error`)) continue;
    field.removeAttribute("aria-invalid");
    field.closest(".field")?.classList.remove("field--wrong");
  }
}

function describers(field) {
  return field.getAttribute("aria-describedby")?.split(" ").filter(Boolean) ?? [];
}

function readOwnWords() {
  return JSON.parse(document.getElementById("own-words")?.textContent ?? "[]");
}

// Before anything else that listens: whoever keeps or sends the form sees only what may go.
window.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (!form.querySelector("[data-guarded]") || event.submitter?.formNoValidate) return;
    if (event.submitter?.name === "no_names") form.elements.no_names.value = event.submitter.value;
    if (checkForm(form, event.submitter)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  },
  { capture: true },
);
