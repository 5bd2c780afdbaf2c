"use strict";
(() => {
  const byId = id => document.getElementById(id);
  const data = JSON.parse(byId("data").textContent);
  const SVG = byId("space").namespaceURI;

  const make = (name, attributes, ...children) => {
    const element = document.createElementNS(SVG, name);
    for (const key in attributes) { element.setAttribute(key, attributes[key]); }
    element.append(...children);
    return element;
  };
  const html = (name, text, ...children) => {
    const element = document.createElement(name);
    element.textContent = text;
    element.append(...children);
    return element;
  };
  const number = value => {
    const size = Math.abs(value);
    return value === 0 ? "0" : size >= 1000 ? value.toFixed(0) : String(Number(value.toPrecision(size >= 100 ? 4 : 3)));
  };

  // The table sorts by a column.
  const table = byId("results");
  const heads = [...table.tHead.rows[0].cells];
  const key = cell => cell.dataset.value === undefined
    ? (cell.scope === "row" ? cell.textContent : null) : Number(cell.dataset.value);
  heads.forEach((head, column) => head.firstElementChild.addEventListener("click", () => {
    const descending = head.getAttribute("aria-sort") === "ascending";
    heads.forEach(each => each.removeAttribute("aria-sort"));
    head.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const rows = [...table.tBodies[0].rows];
    rows.sort((a, b) => {
      const x = key(a.cells[column]);
      const y = key(b.cells[column]);
      if (x === null || y === null) { return (x === null) - (y === null); }
      const order = typeof x === "string" ? x.localeCompare(y, "en", {numeric: true}) : x - y;
      return descending ? -order : order;
    });
    table.tBodies[0].append(...rows);
  }));

  // A combination is chosen in all charts, the list and the table at once.
  const RESTING = byId("point").textContent;
  const choose = index => {
    document.querySelectorAll(".chosen").forEach(each => each.classList.remove("chosen"));
    document.querySelectorAll(`[data-row="${index}"]`).forEach(each => each.classList.add("chosen"));
  };

  const ticks = (low, high) => {
    const rough = (high - low) / 5;
    const power = 10 ** Math.floor(Math.log10(rough));
    const step = [1, 2, 5, 10].map(each => each * power).find(each => each >= rough);
    const all = [];
    for (let n = Math.ceil(low / step); n * step <= high + step * 1e-9; n++) { all.push(n * step); }
    return all;
  };

  // Narrow screens get a narrow chart, so that its words stay as large as those around it.
  const WIDTH = Math.max(300, Math.min(560, document.body.clientWidth - 24)), HEIGHT = 340, LEFT = 62, RIGHT = 18, TOP = 26, BOTTOM = 46;
  const chart = (x, xTitle, measure) => {
    const points = data.rows.map((row, index) => ({ row, index, x: row[x], y: row["m:" + measure.name] }))
      .filter(each => each.x !== undefined && each.y !== undefined);
    const svg = make("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "group", "aria-label": `${measure.title} against ${xTitle}` });
    const right = Math.max(...points.map(each => each.x)) * 1.05 || 1;
    let low = Math.min(...points.map(each => each.y[1])), high = Math.max(...points.map(each => each.y[2]));
    const room = (high - low) * 0.08 || Math.abs(high) * 0.1 || 1;
    low = low >= 0 && low - room < 0 ? 0 : low - room;
    // No share is more than all.
    high = measure.title.endsWith("%") && high <= 100 ? Math.min(100, high + room) : high + room;
    const px = value => LEFT + (WIDTH - LEFT - RIGHT) * value / right;
    const py = value => HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - low) / (high - low);
    ticks(0, right).forEach(each => svg.append(
      make("path", { class: "axis", d: `M${px(each)} ${TOP}V${HEIGHT - BOTTOM + 5}` }),
      make("text", { x: px(each), y: HEIGHT - BOTTOM + 19, "text-anchor": "middle" }, number(each))));
    ticks(low, high).forEach(each => svg.append(
      make("path", { class: "axis", d: `M${LEFT - 5} ${py(each)}H${WIDTH - RIGHT}` }),
      make("text", { x: LEFT - 8, y: py(each) + 4, "text-anchor": "end" }, number(each))));
    svg.append(
      make("text", { x: (LEFT + WIDTH - RIGHT) / 2, y: HEIGHT - 8, "text-anchor": "middle" }, xTitle),
      make("text", { x: 6, y: 15 }, measure.title));
    const labels = [];
    for (const each of points) {
      const words = `${each.row.name}: ${number(each.x)} ${xTitle}, ${measure.title} ${number(each.y[0])}` +
        (each.y[1] === each.y[2] ? "" : ` [${number(each.y[1])}, ${number(each.y[2])}]`);
      const cx = px(each.x), cy = py(each.y[0]);
      const mark = each.row.baseline
        ? make("rect", { class: "mark", x: cx - 6, y: cy - 6, width: 12, height: 12 })
        : make("circle", { class: "mark", cx, cy, r: 6.5 });
      // Numbers of marks that lie on each other stand above each other.
      const label = [cx + 9, cy - 7];
      while (labels.some(([x, y]) => Math.abs(x - label[0]) < 14 && Math.abs(y - label[1]) < 12)) { label[1] -= 12; }
      labels.push(label);
      const group = make("g", { tabindex: 0, role: "img", "aria-label": words, "data-row": each.index, style: `--mark: ${each.row.colour}` },
        make("title", {}, words),
        make("path", { class: "interval", d: `M${cx} ${py(each.y[1])}V${py(each.y[2])}` }),
        mark,
        make("text", { x: label[0], y: label[1] }, String(each.index + 1)));
      const show = () => { choose(each.index); byId("point").textContent = words; };
      const hide = () => { choose(-1); byId("point").textContent = RESTING; };
      group.addEventListener("mouseenter", show);
      group.addEventListener("focus", show);
      group.addEventListener("mouseleave", hide);
      group.addEventListener("blur", hide);
      svg.append(group);
    }
    return svg;
  };

  const plot = () => {
    const measure = data.measures[byId("measure").value];
    byId("charts").replaceChildren(
      chart("passes", "passes an image", measure), chart("seconds", data.secondsTitle, measure));
  };
  if (data.measures.length && data.rows.some(row => row.passes !== undefined)) {
    data.measures.forEach((each, i) => {
      const option = html("option", each.title);
      option.value = i;
      byId("measure").append(option);
    });
    const quality = data.measures.findIndex(each => !["passes", "reduction", "seconds"].includes(each.name));
    byId("measure").value = Math.max(0, quality);
    byId("measure").addEventListener("change", plot);
    data.rows.forEach((row, index) => {
      const item = html("li", row.name);
      item.dataset.row = index;
      item.style.setProperty("--mark", row.colour);
      byId("names").append(item);
    });
    byId("plots").hidden = false;
    plot();
  }

  // Bars: shares from 0 to the largest.
  const bars = (values, words, titles) => {
    const width = 340, height = 92, base = height - 18;
    const svg = make("svg", { viewBox: `0 0 ${width} ${height}`, role: "group", "aria-label": words });
    const most = Math.max(...values, 1e-9);
    const step = width / values.length;
    values.forEach((value, i) => {
      const tall = (base - 16) * value / most;
      svg.append(make("g", {}, make("title", {}, titles[i]),
        make("rect", { x: i * step, y: 0, width: step, height: base, fill: "transparent" }),
        make("rect", { class: "bar", x: i * step + step * 0.1, y: base - tall, width: step * 0.8, height: tall })));
      const every = Math.ceil(values.length / 16);
      if (i % every === 0) {
        const label = titles[i].split(" ")[0];
        // A letter is about 8 wide: the last label ends with the bars.
        const x = Math.min((i + 0.5) * step, width - 4 * label.length);
        svg.append(make("text", { x, y: height - 4, "text-anchor": "middle" }, label));
      }
    });
    svg.append(make("path", { class: "axis", d: `M0 ${base}H${width}` }), make("text", { x: 2, y: 11 }, `${number(100 * most)}%`));
    return svg;
  };
  const percent = value => `${number(100 * value)}%`;
  data.rows.forEach(row => {
    const { passesByTokens: passes, draftsAt: drafts, acceptedAt: accepted } = row.distributions;
    const article = html("article", "", html("h3", row.name));
    const all = passes.reduce((sum, each) => sum + each, 0);
    if (all) {
      const tokens = passes.reduce((sum, each, i) => sum + each * i, 0);
      article.append(html("p", `Passes by the tokens that they gave an image; mean ${number(tokens / all)}.`));
      const first = passes.findIndex(each => each > 0);
      article.append(bars(passes.slice(first).map(each => each / all), "passes by tokens",
        passes.slice(first).map((each, i) => `${i + first} tokens: ${percent(each / all)} of passes`)));
    } else {
      article.append(html("p", "No image is there."));
    }
    if (drafts.length) {
      const sum = drafts.reduce((a, b) => a + b, 0);
      article.append(html("p", `Share of drafts accepted, by their place in the pass; of all ${percent(accepted.reduce((a, b) => a + b, 0) / sum)}.`));
      article.append(bars(drafts.map((each, i) => accepted[i] / each), "drafts accepted by place",
        drafts.map((each, i) => `${i + 1} in the pass: ${percent(accepted[i] / each)} of ${each}`)));
    }
    byId("distributions").append(article);
  });
  document.body.dataset.state = "drawn";
})();
