// What waits on this phone, in IndexedDB. The content is sealed with a key that no script can read out of the browser.
//
// An entry has a head (whose it is, where, since when, in which state) and a sealed content (what was tapped).
// States: "waiting" to be sent; "refused", "conflict", "unsupported", "doubt" wait for a person.

const DATABASE = "stek";
const ENTRIES = "entries";
const FACTS = "facts";
const NEWS = "stek-outbox";

let opening = null;

export function isAvailable() {
  return Boolean(globalThis.isSecureContext && globalThis.indexedDB && globalThis.crypto?.subtle);
}

function open() {
  opening ??= new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore(ENTRIES, { keyPath: "id" });
      request.result.createObjectStore(FACTS);
    };
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
    request.onerror = () => {
      opening = null;
      reject(request.error);
    };
  });
  return opening;
}

// One transaction; `work` gets the store and a function that takes the result. On disk before it resolves.
async function run(name, mode, work) {
  const database = await open();
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(name, mode, { durability: "strict" });
    let result;
    transaction.oncomplete = () => resolve(result);
    transaction.onabort = () => reject(transaction.error);
    work(transaction.objectStore(name), (value) => {
      result = value;
    });
  });
}

const read = (name, key) =>
  run(name, "readonly", (store, give) => {
    store.get(key).onsuccess = (event) => give(event.target.result ?? null);
  });

export const getFact = (name) => read(FACTS, name);
export const setFact = (name, value) => run(FACTS, "readwrite", (store) => store.put(value, name));

async function getKey() {
  const known = await getFact("key");
  if (known) return known;
  const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  // Another tab may have made one a moment ago; the first one stays.
  return run(FACTS, "readwrite", (store, give) => {
    store.get("key").onsuccess = (event) => {
      give(event.target.result ?? made);
      if (!event.target.result) store.put(made, "key");
    };
  });
}

async function seal(content) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const bytes = new TextEncoder().encode(JSON.stringify(content));
  return { iv, bytes: await crypto.subtle.encrypt({ name: "AES-GCM", iv }, await getKey(), bytes) };
}

async function unseal({ sealed, ...head }) {
  const bytes = await crypto.subtle.decrypt({ name: "AES-GCM", iv: sealed.iv }, await getKey(), sealed.bytes);
  return { ...head, ...JSON.parse(new TextDecoder().decode(bytes)) };
}

const HEAD = ["id", "site", "user", "kind", "queuedAt", "state", "attempted", "withdrawn", "stamp"];

async function pack(entry) {
  const head = Object.fromEntries(HEAD.map((name) => [name, entry[name]]));
  const content = Object.fromEntries(Object.entries(entry).filter(([name]) => !HEAD.includes(name)));
  return { ...head, sealed: await seal(content) };
}

// Heads with their sealed content, the oldest first.
export async function listHeads() {
  const heads = await run(ENTRIES, "readonly", (store, give) => {
    store.getAll().onsuccess = (event) => give(event.target.result);
  });
  return heads.sort((one, other) => one.queuedAt - other.queuedAt);
}

export const unsealAll = (heads) => Promise.all(heads.map(unseal));

export async function readEntry(id) {
  const head = await read(ENTRIES, id);
  return head && unseal(head);
}

// Keep what a person saved. What may have arrived before gets a higher revision, so that it counts as a correction.
export async function saveEntry(entry) {
  const former = await readEntry(entry.id);
  const attempted = former?.attempted ?? false;
  const revision = attempted ? Math.max(entry.revision, former.revision + 1) : entry.revision;
  const queuedAt = former?.queuedAt ?? entry.queuedAt;
  const fresh = { state: "waiting", withdrawn: false, problems: {}, names: {}, stamp: crypto.randomUUID() };
  const packed = await pack({ ...entry, ...fresh, attempted, revision, queuedAt });
  await run(ENTRIES, "readwrite", (store) => store.put(packed));
  tell({ changed: true });
}

export const markAttempted = (ids) =>
  run(ENTRIES, "readwrite", (store) => {
    for (const id of ids) {
      store.get(id).onsuccess = (event) => {
        if (event.target.result) store.put({ ...event.target.result, attempted: true });
      };
    }
  });

// Replace or remove entries, each unless a person changed it in the meantime. Pairs of an entry and what comes in its
// place; that is null when it arrived. One transaction, for each one waits for the disk.
export async function settleEntries(pairs) {
  const packed = await Promise.all(
    pairs.map(async ([entry, next]) => [entry, next && (await pack({ ...next, stamp: crypto.randomUUID() }))]),
  );
  return run(ENTRIES, "readwrite", (store) => {
    for (const [entry, next] of packed) {
      store.get(entry.id).onsuccess = (event) => {
        if (event.target.result?.stamp !== entry.stamp) return;
        if (next) store.put(next);
        else store.delete(entry.id);
      };
    }
  });
}

export const settleEntry = (entry, next) => settleEntries([[entry, next]]);

// Throw an entry away. What may have arrived stays until the server has taken it back. True when nothing is left of it.
export async function withdrawEntry(id) {
  const gone = await run(ENTRIES, "readwrite", (store, give) => {
    store.get(id).onsuccess = (event) => {
      const head = event.target.result;
      give(!head?.attempted);
      if (!head) return;
      if (!head.attempted) store.delete(id);
      else store.put({ ...head, withdrawn: true, state: "waiting", stamp: crypto.randomUUID() });
    };
  });
  tell({ changed: true });
  return gone;
}

export async function deleteEntry(id) {
  await run(ENTRIES, "readwrite", (store) => store.delete(id));
  tell({ changed: true });
}

// Other tabs and other scripts of this tab hear what changed.
const channel = globalThis.BroadcastChannel ? new BroadcastChannel(NEWS) : null;

export const tell = (news) => channel?.postMessage(news);

export function listen(hear) {
  if (globalThis.BroadcastChannel) new BroadcastChannel(NEWS).onmessage = (event) => hear(event.data);
}
