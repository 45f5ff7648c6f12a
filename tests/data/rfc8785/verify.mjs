// Verifies a ledger.json without trusting whoever published it, from the design's contract alone (its section 7).
//
// Plain ECMAScript modules and WebCrypto, no library: it runs in a browser over HTTPS (or on localhost) and in Node.
// It throws on nothing that a JSON file can hold: what is wrong comes back as flaws, by code and entry.

export const VERSION = 1;
export const NO_HEAD = "0".repeat(64);
const LONE_SURROGATE = /\p{Surrogate}/u;

/** Returns the canonical text of a JSON value (RFC 8785). Throws a TypeError where the value is none of JSON's. */
export function canonical(value) {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value);
  if (typeof value === "string" && !LONE_SURROGATE.test(value)) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${Array.from(value, canonical).join(",")}]`;
  if (typeof value === "object") {
    // The default order of sort() is by UTF-16 code units, which is the one that the RFC asks for.
    const names = Object.keys(value).sort();
    return `{${names.map((name) => `${canonical(name)}:${canonical(value[name])}`).join(",")}}`;
  }
  throw new TypeError("not a JSON value");
}

/** Returns the SHA-256 of a text's UTF-8 bytes in hex. */
export async function sha256(text) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Returns the hash that an entry should carry: over all of it but the hash itself. */
export function hashOf(entry) {
  const { hash, ...rest } = entry;
  return sha256(canonical(rest));
}

/** Returns the digest that a text with its salt should have. */
export function digestOf({ salt, text }) {
  return sha256(salt + text);
}

/**
 * Verifies a parsed ledger.json, and where a seal is given that the ledger continues the one that was sealed.
 *
 * Edits are a chain of their own beside that of the dates, and are held to the same. Returns { n, head, flaws, seal },
 * n and head of the dates. Flaws are { code, n } or { code, digest }; without any, every entry is as it was hashed, and
 * every open text is the one that its entry holds. `seal` is "none", "continues", "restarted" (an entry says openly that
 * the ledger began anew after the sealed head) or "broken".
 */
export async function verify(ledger, seal = null) {
  const entries = ledger?.entries;
  const edits = ledger?.edits === undefined ? [] : ledger.edits?.entries;
  const areSound = [entries, edits].every((each) => Array.isArray(each) && each.every(isEntry));
  if (ledger?.version !== VERSION || !areSound || !isObject(ledger.openings)) {
    return { n: 0, head: NO_HEAD, flaws: [{ code: "shape" }], seal: "none" };
  }
  const ofEdits = (await flawsOfChain(edits)).map((flaw) => ({ ...flaw, code: `edit ${flaw.code}` }));
  const openings = await flawsOfOpenings([...entries, ...edits], ledger.openings);
  const flaws = [...(await flawsOfChain(entries)), ...ofEdits, ...openings];
  const head = entries.at(-1)?.hash ?? NO_HEAD;
  if (ledger.head !== head) flaws.push({ code: "head" });
  if (ledger.edits && ledger.edits.head !== (edits.at(-1)?.hash ?? NO_HEAD)) flaws.push({ code: "edit head" });
  return { n: entries.length, head, flaws, seal: continuity(entries, seal, edits) };
}

const isObject = (value) => typeof value === "object" && value !== null && !Array.isArray(value);
const isEntry = (entry) => isObject(entry) && isObject(entry.texts);
const orNull = (promise) => promise.catch(() => null);

async function flawsOfChain(entries) {
  const hashes = await Promise.all(entries.map((entry) => orNull(Promise.resolve(entry).then(hashOf))));
  return entries.flatMap((entry, at) => {
    const n = at + 1;
    const previous = at === 0 ? NO_HEAD : entries[at - 1].hash;
    return [
      ...(entry.n === n ? [] : [{ code: "number", n }]),
      ...(entry.previous === previous ? [] : [{ code: "previous", n }]),
      ...(entry.hash === hashes[at] ? [] : [{ code: "hash", n }]),
    ];
  });
}

async function flawsOfOpenings(entries, openings) {
  const held = new Set(entries.flatMap((entry) => Object.values(entry.texts)));
  const checked = Object.entries(openings).map(async ([digest, opening]) => {
    if (!held.has(digest)) return [{ code: "stray", digest }];
    const isText = isObject(opening) && typeof opening.salt === "string" && typeof opening.text === "string";
    return isText && (await digestOf(opening)) === digest ? [] : [{ code: "opening", digest }];
  });
  return (await Promise.all(checked)).flat();
}

/** Tells how entries, and edits beside them, stand to a seal. One of no entries seals nothing. */
export function continuity(entries, seal, edits = []) {
  if (!seal || (seal.n === 0 && !seal.edits)) return "none";
  const holds = (chain, { n, head }) => n === 0 || chain[n - 1]?.hash === head;
  if (holds(entries, seal) && (!seal.edits || holds(edits, seal.edits))) return "continues";
  const names = (entry) => entry.kind === "restarted" && Array.isArray(entry.of) && entry.of.includes(seal.head);
  return entries.some(names) ? "restarted" : "broken";
}
