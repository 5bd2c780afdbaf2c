"use strict";
(() => {
  const STAND_IN = 1, DRAFT = 2;
  const ACCEPTED = 0, REJECTED = 1;
  const COLOURS = {
    known: "#0072b2", now: "#e69f00", given: "#7a7a7a", standIn: "#56b4e9", draft: "#cc79a7",
    accepted: "#009e73", refused: "#d55e00",
  };
  const byId = (id) => document.getElementById(id);
  const runs = JSON.parse(byId("data").textContent).map(prepare);
  const first = runs[0];

  /* What every view needs of a run, found once. */
  function prepare(run) {
    const cells = run.frames * run.rows * run.columns;
    const made = { pass: new Int32Array(cells).fill(-1), token: new Int32Array(cells).fill(-1),
      odds: new Array(cells), step: new Int32Array(cells).fill(-1) };
    run.given.forEach((token, cell) => { if (token >= 0) { made.token[cell] = token; } });
    const refusals = [], done = [0], ends = [0], accepted = [0], refused = [0];
    const places = { all: [], accepted: [] }, attention = new Map();
    let fed = 0;
    run.passes.forEach((pass, step) => {
      for (let i = 0; i < pass.committed.length; i += 5) {
        const cell = pass.committed[i];
        made.pass[cell] = pass.n;
        made.step[cell] = step;
        made.token[cell] = pass.committed[i + 1];
        made.odds[cell] = pass.committed.slice(i + 2, i + 5);
      }
      done.push(done[step] + pass.committed.length / 5);
      ends.push(pass.ms);
      fed += pass.fed.length / 3;
      const fates = new Map();
      for (let i = 0; i < pass.fates.length; i += 2) {
        fates.set(pass.fates[i], pass.fates[i + 1]);
      }
      for (const [cell, ...shares] of pass.attention || []) {
        if (!attention.has(cell)) { attention.set(cell, []); }
        attention.get(cell).push({ step, shares });
      }
      let yes = 0, no = 0, place = 0;
      for (let i = 0; i < pass.fed.length; i += 3) {
        if (pass.fed[i + 2] !== DRAFT) { continue; }
        const fate = fates.get(pass.fed[i]);
        places.all[place] = (places.all[place] || 0) + 1;
        places.accepted[place] = (places.accepted[place] || 0) + (fate === ACCEPTED ? 1 : 0);
        place++;
      }
      fates.forEach((fate, cell) => {
        yes += fate === ACCEPTED ? 1 : 0;
        if (fate === REJECTED) { no++; refusals.push([step, cell]); }
      });
      accepted.push(accepted[step] + yes);
      refused.push(refused[step] + no);
    });
    return Object.assign(run, { cells, made, refusals, done, ends, accepted, refused, places, attention, fedTokens: fed,
      mostEntropy: made.odds.reduce((most, odds) => Math.max(most, odds ? odds[2] : 0), 1e-9) });
  }

  /* How many of a run's passes are over at a point of the common scale. */
  function stepAt(run, value) {
    const scale = { pass: null, tokens: run.done, time: run.ends }[state.lock];
    if (!scale) { return Math.min(Math.floor(value), run.passes.length); }
    let low = 0, high = run.passes.length;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (scale[middle] <= value) { low = middle; } else { high = middle - 1; }
    }
    return low;
  }

  function longest() {
    const ends = { pass: (r) => r.passes.length, tokens: (r) => r.done[r.done.length - 1],
      time: (r) => Math.ceil(r.ends[r.ends.length - 1]) };
    return Math.max(...runs.map(ends[state.lock]));
  }

  const state = { lock: "pass", map: "state", value: 0, playing: false, speed: 1, cursor: null };
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const painted = new Map();
  const paint = (name) => {
    const key = `${name} ${dark.matches}`;
    if (!painted.has(key)) { painted.set(key, getComputedStyle(document.documentElement).getPropertyValue(name).trim()); }
    return painted.get(key);
  };

  /* Blue to yellow, even in brightness, told apart without red and green. */
  function ramp(share) {
    const stops = [[0, 34, 78], [66, 78, 108], [124, 123, 120], [188, 175, 111], [254, 232, 56]];
    const at = Math.max(0, Math.min(1, share)) * (stops.length - 1);
    const low = Math.min(stops.length - 2, Math.floor(at));
    const mix = stops[low].map((v, i) => Math.round(v + (stops[low + 1][i] - v) * (at - low)));
    return `rgb(${mix.join(",")})`;
  }

  function panel(run, index) {
    const article = document.createElement("article");
    const title = document.createElement("h3");
    title.textContent = run.strategy;
    const line = document.createElement("p");
    line.className = "quiet";
    const grid = document.createElement("canvas");
    grid.className = "grid";
    grid.tabIndex = 0;
    grid.setAttribute("role", "img");
    const size = Math.max(4, Math.floor(720 / Math.max(run.columns, run.rows)));
    grid.width = run.columns * size;
    grid.height = run.rows * run.frames * size;
    article.append(title, line, grid);
    const view = { run, index, size, grid, line, context: grid.getContext("2d") };
    if (run.picture) {
      const canvas = document.createElement("canvas");
      canvas.setAttribute("role", "img");
      canvas.setAttribute("aria-label", "the finished picture, as far as its cells are committed");
      view.image = new Image();
      view.image.onload = () => {
        canvas.width = view.image.naturalWidth;
        canvas.height = view.image.naturalHeight;
        view.picture = canvas.getContext("2d");
        show();
      };
      view.image.src = run.picture;
      article.append(canvas);
    }
    for (const [name, values, top] of charts(run)) {
      const words = document.createElement("p"), chart = document.createElement("canvas");
      words.className = "quiet";
      words.textContent = `${name} (0 to ${top || values.reduce((a, b) => Math.max(a, b), 1)})`;
      chart.width = 480;
      chart.height = 90;
      chart.setAttribute("role", "img");
      chart.setAttribute("aria-label", name);
      article.append(words, chart);
      (view.charts = view.charts || []).push({ context: chart.getContext("2d"), name, values, top });
    }
    grid.addEventListener("mousemove", (event) => {
      const box = grid.getBoundingClientRect();
      const column = Math.floor((event.clientX - box.left) / box.width * run.columns);
      const row = Math.floor((event.clientY - box.top) / box.height * run.rows * run.frames);
      point(view, row * run.columns + column, event.clientX, event.clientY);
    });
    grid.addEventListener("mouseleave", () => { byId("tip").style.display = "none"; state.cursor = null; show(); });
    grid.addEventListener("keydown", (event) => {
      const move = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -run.columns, ArrowDown: run.columns }[event.key];
      if (!event.shiftKey || !move) { return; }
      event.preventDefault();
      event.stopPropagation();
      const from = state.cursor && state.cursor.view === view ? state.cursor.cell : -move;
      const box = grid.getBoundingClientRect();
      point(view, Math.max(0, Math.min(run.cells - 1, from + move)), box.left + 20, box.top + 20);
    });
    byId("panels").append(article);
    return view;
  }

  function charts(run) {
    const list = [["tokens committed in each pass", run.passes.map((p) => p.committed.length / 5)]];
    if (run.places.all.length) {
      list.push(["share of drafts accepted, by place in the window",
        run.places.all.map((n, i) => run.places.accepted[i] / n), 1]);
    }
    return list;
  }

  function point(view, cell, x, y) {
    const run = view.run;
    if (cell < 0 || cell >= run.cells) { return; }
    state.cursor = { view, cell };
    const place = `${run.frames > 1 ? `frame ${Math.floor(cell / run.columns / run.rows)}, ` : ""}` +
      `row ${Math.floor(cell / run.columns) % run.rows}, column ${cell % run.columns}`;
    const lines = [place];
    const step = stepAt(run, state.value);
    if (run.given.length && run.given[cell] >= 0) {
      lines.push(`token ${run.given[cell]}, given from the start`);
    } else if (run.made.step[cell] < 0 || run.made.step[cell] >= step) {
      lines.push("not committed yet");
    } else {
      const odds = run.made.odds[cell];
      lines.push(`token ${run.made.token[cell]}, committed in pass ${run.made.pass[cell]}`);
      if (odds[0] >= 0) {
        lines.push(`probability ${odds[0].toFixed(3)}, ${odds[1]} tokens more likely, entropy ${odds[2].toFixed(2)} nats`);
      }
      lines.push(`${run.done[run.made.step[cell]]} cells were known when it was drawn (outlined)`);
    }
    const shares = attended(run, cell, step);
    if (shares.length) {
      lines.push(`attends most to row ${Math.floor(shares[0] / run.columns)}, column ${shares[0] % run.columns} ` +
        `(${(100 * shares[1]).toFixed(1)}%); the dots are as large as the shares`);
    }
    const tip = byId("tip");
    tip.textContent = lines.join("\n");
    tip.style.display = "block";
    tip.style.left = Math.min(x + 14, innerWidth - 310) + "px";
    tip.style.top = Math.min(y + 14, innerHeight - 110) + "px";
    show();
  }

  function known(run, cell, step) {
    return (run.given.length && run.given[cell] >= 0) || (run.made.step[cell] >= 0 && run.made.step[cell] < step);
  }

  /* What the last pass did to each cell that it touched. */
  function touched(run, step) {
    const marks = new Map();
    if (step === 0) { return marks; }
    const pass = run.passes[step - 1];
    for (let i = 0; i < pass.fed.length; i += 3) {
      if (pass.fed[i + 2] === STAND_IN) { marks.set(pass.fed[i], "standIn"); }
      if (pass.fed[i + 2] === DRAFT) { marks.set(pass.fed[i], "draft"); }
    }
    for (let i = 0; i < pass.committed.length; i += 5) { marks.set(pass.committed[i], "now"); }
    for (let i = 0; i < pass.fates.length; i += 2) {
      if (pass.fates[i + 1] === ACCEPTED) { marks.set(pass.fates[i], "accepted"); }
      if (pass.fates[i + 1] === REJECTED) { marks.set(pass.fates[i], "refused"); }
    }
    return marks;
  }

  /* A shape of its own for each state, so that colour is not needed. */
  function mark(c, kind, x, y, s) {
    c.fillStyle = c.strokeStyle = COLOURS[kind];
    c.lineWidth = Math.max(1, s / 8);
    const m = s / 2, r = s * 0.3;
    c.beginPath();
    if (kind === "standIn") {
      c.moveTo(x + m, y + m - r); c.lineTo(x + m + r, y + m); c.lineTo(x + m, y + m + r); c.lineTo(x + m - r, y + m); c.closePath(); c.stroke();
    } else if (kind === "draft") {
      c.arc(x + m, y + m, r, 0, 7); c.stroke();
    } else if (kind === "refused") {
      c.moveTo(x + m - r, y + m - r); c.lineTo(x + m + r, y + m + r); c.moveTo(x + m + r, y + m - r); c.lineTo(x + m - r, y + m + r); c.stroke();
    } else {
      c.fillRect(x, y, s - 1, s - 1);
      c.strokeStyle = "#ffffff";
      c.beginPath();
      if (kind === "accepted") {
        c.moveTo(x + m - r, y + m); c.lineTo(x + m - r / 3, y + m + r); c.lineTo(x + m + r, y + m - r);
      } else if (kind === "now") {
        c.rect(x + s * 0.25, y + s * 0.25, s * 0.5, s * 0.5);
      }
      c.stroke();
    }
  }

  /* What the token of a cell attended to when it was last fed: cells and shares, or nothing. */
  function attended(run, cell, step) {
    const all = (run.attention.get(cell) || []).filter((each) => each.step < step);
    return all.length ? all[all.length - 1].shares : [];
  }

  /* What the colours of a grid depend on besides the pass. */
  const look = () => `${state.map} ${dark.matches} ${state.cursor ? state.cursor.view.index + "," + state.cursor.cell : ""}`;

  /* The cells that passes changed, or all where more than passes has changed. */
  function changed(view, step) {
    const { run, drawn } = view;
    if (!drawn || drawn.look !== look() || state.cursor || step < drawn.step) { return null; }
    const cells = new Set([...touched(run, drawn.step).keys(), ...touched(run, step).keys()]);
    for (let at = drawn.step; at < step; at++) {
      const { committed, fates } = run.passes[at];
      for (let i = 0; i < committed.length; i += 5) { cells.add(committed[i]); }
      for (let i = 0; i < fates.length; i += 2) { cells.add(fates[i]); }
    }
    return cells;
  }

  function drawGrid(view, step) {
    const { run, context: c, size: s } = view;
    const cells = changed(view, step);
    const marks = state.map === "state" ? touched(run, step) : new Map();
    const refused = new Map();
    if (state.map === "refused") {
      run.refusals.forEach(([at, cell]) => { if (at < step) { refused.set(cell, (refused.get(cell) || 0) + 1); } });
    }
    const colours = { paper: paint("--paper"), line: paint("--line") };
    if (cells) {
      cells.forEach((cell) => drawCell(view, cell, step, marks, refused, colours));
    } else {
      c.fillStyle = colours.paper;
      c.fillRect(0, 0, view.grid.width, view.grid.height);
      for (let cell = 0; cell < run.cells; cell++) { drawCell(view, cell, step, marks, refused, colours); }
    }
    if (run.frames > 1) {
      c.fillStyle = paint("--ink");
      for (let f = 1; f < run.frames; f++) { c.fillRect(0, f * run.rows * s - 1, view.grid.width, 2); }
    }
    view.drawn = { step, look: look() };
    outline(view);
  }

  function drawCell(view, cell, step, marks, refused, colours) {
    const { run, context: c, size: s } = view;
    const x = (cell % run.columns) * s, y = Math.floor(cell / run.columns) * s;
    const there = known(run, cell, step);
    let colour = null;
    if (state.map === "state") {
      colour = there ? (run.made.step[cell] < 0 ? COLOURS.given : COLOURS.known) : null;
    } else if (state.map === "pass" && there) {
      colour = ramp(Math.max(0, run.made.step[cell]) / Math.max(1, run.passes.length - 1));
    } else if (state.map === "entropy" && there && run.made.odds[cell]) {
      colour = ramp(run.made.odds[cell][2] / run.mostEntropy);
    } else if (state.map === "refused" && refused.has(cell)) {
      colour = ramp(refused.get(cell) / 4);
    } else if (state.map === "difference" && there) {
      colour = run.made.token[cell] === first.made.token[cell] ? ramp(0.1) : ramp(1);
    }
    c.fillStyle = colours.paper;
    c.fillRect(x, y, s, s);
    if (colour) {
      c.fillStyle = colour;
      c.fillRect(x, y, s - 1, s - 1);
    } else if (s > 5) {
      c.fillStyle = colours.line;
      c.fillRect(x + s / 2 - 1, y + s / 2 - 1, 2, 2);
    }
    if (marks.has(cell)) { mark(c, marks.get(cell), x, y, s); }
  }

  /* The cell that is described, and what was known when it was drawn. */
  function outline(view) {
    if (!state.cursor) { return; }
    const { run, context: c, size: s } = view;
    const cell = state.cursor.cell;
    c.strokeStyle = paint("--ink");
    c.lineWidth = 2;
    if (view === state.cursor.view && run.made.step[cell] >= 0 && run.made.step[cell] < stepAt(run, state.value)) {
      c.beginPath();
      for (let other = 0; other < run.cells; other++) {
        if (!known(run, other, run.made.step[cell])) { continue; }
        const x = (other % run.columns) * s, y = Math.floor(other / run.columns) * s;
        const open = (neighbour, here) => !here || !known(run, neighbour, run.made.step[cell]);
        if (open(other + 1, (other + 1) % run.columns)) { c.moveTo(x + s - 1, y); c.lineTo(x + s - 1, y + s); }
        if (open(other + run.columns, other + run.columns < run.cells)) { c.moveTo(x, y + s - 1); c.lineTo(x + s, y + s - 1); }
      }
      c.stroke();
    }
    const shares = view === state.cursor.view ? attended(run, cell, stepAt(run, state.value)) : [];
    for (let i = 0; i < shares.length; i += 2) {
      const x = (shares[i] % run.columns + 0.5) * s, y = (Math.floor(shares[i] / run.columns) + 0.5) * s;
      c.beginPath();
      c.arc(x, y, Math.max(1, s * 0.45 * Math.sqrt(shares[i + 1] / shares[1])), 0, 7);
      c.fillStyle = "#f0e442";
      c.fill();
      c.lineWidth = 1;
      c.strokeStyle = "#000000";
      c.stroke();
    }
    c.strokeStyle = COLOURS.refused;
    c.lineWidth = 3;
    c.strokeRect((cell % run.columns) * s, Math.floor(cell / run.columns) * s, s - 1, s - 1);
  }

  function drawPicture(view, step) {
    if (!view.picture) { return; }
    const { run, picture: c, image } = view;
    /* A video lies as a strip: its frames side by side. */
    const wide = c.canvas.width / run.columns / run.frames, high = c.canvas.height / run.rows;
    const add = (cell) => {
      const frame = Math.floor(cell / run.columns / run.rows);
      const x = Math.round((frame * run.columns + cell % run.columns) * wide);
      const y = Math.round((Math.floor(cell / run.columns) % run.rows) * high);
      c.drawImage(image, x, y, Math.ceil(wide), Math.ceil(high), x, y, Math.ceil(wide), Math.ceil(high));
    };
    if (!(view.painted <= step)) {
      c.clearRect(0, 0, c.canvas.width, c.canvas.height);
      run.given.forEach((token, cell) => { if (token >= 0) { add(cell); } });
      view.painted = 0;
    }
    for (; view.painted < step; view.painted++) {
      const { committed } = run.passes[view.painted];
      for (let i = 0; i < committed.length; i += 5) { add(committed[i]); }
    }
  }

  function drawChart(chart, step) {
    const { context: c, values } = chart;
    const w = c.canvas.width, h = c.canvas.height, drawn = chart.drawn;
    const top = chart.top || values.reduce((a, b) => Math.max(a, b), 1);
    const bar = w / Math.max(1, values.length);
    const draw = (from, to) => {
      for (let i = from; i < to; i++) {
        c.fillStyle = chart.top || i < step ? COLOURS.known : paint("--line");
        const high = values[i] / top * h;
        c.fillRect(i * bar, h - high, Math.max(1, bar - (bar > 3 ? 1 : 0)), high);
      }
    };
    if (drawn && drawn.dark === dark.matches && drawn.step <= step) {
      if (!chart.top) { draw(drawn.step, Math.min(step, values.length)); }
    } else {
      c.clearRect(0, 0, w, h);
      draw(0, values.length);
    }
    chart.drawn = { dark: dark.matches, step };
  }

  function legend() {
    const words = {
      state: [["known", "known"], ["given", "given from the start"], ["now", "committed in this pass"], ["accepted", "draft accepted"],
        ["refused", "draft refused"], ["draft", "draft fed"], ["standIn", "stand-in fed"]],
      pass: [[0, "first pass"], [1, "last pass"]], entropy: [[0, "0 nats"], [1, "the largest entropy"]],
      refused: [[0.25, "once"], [1, "four times or more"]], difference: [[0.1, "as the first strategy"], [1, "another token"]],
    }[state.map];
    byId("legend").replaceChildren(...words.map(([kind, word]) => {
      const span = document.createElement("span"), canvas = document.createElement("canvas");
      canvas.width = canvas.height = 16;
      const c = canvas.getContext("2d");
      if (typeof kind === "string") { mark(c, kind, 0, 0, 16); } else { c.fillStyle = ramp(kind); c.fillRect(0, 0, 15, 15); }
      span.append(canvas, word);
      return span;
    }));
  }

  function front(run, step) {
    let same = 0, there = 0, far = -1;
    for (let cell = 0; cell < run.cells; cell++) {
      if (!known(run, cell, step)) { continue; }
      there++;
      if (run.made.token[cell] === first.made.token[cell]) { same++; } else if (far < 0) { far = cell; }
    }
    return { same, there, far };
  }

  let views = [];
  function show() {
    const words = [];
    views.forEach((view) => {
      const run = view.run, step = stepAt(run, state.value);
      drawGrid(view, step);
      drawPicture(view, step);
      view.charts.forEach((chart) => drawChart(chart, step));
      const { same, there, far } = front(run, step);
      view.line.textContent = `pass ${step} of ${run.passes.length}, ${there} of ${run.cells} cells, ` +
        `${run.ends[step].toFixed(0)} ms` + (view.index && far >= 0 ? `, differs from cell ${far} on` : "");
      view.grid.setAttribute("aria-label", `${run.strategy}: ${view.line.textContent}`);
      words.push(`${run.strategy}: ${there} of ${run.cells} cells after ${step} passes` +
        (view.index ? `, ${there ? (100 * same / there).toFixed(1) : 100}% as the first` : ""));
    });
    byId("scrub").max = longest();
    byId("scrub").value = state.value;
    byId("at").textContent = { pass: `pass ${Math.floor(state.value)} of ${longest()}`,
      tokens: `${Math.floor(state.value)} of ${longest()} tokens`,
      time: `${Math.floor(state.value)} of ${longest()} ms` }[state.lock];
    if (!state.playing) { byId("now").textContent = words.join(". ") + "."; }
    if (state.value >= longest()) {
      byId("order").textContent = JSON.stringify(runs.map((run) => Array.from(run.made.pass)));
      document.body.dataset.state = "ended";
    }
  }

  function summary() {
    const row = (texts) => {
      const tr = document.createElement("tr");
      texts.forEach((text) => { const td = document.createElement("td"); td.textContent = text; tr.append(td); });
      return tr;
    };
    byId("table").tBodies[0].append(...runs.map((run) => {
      const last = run.passes.length, same = front(run, last);
      return row([run.strategy, last, last ? (run.done[last] / last).toFixed(2) : "0", run.fedTokens, run.accepted[last], run.refused[last],
        run.ends[last].toFixed(0), `${(100 * same.same / Math.max(1, same.there)).toFixed(1)}%`]);
    }));
    byId("what").textContent = `${first.model}, ${first.subject}, seed ${first.seed}, ` +
      `${first.frames > 1 ? first.frames + "x" : ""}${first.rows}x${first.columns} cells`;
  }

  function go(value) {
    state.value = Math.max(0, Math.min(longest(), value));
    show();
  }

  function relock(lock) {
    const share = longest() ? state.value / longest() : 0;
    state.lock = byId("lock").value = lock;
    state.value = Math.round(share * longest());
    show();
  }

  /** With the next frame, or after a moment where nothing is drawn: in a tab behind others, say. */
  function soon(act) {
    let pending = true;
    const once = () => {
      if (pending) { pending = false; act(performance.now()); }
    };
    requestAnimationFrame(once);
    setTimeout(once, 100);
  }

  let before = 0;
  function tick(time) {
    if (!state.playing) { return; }
    const seconds = Math.min(0.1, (time - before) / 1000);
    before = time;
    /* A run takes twelve seconds at normal speed, but never fewer than ten passes a second. */
    const pace = state.lock === "time" ? 1000 * state.speed : Math.max(10, longest() / 12) * state.speed;
    go(state.value + pace * seconds);
    if (state.value >= longest()) { play(false); } else { soon(tick); }
  }

  function play(on) {
    if (on && state.value >= longest()) { state.value = 0; }
    state.playing = on;
    byId("play").textContent = on ? "Pause" : "Play";
    before = performance.now();
    if (on) { soon(tick); } else { show(); }
  }

  function remap(map) {
    state.map = byId("map").value = map;
    legend();
    show();
  }

  const stride = () => (state.lock === "time" ? Math.max(1, longest() / 100) : 1);
  byId("play").onclick = () => play(!state.playing);
  byId("back").onclick = () => { play(false); go(Math.ceil(state.value) - stride()); };
  byId("forth").onclick = () => { play(false); go(Math.floor(state.value) + stride()); };
  byId("scrub").oninput = (event) => { play(false); go(Number(event.target.value)); };
  byId("lock").onchange = (event) => relock(event.target.value);
  byId("speed").onchange = (event) => { state.speed = Number(event.target.value); };
  byId("map").onchange = (event) => remap(event.target.value);
  dark.addEventListener("change", show);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.shiftKey || /SELECT/.test(event.target.tagName)) { return; }
    const maps = [...byId("map").options].map((option) => option.value);
    const act = {
      " ": () => play(!state.playing), ArrowLeft: () => byId("back").click(), ArrowRight: () => byId("forth").click(),
      Home: () => go(0), End: () => { play(false); go(longest()); },
      1: () => relock("pass"), 2: () => relock("tokens"), 3: () => relock("time"),
      m: () => remap(maps[(maps.indexOf(state.map) + 1) % maps.length]),
    }[event.key];
    if (act) { event.preventDefault(); act(); }
  });

  views = runs.map(panel);
  summary();
  legend();
  show();
  const wanted = location.hash.slice(1).split("&");
  wanted.forEach((word) => {
    const [name, value] = word.split("=");
    if (name === "at") { go(Number(value)); }
    if (name === "map" && [...byId("map").options].some((o) => o.value === value)) { remap(value); }
    if (name === "cell") { point(views[0], Number(value), 40, innerHeight); }
    if (name === "play") { state.speed = 16; byId("speed").value = "16"; play(true); }
  });
})();
