// Reads the pictures of charts aloud, and draws a chart with the library where a reader asks to explore it.
// One script for the whole visit: the theme replaces pages in place and tells of each through `document$`.
(() => {
  "use strict";
  const here = document.currentScript.src;
  const plots = new Map();
  let library;

  const load = () =>
    (library ??= new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL("plotly-basic.min.js", here).href;
      script.onload = () => resolve(window.Plotly);
      script.onerror = reject;
      document.head.append(script);
    }));

  // Plotly reads only plain colours, and a stylesheet may mix them: a canvas says what comes out.
  const pencil = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
  const plain = (colour) => {
    pencil.clearRect(0, 0, 1, 1);
    pencil.fillStyle = colour;
    pencil.fillRect(0, 0, 1, 1);
    const [red, green, blue] = pencil.getImageData(0, 0, 1, 1).data;
    return `rgb(${red}, ${green}, ${blue})`;
  };

  // "@accent" stands for the stylesheet's --pg-accent, wherever it occurs in a figure.
  const coloured = (value, style) => {
    if (typeof value === "string") return value[0] === "@" ? plain(style.getPropertyValue(`--pg-${value.slice(1)}`)) : value;
    if (Array.isArray(value)) return value.map((each) => coloured(each, style));
    if (value && typeof value === "object")
      return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, coloured(each, style)]));
    return value;
  };

  const speak = (plotly, { name, ...format }) => {
    plotly.register({ moduleType: "locale", name, dictionary: {}, format: { date: "%d.%m.%Y", ...format } });
  };

  // In the figure that is explored, a reader zooms by dragging; a double click shows all of it again.
  const opened = (layout) => {
    const axes = Object.entries(layout).filter(([key]) => /^[xy]axis/.test(key));
    return { ...layout, dragmode: "zoom", ...Object.fromEntries(axes.map(([key, axis]) => [key, { ...axis, fixedrange: false }])) };
  };

  const draw = (plotly, element, figure) => {
    const style = getComputedStyle(document.body);
    const font = { ...figure.layout.font, family: getComputedStyle(element).fontFamily };
    const { data, layout } = coloured({ data: figure.data, layout: { ...figure.layout, font } }, style);
    const config = {
      displayModeBar: false, displaylogo: false, showSendToCloud: false, responsive: true,
      scrollZoom: false, doubleClick: "reset", locale: figure.locale.name,
    };
    return plotly.react(element, data, { ...opened(layout), height: Number(element.dataset.height) }, config);
  };

  // The library keeps its rules in the head, which the theme replaces with each page: they are kept beside it.
  let kept;
  const keep = () => {
    const rules = document.getElementById("plotly.js-style-global")?.sheet?.cssRules;
    if (kept || !rules) return;
    kept = new CSSStyleSheet();
    for (const rule of rules) kept.insertRule(rule.cssText, kept.cssRules.length);
    document.adoptedStyleSheets.push(kept);
  };

  const show = async (element) => {
    const [plotly, answer] = await Promise.all([load(), fetch(new URL(element.dataset.figure, document.baseURI))]);
    if (!answer.ok || !element.isConnected) return;
    const figure = await answer.json();
    speak(plotly, figure.locale);
    plots.set(element, figure);
    await draw(plotly, element, figure);
    keep();
    element.dataset.drawn = "";
  };

  const redraw = () => plots.forEach((figure, element) => draw(window.Plotly, element, figure));

  // The picture and what is explored take each other's place. Where the library does not come, the picture stays.
  const explore = async (button) => {
    const chart = button.closest(".pg-chart");
    const plot = chart.querySelector(".pg-plot");
    const opens = !chart.classList.contains("is-explored");
    chart.classList.toggle("is-explored", opens);
    button.setAttribute("aria-pressed", opens);
    if (!opens || plots.has(plot)) return;
    plot.style.height = `${plot.dataset.height}px`;
    try {
      await show(plot);
    } catch {
      chart.classList.remove("is-explored");
      button.setAttribute("aria-pressed", false);
    }
  };

  // A point of a picture tells what it stands for where a pointer comes near, and to the arrow keys.
  const NEAR = 24;
  const readers = new WeakMap();

  const middle = (element, frame) => {
    const box = element.getBoundingClientRect();
    return { x: box.left + box.width / 2 - frame.left, y: box.top + box.height / 2 - frame.top };
  };

  const reader = (picture) => {
    if (readers.has(picture)) return readers.get(picture);
    const told = Object.assign(document.createElement("div"), { className: "pg-bubble" });
    told.setAttribute("role", "status");
    picture.append(told);
    const series = [...picture.querySelectorAll(".pg-points")].map((group) => [...group.children]).filter((points) => points.length);
    const texts = new Map();
    for (const point of series.flat()) {
      const title = point.querySelector("title");
      texts.set(point, title?.textContent ?? "");
      title?.remove(); // else the browser tells the same beside it
    }
    let at = null;
    const read = (point) => {
      if (point === at) return;
      at?.classList.remove("is-read");
      at = point;
      told.textContent = point ? texts.get(point) : "";
      if (!point) return;
      point.classList.add("is-read");
      const frame = picture.getBoundingClientRect();
      const { x, y } = middle(point, frame);
      const left = Math.min(Math.max(x - told.offsetWidth / 2, 0), frame.width - told.offsetWidth);
      const above = y - told.offsetHeight - 12;
      told.style.left = `${left}px`;
      told.style.top = `${above < 0 ? y + 12 : above}px`;
    };
    const made = { series, read, at: () => at };
    readers.set(picture, made);
    return made;
  };

  const nearest = (points, x, y, frame) => {
    let [best, least] = [null, Infinity];
    for (const point of points) {
      const place = middle(point, frame);
      const distance = Math.hypot(place.x - x, place.y - y);
      if (distance < least) [best, least] = [point, distance];
    }
    return { best, least };
  };

  const pointAt = (event) => {
    const { series, read } = reader(event.currentTarget);
    const frame = event.currentTarget.getBoundingClientRect();
    const { best, least } = nearest(series.flat(), event.clientX - frame.left, event.clientY - frame.top, frame);
    read(least <= NEAR ? best : null);
  };

  // Left and right go along a series, up and down to the nearest point of the next one.
  const step = (event) => {
    const { series, read, at } = reader(event.currentTarget);
    const row = Math.max(series.findIndex((points) => points.includes(at())), 0);
    const column = series[row]?.indexOf(at()) ?? -1;
    const beside = (away) => {
      const points = series[row + away];
      if (!points || !at()) return at() ?? series[row]?.[0];
      const frame = event.currentTarget.getBoundingClientRect();
      const { x, y } = middle(at(), frame);
      return nearest(points, x, y, frame).best;
    };
    const last = (series[row]?.length ?? 0) - 1;
    const moves = {
      ArrowRight: () => series[row]?.[Math.min(column + 1, last)],
      ArrowLeft: () => series[row]?.[Math.max(column - 1, 0)],
      ArrowUp: () => beside(-1),
      ArrowDown: () => beside(1),
      Home: () => series[row]?.[0],
      End: () => series[row]?.[last],
      Escape: () => null,
    };
    if (!Object.hasOwn(moves, event.key)) return;
    event.preventDefault();
    read(moves[event.key]() ?? null);
  };

  const silent = (event) => reader(event.currentTarget).read(null);

  const readable = (picture) => {
    picture.tabIndex = 0;
    picture.addEventListener("pointermove", pointAt);
    picture.addEventListener("pointerdown", pointAt);
    picture.addEventListener("pointerleave", silent);
    picture.addEventListener("blur", silent);
    picture.addEventListener("keydown", step);
  };

  // By the reader's own clock: once newer data should have come, a page says how old it is, and its green is none.
  const age = () => {
    const now = new Date();
    const today = [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, "0")).join("-");
    for (const status of document.querySelectorAll("[data-fresh-until]")) {
      if (today <= status.dataset.freshUntil) continue;
      if (status.dataset.aged) {
        const badge = status.querySelector(".pg-badge");
        badge.className = "pg-badge pg-grey";
        badge.textContent = status.dataset.aged;
      }
      const note = Object.assign(document.createElement("p"), { className: "pg-why", textContent: status.dataset.agedNote });
      status.after(note);
      delete status.dataset.freshUntil;
    }
  };

  const arrive = () => {
    age();
    for (const element of plots.keys()) {
      if (element.isConnected) continue;
      window.Plotly.purge(element);
      plots.delete(element);
    }
    for (const picture of document.querySelectorAll(".pg-picture:not([tabindex])")) readable(picture);
    for (const button of document.querySelectorAll(".pg-explore")) button.onclick = () => explore(button);
  };

  new MutationObserver(redraw).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });

  // A tap elsewhere closes the open menu.
  addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(".pg-more details[open], .pg-switch[open]"))
      if (!menu.contains(event.target)) menu.open = false;
  });

  if (window.document$) window.document$.subscribe(arrive);
  else arrive();
})();
