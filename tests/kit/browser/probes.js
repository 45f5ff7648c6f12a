// Looks at a page from the inside, for detectors.py: each probe returns what it found wrong, in words.
// It is added before a page's own scripts, and the page's Content-Security-Policy does not apply to it.
(() => {
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const px = (value) => `${Math.round(value * 10) / 10} px`;
  const shown = (element) =>
    element.checkVisibility({ opacityProperty: true, visibilityProperty: true, contentVisibilityAuto: true });
  const name = (element) => {
    const words = (element.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 40);
    const kind = element.getAttribute("class")?.split(" ")[0];
    return `<${element.tagName.toLowerCase()}${kind ? ` ${kind}` : ""}> "${words}"`;
  };
  const upwards = (element) => {
    const chain = [];
    for (let each = element; each; each = each.parentElement) chain.push(each);
    return chain;
  };
  const writtenOn = () => {
    const found = new Set();
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { data, parentElement } = walker.currentNode;
      if (data.trim() && shown(parentElement)) found.add(parentElement);
    }
    return [...found];
  };
  // What scrolls by itself, and what is there for those who listen alone.
  const SCROLLING = ".pg-scroll, .md-typeset__scrollwrap, .pg-prose pre, svg";
  const isUnseen = (element) => upwards(element).some((each) => getComputedStyle(each).clipPath === "inset(50%)");
  const inkOf = (element) => {
    const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
    return texts.flatMap((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()];
    });
  };

  // Colours: whatever CSS says, color-mix() too, as red, green and blue from 0 to 255 and alpha from 0 to 1.
  const known = new Map();
  let brush;
  const rgba = (css) => {
    if (!known.has(css)) {
      brush ??= new OffscreenCanvas(1, 1).getContext("2d", { willReadFrequently: true });
      brush.clearRect(0, 0, 1, 1);
      brush.fillStyle = "#0000";
      brush.fillStyle = css;
      brush.fillRect(0, 0, 1, 1);
      const [red, green, blue, alpha] = brush.getImageData(0, 0, 1, 1).data;
      known.set(css, [red, green, blue, alpha / 255]);
    }
    return known.get(css);
  };
  const hex = (colour) => `#${colour.slice(0, 3).map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;
  const over = (top, below) => [...top.slice(0, 3).map((part, i) => part * top[3] + below[i] * (1 - top[3])), 1];
  // Paper is white, and a printer leaves out backgrounds unless a page insists.
  const behind = (element, onPaper) =>
    upwards(element)
      .reverse()
      .map((each) => getComputedStyle(each))
      .filter((style) => !onPaper || style.printColorAdjust === "exact")
      .reduce((below, style) => over(rgba(style.backgroundColor), below), [255, 255, 255, 1]);
  const luminance = (colour) => {
    const [red, green, blue] = colour.slice(0, 3).map((part) => {
      const value = part / 255;
      return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const ratio = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const ROLES = ["accent", "ink", "soft", "surface", "line", "plan", "plan-text", "late"];
  const palette = (scheme) => {
    const stand = document.createElement("i");
    if (scheme) stand.dataset.mdColorScheme = scheme;
    document.body.append(stand);
    const found = ROLES.map((role) => {
      stand.style.color = `var(--pg-${role})`;
      return rgba(getComputedStyle(stand).color);
    });
    stand.remove();
    return found;
  };
  const paints = (mark) => {
    const style = getComputedStyle(mark);
    const used = [
      [style.fill, style.fillOpacity],
      [style.stroke, parseFloat(style.strokeWidth) && style.strokeOpacity],
    ];
    return used.filter(([css, opacity]) => css !== "none" && Number(opacity) * rgba(css)[3] > 0.01).map(([css]) => rgba(css));
  };
  const MARKS =
    ".js-line, .points path, .point path, .shapelayer path, .xtick text, .ytick text, .annotation-text, .pg-drawing :is(path, rect, circle, text)";
  // A chart is a picture until its reader asks to explore it.
  const charts = () => all(".pg-picture, .pg-plot").filter((each) => shown(each) && each.getBoundingClientRect().height > 0);
  const whose = (chart) => chart.dataset.figure ?? `the picture "${chart.querySelector("svg")?.getAttribute("aria-label")}"`;

  const bar = () => {
    const box = document.querySelector(".pg-tabs")?.getBoundingClientRect();
    return box && box.top > innerHeight / 2 ? box.top : innerHeight;
  };

  window.probes = {
    settled: () => {
      const scheme = matchMedia("(prefers-color-scheme: dark)").matches ? "slate" : "default";
      const fits = (plot) =>
        Math.abs(plot.querySelector(".main-svg").getBoundingClientRect().width - plot.getBoundingClientRect().width) < 2;
      return document.body.dataset.mdColorScheme === scheme && all(".is-explored .pg-plot[data-drawn]").every(fits);
    },

    overflow: () => {
      const wide = document.documentElement.scrollWidth - innerWidth;
      const sticking = all(".pg *, .pg-header *").filter((each) => {
        const box = each.getBoundingClientRect();
        const isOut = box.width > 0 && (box.right > innerWidth + 0.5 || box.left < -0.5);
        return isOut && !each.closest(SCROLLING) && shown(each) && !isUnseen(each);
      });
      const where = (box) => `from ${px(box.left)} to ${px(box.right)} of ${px(innerWidth)}`;
      return [
        ...(wide > 0 ? [`the page scrolls sideways by ${px(wide)}`] : []),
        ...sticking.map((each) => `${name(each)} sticks out, ${where(each.getBoundingClientRect())}`),
      ];
    },

    // Words that leave the box they stand in, and so run into their neighbours or are cut off.
    spilling: () =>
      writtenOn()
        .filter((each) => each.closest(".pg") && !each.closest(SCROLLING))
        .flatMap((each) => {
          const holder = upwards(each).find((outer) => !["inline", "contents"].includes(getComputedStyle(outer).display));
          const beyond = Math.max(...inkOf(each).map((ink) => ink.right)) - holder.getBoundingClientRect().right;
          return beyond > 0.5 && !isUnseen(each) ? [`${name(each)} runs ${px(beyond)} out of its box`] : [];
        }),

    // What stands at the end of a page must not stay under the bar at the thumb.
    covered: () => {
      const before = scrollY;
      scrollTo({ top: document.documentElement.scrollHeight, behavior: "instant" });
      const lines = all(".pg-foot p").map((each) => [each, each.getBoundingClientRect().bottom - bar()]);
      scrollTo({ top: before, behavior: "instant" });
      return lines.filter(([, under]) => under > 0).map(([each, under]) => `${name(each)} stays ${px(under)} under the bar`);
    },

    // WCAG 2.2, 1.4.3: 4.5 to 1, and 3 to 1 for text of 24 px or bold of 18.66 px.
    contrast: (onPaper) =>
      writtenOn().flatMap((each) => {
        const style = getComputedStyle(each);
        const back = behind(each, onPaper);
        const ink = [...rgba(each.closest("svg") ? style.fill : style.color)];
        for (const outer of upwards(each)) ink[3] *= Number(getComputedStyle(outer).opacity);
        const size = parseFloat(style.fontSize);
        const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
        const found = ratio(over(ink, back), back);
        if (found >= least) return [];
        return [`${name(each)}: ${hex(over(ink, back))} on ${hex(back)} is ${found.toFixed(2)} to 1, not ${least}`];
      }),

    smallText: (selector, least) =>
      all(selector)
        .filter((each) => shown(each) && parseFloat(getComputedStyle(each).fontSize) < least)
        .map((each) => `${name(each)} is ${getComputedStyle(each).fontSize}, not ${least}px`),

    smallTargets: (selector, least) =>
      all(selector)
        .filter((each) => shown(each) && each.getBoundingClientRect().height < least - 0.01)
        .map((each) => `${name(each)} is ${px(each.getBoundingClientRect().height)} high, not ${px(least)}`),

    // What a phone shows of a page at once ends where the bar at the thumb begins.
    belowTheFold: (selectors) =>
      selectors.flatMap((selector) => {
        const element = document.querySelector(selector);
        if (!element || !shown(element)) return [`there is no ${selector}`];
        const past = element.getBoundingClientRect().bottom - bar();
        return past > 0 ? [`${name(element)} ends ${px(past)} below the first screen`] : [];
      }),

    holes: () =>
      charts()
        .filter((each) => !all("svg .trace, .pg-drawing :is(path, rect, circle)", each).some(shown))
        .map((each) => `an empty hole of ${px(each.getBoundingClientRect().height)} instead of ${whose(each)}`),

    buttons: () => all(".pg-plot :is(.modebar-btn, .modebar-container *, button)").map((each) => `a chart has the button ${name(each)}`),

    cutLabels: () =>
      charts().flatMap((plot) => {
        const frame = plot.getBoundingClientRect();
        return all("svg text", plot).filter(shown).flatMap((each) => {
          const box = each.getBoundingClientRect();
          const cut = Math.max(frame.left - box.left, box.right - frame.right, frame.top - box.top, box.bottom - frame.bottom);
          return cut > 1 ? [`the label ${name(each)} is cut off by ${px(cut)}`] : [];
        });
      }),

    crossingLabels: () =>
      charts().flatMap((plot) =>
        [".annotation-text", ".xtick text", ".ytick text", ".pg-drawing text"].flatMap((kind) => {
          const labels = all(kind, plot).filter(shown);
          return labels.flatMap((one, i) =>
            labels.slice(i + 1).flatMap((other) => {
              const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
              const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
              const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
              return wide > 1 && high > 3 ? [`the labels ${name(one)} and ${name(other)} overlap by ${px(wide)}`] : [];
            }),
          );
        }),
      ),

    // Charts are painted with the stylesheet's colours alone: those of the page's scheme, or of a named one.
    foreignColours: (scheme) => {
      const own = palette(scheme);
      const isOwn = (colour) => own.some((each) => each.slice(0, 3).every((part, i) => Math.abs(part - colour[i]) <= 2));
      return charts().flatMap((plot) => {
        const strange = all(MARKS, plot).flatMap(paints).filter((colour) => !isOwn(colour)).map(hex);
        return [...new Set(strange)].map((each) => `${whose(plot)} is painted with ${each}, a colour of nobody`);
      });
    },

    // Paper is light, and shows pictures alone, whatever was explored.
    unfitForPaper: () => [
      ...window.probes.foreignColours("default"),
      ...window.probes.holes(),
      ...charts().filter((each) => each.matches(".pg-plot")).map((each) => `${whose(each)} is on paper`),
    ],

    labels: () => charts().flatMap((each) => all("text", each)).map((each) => each.textContent),

    // Whether one sees where the keyboard is; the caret shows it in a field, and a hidden switch shows it on its label.
    focused: () => {
      const element = document.activeElement;
      const outlined = [element, ...(element.labels ?? []), element.nextElementSibling].some((each) => {
        const style = each && getComputedStyle(each);
        return style && shown(each) && style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
      });
      // The search's list of results, which the engine lets one scroll by keyboard even while it is closed.
      const isExcused = element.matches("input[type=text], .md-search__scrollwrap");
      return [element === document.body ? "" : name(element), outlined || isExcused];
    },

    // Plots that are no longer on the page but still held by the library. `remember` is called before leaving.
    remember: () => (window.remembered = all(".pg-plot")),
    leaked: () =>
      window.remembered
        .filter((each) => !each.isConnected && each._fullLayout)
        .map((each) => `${each.dataset.figure} was left behind undisposed`),
  };
})();
