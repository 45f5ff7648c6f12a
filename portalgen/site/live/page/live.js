// Keeps an open page as its data is: loads it anew after a good build, and lays over it what is wrong with the newest.
// All text comes from data or about data, and becomes text: nothing here makes markup of it.
(() => {
  "use strict";
  const edition = document.currentScript.dataset.edition;
  const PLACE = "portalgen-live";
  const AGAIN = 1000;
  let source, told, hidden;

  const element = (tag, name, ...content) => {
    const made = document.createElement(tag);
    made.className = `pgl-${name}`;
    made.append(...content.filter((each) => each !== ""));
    return made;
  };
  const counted = (notes, one, many) => `${notes.length} ${notes.length === 1 ? one : many}`;

  // --- where the reader was
  const unfolded = () => [...document.querySelectorAll("details")];
  const leave = () => {
    const open = unfolded().flatMap((each, index) => (each.open ? [index] : []));
    sessionStorage.setItem(PLACE, JSON.stringify({ href: location.href, x: scrollX, y: scrollY, open }));
    disconnect();
    location.reload();
  };
  const place = JSON.parse(sessionStorage.getItem(PLACE));
  sessionStorage.removeItem(PLACE);
  const comeBack = () => {
    if (place?.href !== location.href) return;
    unfolded().forEach((each, index) => { if (place.open.includes(index)) each.open = true; });
    scrollTo({ left: place.x, top: place.y, behavior: "instant" });
  };

  // --- what is wrong
  const frame = ({ gutter, before, meant, after }) => {
    const caret = element("mark", "caret", "^".repeat(Math.max(1, [...meant].length)));
    const spacer = element("span", "spacer", before);
    const number = gutter.trimStart();
    const margin = element("span", "gutter", number);
    const below = element("span", "gutter", number.replace(/[^|]/g, " "));
    return element("pre", "frame", margin, before, element("mark", "meant", meant), after, "\n", below, spacer, caret);
  };
  const card = (note) => {
    const made = element("li", "note");
    made.dataset.severity = note.severity;
    if (note.where) made.append(element("p", "where", note.where));
    const kind = note.code ? [element("span", "kind", `${note.severity} ${note.code}`), " "] : [];
    made.append(element("p", "message", ...kind, note.message));
    if (note.gutter) made.append(frame(note));
    if (note.help) made.append(element("p", "help", note.help));
    return made;
  };

  const title = element("h2", "title");
  const lead = element("p", "lead");
  const list = element("ul", "notes");
  const hide = element("button", "hide", "Hide ", element("kbd", "key", "Esc"));
  const sheet = element("dialog", "sheet", element("header", "head", title, hide), lead, list);
  const line = element("button", "line");
  hide.type = line.type = "button";
  sheet.tabIndex = -1;
  title.id = "pgl-title";
  sheet.setAttribute("aria-labelledby", title.id);
  line.hidden = true;
  document.body.append(sheet, line);

  const unfold = (notes, isTrouble) => {
    title.textContent = isTrouble
      ? `Last save not shown: ${counted(notes, "error", "errors")}`
      : counted(notes, "thing to look at", "things to look at");
    const behind = edition ? "Behind is the last good page." : "There is no good page yet.";
    lead.textContent = isTrouble
      ? `${behind} This goes by itself once the data is fine.`
      : "The page shows your last save. None of this keeps it from being built.";
    sheet.dataset.state = line.dataset.state;
    list.replaceChildren(...notes.map(card));
    if (!sheet.open) sheet.showModal();
    sheet.focus({ preventScroll: true });
    sheet.scrollTop = 0;
    for (const each of list.querySelectorAll("pre")) {
      const caret = each.querySelector(".pgl-caret");
      each.scrollLeft = Math.max(0, caret.offsetLeft + caret.offsetWidth - each.clientWidth * 0.8);
    }
  };
  const reveal = () => (told.trouble.length ? unfold(told.trouble, true) : unfold(told.advice, false));
  const say = (state, text) => {
    line.dataset.state = state;
    line.textContent = text;
    line.hidden = !text;
    line.disabled = state === "over";
  };

  const settle = () => {
    const { trouble, advice } = told;
    if (trouble.length) say("trouble", `${counted(trouble, "error", "errors")}: last save not shown`);
    else say("advice", advice.length ? counted(advice, "thing to look at", "things to look at") : "");
    if (!trouble.length) hidden = undefined;
    const isNews = trouble.length && JSON.stringify(trouble) !== hidden;
    const isRead = sheet.open && sheet.dataset.state === "advice" && advice.length && !trouble.length;
    if (isNews || isRead) reveal();
    else sheet.close();
  };
  // What was hidden stays hidden until something else is wrong.
  const keepHidden = () => { hidden = JSON.stringify(told.trouble); };

  line.addEventListener("click", () => { hidden = undefined; reveal(); });
  sheet.addEventListener("cancel", keepHidden);
  sheet.addEventListener("click", ({ target }) => {
    if (target !== sheet && !hide.contains(target)) return;
    keepHidden();
    sheet.close();
  });

  // --- the server
  const connect = () => {
    if (document.hidden || source) return;
    source = new EventSource("/_live/events");
    source.addEventListener("message", ({ data }) => {
      told = JSON.parse(data);
      if (told.edition !== edition) leave();
      else settle();
    });
    source.addEventListener("error", () => {
      say("over", "The preview has ended");
      if (source?.readyState !== EventSource.CLOSED) return;
      disconnect();
      setTimeout(connect, AGAIN);
    });
  };
  const disconnect = () => {
    source?.close();
    source = undefined;
  };

  // A browser keeps six connections to a host: a page that nobody sees gives its own back, and catches up when it is seen.
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pageshow", connect);
  addEventListener("pagehide", disconnect);
  // At once, so that nothing is seen to jump; and again when charts have taken their room.
  comeBack();
  addEventListener("load", comeBack);
  connect();
})();
