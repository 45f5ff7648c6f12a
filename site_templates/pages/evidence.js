// Checks a bundle without a network and without trusting whoever made it: the chain of the record, that of its
// publications, the seal, that each point says what its entry says, and the bytes of the files that a reader chooses.
// Plain ECMAScript. Its own SHA-256, since browsers keep theirs from some pages that are opened from disk.
(() => {
  "use strict";
  const NO_HEAD = "0".repeat(64);
  const RAW_EDIT = ["project", "kind", "thing", "field", "since", "recorded_on"];
  const RAW = ["n", "project", "milestone", "kind", "on", "recorded_on", "from", "to", "days", "cause", "explained", "of", "evidence"];
  const LONE_SURROGATE = /\p{Surrogate}/u;
  const BLOCK = 64;

  // The first 32 bits of the fractions of cube and square roots of the first primes (FIPS 180-4).
  const primes = [];
  for (let each = 2; primes.length < 64; each += 1) if (primes.every((prime) => each % prime)) primes.push(each);
  const fraction = (value) => Math.floor((value - Math.floor(value)) * 2 ** 32);
  const K = Uint32Array.from(primes, (prime) => fraction(Math.cbrt(prime)));
  const START = primes.slice(0, 8).map((prime) => fraction(Math.sqrt(prime)));

  const turned = (word, by) => (word >>> by) | (word << (32 - by));

  const padded = (bytes) => {
    const whole = new Uint8Array(Math.ceil((bytes.length + 9) / BLOCK) * BLOCK);
    whole.set(bytes);
    whole[bytes.length] = 0x80;
    const view = new DataView(whole.buffer);
    view.setUint32(whole.length - 8, Math.floor(bytes.length / 2 ** 29));
    view.setUint32(whole.length - 4, (bytes.length * 8) >>> 0);
    return view;
  };

  const scheduled = (view, offset, words) => {
    for (let at = 0; at < 16; at += 1) words[at] = view.getUint32(offset + at * 4);
    for (let at = 16; at < 64; at += 1) {
      const [early, late] = [words[at - 15], words[at - 2]];
      const first = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
      const second = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
      words[at] = words[at - 16] + first + words[at - 7] + second;
    }
  };

  /** Returns the SHA-256 of bytes in hex. */
  const sha256 = (bytes) => {
    const view = padded(bytes);
    const state = Uint32Array.from(START);
    const words = new Uint32Array(64);
    for (let offset = 0; offset < view.byteLength; offset += BLOCK) {
      scheduled(view, offset, words);
      let [a, b, c, d, e, f, g, h] = state;
      for (let at = 0; at < 64; at += 1) {
        const chosen = (e & f) ^ (~e & g);
        const first = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + chosen + K[at] + words[at]) | 0;
        const most = (a & b) ^ (a & c) ^ (b & c);
        const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + most) | 0;
        [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
      }
      [a, b, c, d, e, f, g, h].forEach((word, at) => { state[at] += word; });
    }
    return Array.from(state, (word) => word.toString(16).padStart(8, "0")).join("");
  };

  const digestOf = (text) => sha256(new TextEncoder().encode(text));

  /** Returns the canonical text of a JSON value (RFC 8785). Throws a TypeError where the value is none of JSON's. */
  const canonical = (value) => {
    if (value === null || typeof value === "boolean") return String(value);
    if (typeof value === "number" && Number.isFinite(value)) return JSON.stringify(value);
    if (typeof value === "string" && !LONE_SURROGATE.test(value)) return JSON.stringify(value);
    if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
    if (typeof value !== "object") throw new TypeError("not a JSON value");
    const members = Object.keys(value).sort().map((name) => `${canonical(name)}:${canonical(value[name])}`);
    return `{${members.join(",")}}`;
  };

  const without = (value, name) => Object.fromEntries(Object.entries(value).filter(([key]) => key !== name));
  const textOf = (id) => {
    const element = document.getElementById(id);
    return element ? JSON.parse(element.textContent) : null;
  };
  const valueOf = (id) => {
    const text = textOf(id);
    return text === null ? null : JSON.parse(text);
  };

  const sentences = textOf("sentences");
  const say = (id, values = {}) => sentences[id].replace(/\{(\w+)\}/g, (blank, name) => values[name] ?? blank);
  const line = (list, text) => document.getElementById(list).append(Object.assign(document.createElement("li"), { textContent: text }));
  const checked = new Set();
  let wrong = 0;
  const fail = (id, values, element) => {
    wrong += 1;
    line("flaws", say(id, values));
    if (element) element.classList.add("is-broken");
  };

  const checkEntries = (entries, flaw = "entry") => {
    let previous = NO_HEAD;
    entries.forEach((entry, at) => {
      const holds = entry.n === at + 1 && entry.previous === previous && entry.hash === digestOf(canonical(without(entry, "hash")));
      if (!holds) fail(flaw, { n: at + 1 });
      previous = entry.hash;
    });
    return previous;
  };

  const checkOpenings = (entries, openings) => {
    const held = new Set(entries.flatMap((entry) => Object.values(entry.texts)));
    for (const [digest, { text, salt }] of Object.entries(openings))
      if (!held.has(digest) || digestOf(salt + text) !== digest) fail("opening", { digest });
  };

  const restartedHeads = (entries) => entries.filter(({ kind }) => kind === "restarted").flatMap(({ of }) => of ?? []);

  const checkPublications = (publications, entries) => {
    let previous = NO_HEAD;
    let day = "";
    publications.forEach(({ hash, ...told }, at) => {
      const { on } = told;
      if (hash !== digestOf(canonical({ ...told, previous })) || on < day) fail("publication", { n: at + 1 });
      [previous, day] = [hash, on];
    });
    const foreign = publications.findLastIndex(({ n, head }) => entries[n - 1]?.hash !== head);
    if (foreign >= 0 && !restartedHeads(entries).includes(publications[foreign].head)) fail("foreign", { n: foreign + 1 });
  };

  const editsOf = (ledger) => ledger.edits?.entries ?? [];
  const goesOn = (entries, reached) => !reached || reached.n === 0 || entries[reached.n - 1]?.hash === reached.head;
  const continues = (seal, ledger) =>
    (goesOn(ledger.entries, seal) && goesOn(editsOf(ledger), seal.edits)) || restartedHeads(ledger.entries).includes(seal.head);

  const checkSeal = (seal, publications, ledger) => {
    const last = publications.at(-1);
    if (!continues(seal, ledger) || (last && last.head !== seal.head)) fail("seal", { n: seal.n });
  };

  const flat = (value) => {
    if (value === null) return "-";
    return typeof value === "object" ? Object.values(value).map(flat).join("..") : String(value);
  };

  const ofDates = (publications, { entries }) => publications.filter(({ n, head }) => entries[n - 1]?.hash === head);
  const ofEdits = (publications, ledger) =>
    publications
      .filter(({ edits }) => edits && editsOf(ledger)[edits.n - 1]?.hash === edits.head)
      .map(({ on, edits }) => ({ on, n: edits.n }));

  const firstShown = (own, n) => {
    if (!own.length || n > own.at(-1).n) return "-";
    return n <= own[0].n ? `<=${own[0].on}` : own.find((each) => each.n >= n).on;
  };

  const rawEntry = (entry, own) => {
    const parts = RAW.filter((name) => name in entry).map((name) => `${name}=${flat(entry[name])}`);
    return [...parts, `first_shown=${firstShown(own, entry.n)}`, `hash=${entry.hash}`].join(" ");
  };

  const rawEdit = (edit, own) => {
    const parts = RAW_EDIT.map((name) => `${name}=${flat(edit[name])}`);
    return [`edit=${edit.n}`, ...parts, `first_shown=${firstShown(own, edit.n)}`, `hash=${edit.hash}`].join(" ");
  };

  const rawPublication = ({ on, n, head, hash }, number) => `publication=${number} on=${on} n=${n} head=${head} hash=${hash}`;

  const plain = (text) => (text ?? "").split(/\s+/).filter(Boolean).join(" ");

  const expected = (point, ledger, publications) => {
    const { entry, edit, publication } = point.dataset;
    if (publication) return rawPublication(publications[publication - 1], publication);
    if (edit) return rawEdit(editsOf(ledger)[edit - 1], ofEdits(publications, ledger));
    return rawEntry(ledger.entries[entry - 1], ofDates(publications, ledger));
  };

  const entryOf = ({ dataset }, ledger) => (dataset.edit ? editsOf(ledger)[dataset.edit - 1] : ledger.entries[dataset.entry - 1]);

  const quotesHold = (point, ledger) =>
    [...point.querySelectorAll("[data-field]")].every((quote) => {
      const digest = entryOf(point, ledger).texts[quote.dataset.field];
      return plain(ledger.openings[digest]?.text) === plain(quote.textContent);
    });

  const exhibitsHold = (point, ledger) => {
    const evidence = ledger.entries[point.dataset.entry - 1]?.evidence;
    const named = [...point.querySelectorAll("a[href^='#exhibit-']")].map((link) => document.getElementById(link.hash.slice(1)));
    return !evidence || named.some((exhibit) => exhibit.dataset.digest === evidence.digest);
  };

  const checkPoints = (points, ledger, publications) => {
    for (const point of points) {
      let holds = false;
      try {
        const raw = point.querySelector(".pg-raw").textContent;
        holds = raw === expected(point, ledger, publications) && quotesHold(point, ledger) && exhibitsHold(point, ledger);
      } catch { /* a point that names no entry says what the record does not */ }
      if (!holds) fail("point", { n: point.id.slice("point-".length) }, point);
    }
  };

  const noteRest = (points, ledger) => {
    const told = new Set(points.map(({ dataset }) => dataset.entry ?? `edit ${dataset.edit}`));
    const rest = new Map();
    const note = (key, name) => {
      if (!told.has(key)) rest.set(name, (rest.get(name) ?? 0) + 1);
    };
    for (const { n, project, milestone } of ledger.entries) note(`${n}`, `${project}/${milestone}`);
    for (const { n, project, thing } of editsOf(ledger)) note(`edit ${n}`, `${project}: ${thing}`);
    if (rest.size) line("notes", say("rest", { list: [...rest].map(([name, count]) => `${name} (${count})`).join(", ") }));
  };

  const recorded = () => [...document.querySelectorAll("[data-entry], [data-edit], [data-publication]")];
  const exhibits = () => [...document.querySelectorAll("[data-file]")];

  const conclude = (counts) => {
    const verdict = document.getElementById("verdict");
    verdict.className = wrong ? "is-broken" : "is-whole";
    verdict.textContent = wrong ? say("fails", { n: wrong }) : say("holds", { ...counts, exhibits: checked.size, all: exhibits().length });
  };

  const isGoneOnFrom = (kept, ledger, publications) => {
    const isBefore = (before, after) => before.every((entry, at) => entry.hash === after[at]?.hash);
    if (Array.isArray(kept.entries)) return isBefore(kept.entries, ledger.entries) && isBefore(editsOf(kept), editsOf(ledger));
    if (Array.isArray(kept.publications)) return kept.publications.every((each, at) => canonical(each) === canonical(publications[at] ?? null));
    return continues(kept, ledger);
  };

  const isOfARecord = (value) => ["entries", "publications", "head"].some((name) => name in value);

  const checkKept = (file, bytes, ledger, publications) => {
    let kept;
    try {
      kept = JSON.parse(new TextDecoder().decode(bytes));
    } catch {
      return false;
    }
    if (typeof kept !== "object" || kept === null || !isOfARecord(kept)) return false;
    if (isGoneOnFrom(kept, ledger, publications)) line("notes", say("kept", { file }));
    else fail("broken", { file });
    return true;
  };

  const checkFile = async (file, ledger, publications) => {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const digest = sha256(bytes);
    const same = exhibits().filter((each) => each.dataset.digest === digest);
    const named = exhibits().filter((each) => each.dataset.file.endsWith(`/${file.name}`));
    for (const each of same) {
      checked.add(each.id);
      each.querySelector(".pg-checked").textContent = say("same");
    }
    if (same.length) return;
    if (named.length) fail("exhibit", { file: file.name, digest }, named[0]);
    else if (!checkKept(file.name, bytes, ledger, publications)) fail("unknown", { file: file.name });
  };

  const start = () => {
    const ledger = valueOf("ledger.json");
    const publications = valueOf("publications.json")?.publications ?? [];
    const seal = valueOf("seal.json");
    const points = recorded();
    const { entries } = ledger;
    const edits = editsOf(ledger);
    if (checkEntries(entries) !== ledger.head) fail("head");
    if (checkEntries(edits, "edit") !== (ledger.edits?.head ?? NO_HEAD)) fail("edit_head");
    checkOpenings([...entries, ...edits], ledger.openings);
    checkPublications(publications, entries);
    if (seal) checkSeal(seal, publications, ledger);
    checkPoints(points, ledger, publications);
    noteRest(points, ledger);
    const counts = { entries: entries.length + edits.length, publications: publications.length, points: points.length };
    conclude(counts);
    document.getElementById("files").addEventListener("change", async ({ target }) => {
      for (const file of target.files) await checkFile(file, ledger, publications).catch(() => fail("unread", { file: file.name }));
      conclude(counts);
    });
  };

  // On paper nobody can open a report.
  addEventListener("beforeprint", () => {
    for (const report of document.querySelectorAll("details")) report.open = true;
  });

  try {
    start();
  } catch {
    fail("shape");
    conclude({});
  }
})();
