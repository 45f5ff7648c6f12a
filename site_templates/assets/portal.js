// Draws the charts of a page when they come near, in the page's own colours, and redraws them when those change.
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

  const draw = (plotly, element, figure, printed) => {
    const style = getComputedStyle(printed ?? document.body);
    const font = { ...figure.layout.font, family: getComputedStyle(element).fontFamily };
    const { data, layout } = coloured({ data: figure.data, layout: { ...figure.layout, font } }, style);
    const config = {
      displayModeBar: false, displaylogo: false, showSendToCloud: false, responsive: true,
      scrollZoom: false, doubleClick: false, locale: figure.locale.name,
    };
    return plotly.react(element, data, { ...layout, height: Number(element.dataset.height) }, config);
  };

  const show = async (element) => {
    const [plotly, answer] = await Promise.all([load(), fetch(new URL(element.dataset.figure, document.baseURI))]);
    if (!answer.ok || !element.isConnected) return;
    const figure = await answer.json();
    speak(plotly, figure.locale);
    plots.set(element, figure);
    await draw(plotly, element, figure);
    element.dataset.drawn = "";
  };

  const redraw = () => plots.forEach((figure, element) => draw(window.Plotly, element, figure));

  const near = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        near.unobserve(entry.target);
        show(entry.target);
      }
    },
    { rootMargin: "200px" },
  );

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
    for (const element of document.querySelectorAll(".pg-plot")) {
      element.style.height = `${element.dataset.height}px`;
      if (!plots.has(element)) near.observe(element);
    }
  };

  new MutationObserver(redraw).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });

  // Paper is light: a light stand-in lends its colours while the page prints.
  addEventListener("beforeprint", () => {
    const paper = document.createElement("div");
    paper.dataset.mdColorScheme = "default";
    document.body.append(paper);
    plots.forEach((figure, element) => draw(window.Plotly, element, figure, paper));
    paper.remove();
  });
  addEventListener("afterprint", redraw);

  // A tap elsewhere closes the open menu.
  addEventListener("click", (event) => {
    for (const menu of document.querySelectorAll(".pg-more details[open], .pg-switch[open]"))
      if (!menu.contains(event.target)) menu.open = false;
  });

  if (window.document$) window.document$.subscribe(arrive);
  else arrive();
})();
