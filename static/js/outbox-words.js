// What the outbox says. Fixed texts stand in the templates; here are the sentences with a number, a day or a duration.

const KINDS = { contact: ["contact", "contacten"], session: ["telling", "tellingen"], outreach: ["ronde", "rondes"] };
const AND = new Intl.ListFormat("nl-BE");
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

export function nameEntries(heads) {
  const parts = [];
  for (const [kind, [one, many]] of Object.entries(KINDS)) {
    const number = heads.filter((head) => head.kind === kind).length;
    if (number > 0) parts.push(`${number} ${number === 1 ? one : many}`);
  }
  return AND.format(parts) || "niets";
}

export const nameKind = (kind) => KINDS[kind]?.[0] ?? kind;

export function tellAge(milliseconds) {
  if (milliseconds < MINUTE) return "net";
  if (milliseconds < HOUR) return tellNumber(milliseconds / MINUTE, "minuut", "minuten");
  if (milliseconds < DAY) return tellNumber(milliseconds / HOUR, "uur", "uur");
  return tellNumber(milliseconds / DAY, "dag", "dagen");
}

function tellNumber(quantity, one, many) {
  const number = Math.floor(quantity);
  return `${number} ${number === 1 ? one : many}`;
}

const LONG_DAY = new Intl.DateTimeFormat("nl-BE", { weekday: "long", day: "numeric", month: "long", timeZone: "UTC" });
const CLOCK = new Intl.DateTimeFormat("nl-BE", { hour: "2-digit", minute: "2-digit", timeZone: "Europe/Brussels" });

export const tellDay = (day) => (/^\d{4}-\d\d-\d\d$/.test(day) ? LONG_DAY.format(new Date(`${day}T12:00:00Z`)) : day);
export const tellClock = (moment) => `${CLOCK.format(moment).replace(":", ".")} uur`;

export function tellStrip(heads, { offline, signedOut, now }) {
  const wrong = heads.filter((head) => head.state !== "waiting");
  const waiting = heads.filter((head) => head.state === "waiting");
  const oldest = waiting.length > 0 ? tellAge(now - waiting[0].queuedAt) : "";
  if (signedOut && heads.length > 0) {
    return [`Meld je aan om ${nameEntries(heads)} te versturen`, "Alles blijft bewaard op dit toestel."];
  }
  if (wrong.length > 0) {
    const verb = wrong.length === 1 ? "moet" : "moeten";
    const rest = waiting.length > 0 ? tellWaiting(waiting) : offline ? "Geen verbinding" : "";
    const what = "Tik hier om te zien wat er mis is.";
    return [`${nameEntries(wrong)} ${verb} nog nagekeken worden`, rest ? `${rest}. ${what}` : what];
  }
  if (waiting.length > 0) {
    const since = oldest === "net" ? "" : ` Het oudste wacht al ${oldest}.`;
    return [tellWaiting(waiting), `Bewaar gerust verder.${since}`];
  }
  return offline ? ["Geen verbinding", "Noteren kan gewoon. Het vertrekt vanzelf zodra er verbinding is."] : null;
}

const tellWaiting = (heads) => `${nameEntries(heads)} ${heads.length === 1 ? "wacht" : "wachten"} op verzending`;

export function tellState(heads, { offline, signedOut, known }) {
  if (!known) return "Je bent niet aangemeld op dit toestel. Wat iemand anders hier noteerde, zie je niet.";
  if (heads.length === 0) return "Er wacht niets. Alles wat je noteerde, is verstuurd.";
  const waits = `${nameEntries(heads)} op dit toestel.`;
  if (signedOut) return `${waits} Meld je aan om te versturen.`;
  if (heads.every((head) => head.state !== "waiting")) return `${waits} Kijk na wat eronder staat.`;
  return offline ? `${waits} Het vertrekt vanzelf zodra er verbinding is.` : `${waits} We versturen.`;
}

export const tellSent = (heads) => `${nameEntries(heads)} verstuurd.`;
export const SAVED_HERE = "Bewaard op dit toestel.";
export const SAVED_HERE_LATER = "Bewaard op dit toestel. Het vertrekt vanzelf zodra er verbinding is.";
export const SAVED = "Bewaard.";
export const WAS_DELETED = "Dit was al verwijderd en blijft verwijderd.";
export const TAKEN_BACK = "Verwijderd. Het telt nergens mee.";
export const TO_BE_TAKEN_BACK = "Weg van dit toestel. Zodra er verbinding is, verdwijnt het ook bij het team.";
export const NOT_SIGNED_IN = "We weten niet wie je bent. Meld je eerst aan, dan kan je ook zonder verbinding noteren.";
export const NOT_STORED = "Dit toestel kon het niet bewaren. Maak plaats vrij, of probeer het met verbinding.";
export const NEEDS_NETWORK = "Afmelden kan pas als er verbinding is.";
export const MISSING_ANSWER = "Kies een van de antwoorden.";
export const MISSING_THEME = "Kies ook waarover de vraag ging.";
export const MISSING_NUMBER = "Vul minstens één getal in.";
export const MISSING_VALUE = "Kijk dit na.";
export const SUMMARY_ONE = "Er klopt iets nog niet";
export const summary = (number) => (number === 1 ? SUMMARY_ONE : `Er kloppen ${number} dingen nog niet`);
export const OLD_VERSION = "Dit is genoteerd met een oude versie van de app. Kijk het na en bewaar het opnieuw.";
export const FAILED = "De server kon dit nog niet verwerken. We proberen het opnieuw.";
export const NO_ACCESS = "Je kan hier niet meer noteren. Wat wacht, blijft bewaard op dit toestel. Vraag het na bij je coördinator.";

export const tellDoubt = (on, real) =>
  `De klok van je telefoon stond anders dan die van de server. Jij noteerde ${tellDay(on)}; volgens de server was het ${tellDay(real)}. Klopt jouw dag?`;
export const tellRealDay = (real) => `Nee, het was ${tellDay(real)}`;
export const tellWrongClock = (now) =>
  `De klok van je telefoon staat verkeerd: het is ${tellClock(now)}. Zet ze juist, dan klopt de dag van wat je noteert.`;
