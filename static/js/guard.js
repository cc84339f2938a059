// What may not stand in a free text. The same as signals/guard.py, on the same rules: see there for the why of each step.
import rules from "./guard-rules.js";

const BLANK = " ; ";
const WORD = /[A-Za-z][A-Za-z'-]{0,60}/g;

const same = new Map();
for (const [plain, chars] of Object.entries(rules.same)) {
  for (const char of chars) same.set(char, plain);
}
for (const zero of rules.zeros) {
  for (let digit = 0; digit < 10; digit += 1) same.set(String.fromCodePoint(zero.codePointAt(0) + digit), String(digit));
}

const identifiers = rules.identifiers.map(buildRule);
const harmless = rules.harmless_before_phone.map(buildRule);
const titles = rules.titles.split(" ");
const shortened = [...titles, ...rules.shortened.split(" ")];
const noNames = new Set([...Object.values(rules.no_names).flatMap((words) => words.split(" ")), ...titles]);
const firstNames = new Set(rules.first_names.split(" "));
const nothing = new Set();

// What in this text would let somebody be found: [{kind, reason, text}], empty when it is fine.
export function findIdentifiers(text) {
  let plain = makePlain(text);
  let ahead = harmless;
  const findings = [];
  for (const rule of identifiers) {
    if (rule.kind === "phone") {
      for (const other of ahead) plain = blankOut(plain, scan(other, plain));
      ahead = [];
    }
    const spans = scan(rule, plain);
    for (const [start, end] of spans) {
      findings.push({ kind: rule.kind, reason: rules.kinds[rule.kind], text: plain.slice(start, end).trim() });
    }
    plain = blankOut(plain, spans);
  }
  return findings;
}

// The words that are probably somebody's name, in lower case. `allowedWords`: the site's own words, in lower case.
export function findNames(text, allowedWords = []) {
  const plain = makePlain(text.replace(/[\r\n]/g, " . "));
  const allowed = allowedWords instanceof Set ? allowedWords : new Set(allowedWords);
  const found = new Set();
  let before = "";
  let end = 0;
  for (const match of plain.matchAll(WORD)) {
    const word = stripEnds(match[0]);
    const lower = word.toLowerCase();
    const isStart = startsSentence(plain.slice(end, match.index), before, end === 0);
    const isName =
      isCapitalised(word) && !isStart
        ? !isAllowed(lower, noNames, allowed)
        : firstNames.has(lower) && !isAllowed(lower, nothing, allowed);
    if (isName) found.add(lower);
    before = match[0];
    end = match.index + match[0].length;
  }
  return [...found];
}

// The question to put when a text holds these probable names.
export function askAbout(names) {
  const listed = names.map((name) => `'${name[0].toUpperCase()}${name.slice(1)}'`).join(", ");
  return `${rules.kinds.name} (${listed})`;
}

export function makePlain(text) {
  let plain = "";
  for (const char of text.normalize("NFKD")) {
    if (same.has(char)) plain += same.get(char);
    else if (/[\p{Cf}\p{M}]/u.test(char)) continue;
    else plain += /[\p{Z}\p{C}]/u.test(char) ? " " : char;
  }
  return plain.replace(/ {2,}/g, " ");
}

function buildRule({ kind, pattern, flags, check }) {
  return { kind, check, pattern: new RegExp(fillIn(pattern), `gu${flags}`) };
}

function fillIn(pattern) {
  return pattern.replace(/<([A-Za-z_]+)>/g, (_whole, name) => fillIn([rules.parts[name]].flat().join("|")));
}

function scan({ pattern, check }, text) {
  const spans = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match; match = pattern.exec(text)) {
    const end = match.index + match[0].length;
    // What stands before the first group is there to look behind; after it comes nothing.
    if (passes(check, match[1])) spans.push([end - match[1].length, end]);
    else pattern.lastIndex = match.index + String.fromCodePoint(text.codePointAt(match.index)).length;
  }
  return spans;
}

function passes(check, text) {
  if (check === "iban") return isIban(text);
  if (check === "national") return isNationalNumber(text.replace(/[^0-9]/g, ""));
  return true;
}

function isIban(text) {
  const compact = text.toLowerCase().replace(/[^0-9a-z]/g, "");
  const length = rules.iban_lengths[compact.slice(0, 2)] ?? 0;
  const number = compact.slice(0, length);
  if (!length || number.length < length || number.slice(4).replace(/[^0-9]/g, "").length < 10) return false;
  const turned = number.slice(4) + number.slice(0, 4);
  return divideBy97([...turned].map((char) => parseInt(char, 36)).join("")) === 1;
}

function isNationalNumber(digits) {
  const month = Number(digits.slice(2, 4));
  if (month % 20 > 12 || month >= 60 || Number(digits.slice(4, 6)) > 31) return false;
  return ["", "2"].some((century) => 97 - divideBy97(century + digits.slice(0, 9)) === Number(digits.slice(9)));
}

function divideBy97(digits) {
  let rest = 0;
  for (const digit of digits) rest = (rest * 10 + Number(digit)) % 97;
  return rest;
}

function blankOut(text, spans) {
  let kept = "";
  let end = 0;
  for (const [start, stop] of spans) {
    kept += text.slice(end, start) + BLANK;
    end = stop;
  }
  return kept + text.slice(end);
}

function stripEnds(word) {
  return word.replace(/^['-]+/, "").replace(/['-]+$/, "");
}

function startsSentence(gap, before, isFirst) {
  if (isFirst || gap.includes(" - ")) return true;
  if (![...gap].some((char) => rules.starters.includes(char))) return false;
  const isShort = shortened.includes(before.toLowerCase()) || /^[a-z]$/.test(before);
  return !(isShort && gap === ". ");
}

function isCapitalised(word) {
  return /^[A-Z]/.test(word) && /[a-z]/.test(word);
}

function isAllowed(word, known, allowed) {
  const shapes = [word, word.replace(/'s$/, ""), word.replace(/s$/, "")];
  if (shapes.some((shape) => known.has(shape) || allowed.has(shape))) return true;
  if (known.size && rules.endings.some((ending) => word.endsWith(ending))) return true;
  const parts = word.split("-");
  return parts.length > 1 && parts.every((part) => isAllowed(part, known, allowed));
}
