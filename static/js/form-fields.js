// Reading a form, filling it in again, and saying beside its fields what is wrong. Knows nothing of what the fields mean
// beyond two questions that open only once they apply, and that a round says at least one number.

import { MISSING_ANSWER, MISSING_NUMBER, MISSING_THEME, MISSING_VALUE, summary } from "./outbox-words.js";

const NOT_CONTENT = new Set(["csrfmiddlewaretoken", "id", "revision", "next", "more", "conflict"]);
const MOST = 10;

// A counter that nobody touched says nothing, and a form may have a hundred of them.
const isIdle = (form, name, value) => value === "" && form.elements.namedItem(name)?.type === "number";

export const readFields = (form) =>
  [...new FormData(form)].filter(([name, value]) => !NOT_CONTENT.has(name) && !isIdle(form, name, value));

const findAll = (form, name) => [...form.querySelectorAll(`[name="${CSS.escape(name)}"]`)];
const isChoice = (input) => input.type === "radio" || input.type === "checkbox";

// One more help request, as the template holds it. Returns it, or null when there are enough.
export function addRequest(form) {
  const number = form.querySelectorAll(".request").length;
  const template = document.getElementById("one-more");
  if (!template || number >= MOST) return null;
  const block = template.content.cloneNode(true).firstElementChild;
  for (const element of block.querySelectorAll("*")) {
    for (const attribute of element.attributes) {
      attribute.value = attribute.value.replaceAll("request-1-", `request-${number}-`);
    }
  }
  template.before(block);
  form.elements.namedItem("requests").value = String(number + 1);
  return block;
}

// The form as it came, without what was filled in; `kept` names the fields that stay as they are.
export function emptyForm(form, kept = []) {
  for (const block of [...form.querySelectorAll(".request")].slice(1)) block.remove();
  const requests = form.elements.namedItem("requests");
  if (requests) requests.value = "1";
  for (const input of form.querySelectorAll("input, textarea, select")) {
    const isIdentity = input.type === "hidden" && input.name !== "no_names";
    if (kept.includes(input.name) || isIdentity) continue;
    if (isChoice(input)) input.checked = input.defaultChecked;
    else if (input.tagName === "SELECT") input.value = (input.querySelector("[selected]") ?? input.options[0]).value;
    else input.value = input.defaultValue;
  }
  for (const details of form.querySelectorAll("details")) details.open = false;
}

export function fillForm(form, pairs) {
  emptyForm(form, ["kind"]);
  const wanted = Number(pairs.find(([name]) => name === "requests")?.[1] ?? 1);
  while (form.querySelectorAll(".request").length < wanted && addRequest(form));
  for (const [name, value] of pairs) {
    const inputs = findAll(form, name);
    const choice = inputs.find((input) => isChoice(input) && input.value === value);
    const input = choice ?? inputs.find((other) => !isChoice(other));
    if (!input || name === "requests") continue;
    if (choice) choice.checked = true;
    else input.value = value;
    if (value) input.closest("details")?.setAttribute("open", "");
  }
  // What the page says about an activity and day is asked for anew.
  form.querySelector('[name="activity"]:checked')?.dispatchEvent(new Event("change", { bubbles: true }));
}

// What the form says in a few words: where, and about what.
export function describeForm(form) {
  const choices = [...form.querySelectorAll("input:checked")].filter((input) => input.value);
  const tell = (wanted) => choices.filter((input) => wanted(input.name)).map((input) => input.labels[0].textContent.trim());
  const title = tell((name) => name === "activity")[0] ?? "";
  const number = form.elements.namedItem("head_count")?.value;
  const text = [number ? `${number} mensen` : "", ...tell((name) => name === "site_answer" || name === "round" || name.endsWith("-theme"))];
  return { title, text: text.filter(Boolean).join(", ") };
}

// What is plainly missing, by field; the server has the last word.
export function findMissing(form) {
  const problems = {};
  for (const input of form.querySelectorAll(":invalid")) {
    if (input.name) problems[input.name] ??= isChoice(input) ? MISSING_ANSWER : MISSING_VALUE;
  }
  const again = form.querySelector('.ask-activity [name="activity_answer"]');
  if (again?.checkVisibility?.() && !form.querySelector('[name="activity_answer"]:checked')) {
    problems.activity_answer = MISSING_ANSWER;
  }
  const numbers = [...form.querySelectorAll('[type="number"]')];
  if (form.dataset.kind === "outreach" && numbers.every(({ value }) => value === "")) {
    problems.addresses ??= MISSING_NUMBER;
  }
  for (const block of form.querySelectorAll(".request")) {
    const theme = block.querySelector('[name$="-theme"]');
    const note = block.querySelector('[name$="-note"]');
    const isTouched = block.querySelector('[type="checkbox"]:checked') || note?.value.trim();
    if (theme && isTouched && !block.querySelector('[name$="-theme"]:checked:not([value=""])')) {
      problems[theme.name] = MISSING_THEME;
    }
  }
  return problems;
}

const findBox = (form, name) => findAll(form, name)[0]?.closest("fieldset, .field");

export function clearProblems(form) {
  form.querySelectorAll(".problems, .errors").forEach((element) => element.remove());
  for (const box of form.querySelectorAll(".field--wrong")) box.classList.remove("field--wrong");
  for (const input of form.querySelectorAll("[aria-invalid]")) input.removeAttribute("aria-invalid");
}

// Put each sentence beside its field, and all of them on top; the focus goes there.
export function showProblems(form, problems) {
  clearProblems(form);
  const list = document.createElement("ul");
  for (const [name, sentence] of Object.entries(problems)) {
    const box = name ? findBox(form, name) : null;
    list.append(makeLine(box, sentence));
    if (box) mark(box, name, sentence);
  }
  const top = document.createElement("div");
  top.className = "problems";
  top.setAttribute("role", "alert");
  top.tabIndex = -1;
  const title = document.createElement("h2");
  title.textContent = summary(Object.keys(problems).length);
  top.append(title, list);
  form.prepend(top);
  top.focus();
  top.scrollIntoView({ block: "start" });
}

function makeLine(box, sentence) {
  const line = document.createElement("li");
  const target = box?.querySelector("input, textarea, select");
  if (!target) {
    line.textContent = sentence;
    return line;
  }
  const link = document.createElement("a");
  link.href = `#${target.id}`;
  const label = box.querySelector("legend, label")?.firstChild?.textContent.trim() ?? "";
  const words = document.createElement("span");
  words.append(`${label} `, Object.assign(document.createElement("span"), { className: "why-not", textContent: sentence }));
  link.append(words);
  line.append(link);
  return line;
}

function mark(box, name, sentence) {
  box.classList.add("field--wrong");
  box.closest("details")?.setAttribute("open", "");
  const said = document.createElement("ul");
  said.className = "errors";
  said.id = `problem-${name}`;
  said.append(Object.assign(document.createElement("li"), { textContent: sentence }));
  (box.querySelector("legend, label") ?? box.firstChild).after(said);
  const target = box.tagName === "FIELDSET" ? box : box.querySelector("input, textarea, select");
  target.setAttribute("aria-describedby", said.id);
  if (target !== box) target.setAttribute("aria-invalid", "true");
}
