// The Lab page. Its form is its state: the address repeats it, and the views draw it.
(() => {
  const M = globalThis.Momentum;
  const form = document.querySelector("form.lab");
  if (!form) return;
  const find = (selector) => form.querySelector(selector);
  const all = (selector, name) =>
    Object.fromEntries([...form.querySelectorAll(selector)].map((one) => [name(one), one]));
  const fields = all("select, input[name]", (field) => field.name);
  const ranges = all("[data-of]", (range) => range.dataset.of);
  const svgs = all("[data-view]", (svg) => svg.dataset.view);
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const LEVEL = 1.5; // loss at which the axes of the bowl are grabbed
  const DEPENDENT = ["eta", "shown", "drop"]; // their limits depend on other values
  let [defaults, timers] = [new Map(), {}];

  // A fragment without an equals sign is a heading of the page.
  const inAddress = () => location.hash.includes("=");

  function setting() {
    const values = Object.entries(fields).map(([name, field]) => [name, field.accepted]);
    const { x1, x2, flat, steep, eta, beta, drop, ...rest } = Object.fromEntries(values);
    return {
      ...rest,
      start: [x1, x2],
      curvatures: [flat, steep],
      learningRate: eta,
      momentum: beta,
      drop: drop || Infinity,
    };
  }

  function limit() {
    const { objective, curvatures, steps } = setting();
    const largest = M.largestRate(M[objective](curvatures).curvatures);
    const unit = 10 ** Math.floor(Math.log10(largest / 200));
    const step = +(unit * [5, 2, 1].find((factor) => factor * unit <= largest / 200)).toPrecision(1);
    Object.assign(ranges.eta, { min: step, step });
    for (const [name, max] of [
      ["eta", largest],
      ["shown", steps],
      ["drop", steps],
    ])
      fields[name].max = ranges[name].max = max;
  }

  // Accept a value, or the nearest that is allowed, or none; return what is wrong with it.
  function accept(name, text) {
    const field = Object.hasOwn(fields, name) && fields[name];
    if (!field) return `There is no setting “${name}”. It is ignored.`;
    const [label, keep] = [`“${field.labels[0].textContent}”`, `Kept ${field.accepted}.`];
    if (field.options) {
      if (![...field.options].some(({ value }) => value === text))
        return `${label} has no choice “${text}”. ${keep}`;
      field.accepted = text;
      return "";
    }
    const value = String(text).trim() === "" ? NaN : Number(text);
    if (Number.isNaN(value)) return `${label} must be a number; got “${text}”. ${keep}`;
    const whole = field.step === "1" ? Math.round(value) : value;
    field.accepted = Math.max(field.min, Math.min(field.max, whole));
    if (field.accepted === value) return "";
    const kind = field.step === "1" ? "whole number" : "number";
    const range = `from ${field.min} to ${field.max}`;
    return `${label} must be a ${kind} ${range}; got ${value}. Set to ${field.accepted}.`;
  }

  function acceptAll(entries) {
    const problems = [];
    for (const late of [false, true]) {
      for (const [name, text] of entries) {
        if (DEPENDENT.includes(name) === late) problems.push(accept(name, text));
        limit();
      }
    }
    return problems;
  }

  // Take a whole state: the defaults, then those of its objective, then what is given.
  function load(given) {
    for (const field of Object.values(fields)) {
      const chosen = [...(field.options ?? [])].find((option) => option.defaultSelected);
      field.accepted = chosen ? chosen.value : Number(field.defaultValue);
    }
    const objective = [...fields.objective.options].find(({ value }) => value === given.get("objective"));
    acceptAll([
      ["objective", objective?.value ?? "valley"],
      ...new URLSearchParams(objective?.dataset.state),
    ]);
    defaults = new Map(Object.entries(fields).map(([name, field]) => [name, field.accepted]));
    const problems = acceptAll([...given].map((entry) => entry.map((text) => text.slice(0, 40))));
    if (!given.has("shown")) fields.shown.accepted = fields.steps.accepted;
    update(problems);
  }

  function change(changes) {
    const whole = fields.shown.accepted === fields.steps.accepted && !("shown" in changes);
    const problems = acceptAll(Object.entries(changes));
    fields.shown.accepted = whole
      ? fields.steps.accepted
      : Math.min(fields.shown.accepted, fields.steps.accepted);
    for (const name of ["eta", "drop"])
      if (!(name in changes)) problems.push(accept(name, fields[name].accepted));
    update(problems);
  }

  function update(problems) {
    for (const [name, field] of Object.entries(fields)) {
      if (field.value === "" || Number(field.value) !== field.accepted) field.value = field.accepted;
      if (ranges[name]) ranges[name].value = field.accepted;
    }
    find(".message").textContent = problems.filter(Boolean).slice(0, 3).join(" ");
    for (const name of ["objective", "method"]) form.dataset[name] = fields[name].accepted;
    draw();
    clearTimeout(timers.settle);
    timers.settle = setTimeout(settle, 200);
  }

  // Once the hand rests, the address and what a screen reader says follow.
  function settle() {
    const state = new URLSearchParams();
    for (const [name, field] of Object.entries(fields)) {
      const usual =
        name === "shown" ? fields.steps.accepted : name === "objective" ? "valley" : defaults.get(name);
      if (field.accepted !== usual) state.set(name, field.accepted);
    }
    const bare = location.pathname + location.search;
    if (state.size || inAddress()) history.replaceState(null, "", state.size ? `#${state}` : bare);
    find("[role=status]").textContent = `${find("output").textContent}. ${find(".summary").textContent}`;
  }

  const within = (name, value) => Math.max(fields[name].min, Math.min(fields[name].max, value));
  const near = (name, value, digits = 2) => ({ [name]: +within(name, value).toFixed(digits) });
  const setPoint = (eta, beta) =>
    change({ eta: +within("eta", Math.max(ranges.eta.min, eta)).toPrecision(3), ...near("beta", beta) });
  const point = M.handle(svgs.plane, setPoint);
  svgs.plane.addEventListener("click", (event) => setPoint(...svgs.plane.at(event)));
  const start = M.handle(svgs.valley, (x1, x2) => {
    const flat = fields.objective.accepted === "lessardCounterexample";
    change({ ...near("x1", x1), ...(flat ? {} : near("x2", x2)) });
  });
  const tips = ["flat", "steep"].map((name, i) =>
    M.handle(svgs.valley, (x, y) => {
      const degrees = (Math.atan2(y, x) * 180) / Math.PI - 90 * i;
      const angle = near("angle", ((degrees + 270) % 180) - 90, 0);
      change({ ...near(name, (2 * LEVEL) / (x * x + y * y)), ...angle });
    }),
  );

  function draw() {
    if (!Object.values(svgs).every((svg) => svg.box)) return;
    const scene = M.scene(setting());
    const { objective, run, shown, steps, drop, velocity, spectrum, name } = scene;
    const other = velocity === "steps" ? "gradients" : "steps";
    if (drop < steps) scene.other = scene.follow({ velocity: other });
    find(".key.other").lastChild.data = `with a velocity of ${other}`;
    for (const [view, svg] of Object.entries(svgs)) M.views[view](svg, scene);
    svgs.plane.place(point, scene.learningRate, fields.beta.accepted);
    svgs.valley.place(start, ...(scene.start.length > 1 ? scene.start : [scene.start[0], run.losses[0]]));
    tips.forEach((tip, i) => {
      tip.style.display = name === "quadratic" ? "" : "none";
      const reach = Math.sqrt((2 * LEVEL) / spectrum[i]);
      if (name === "quadratic") svgs.valley.place(tip, ...objective.axes[i].map((value) => reach * value));
    });
    find("output").textContent = M.epochLine(shown, run.params[shown]);
    find(".summary").textContent = M.summary(scene);
    find("pre").textContent = M.python(setting());
    for (const key of form.querySelectorAll(".key:is(.flat, .steep)")) {
      key.lastChild.data = `λ = ${M.number(spectrum[+key.classList.contains("steep")])}`;
    }
    form.classList.toggle("compared", Boolean(scene.other));
  }

  function play() {
    const { shown, steps } = fields;
    const next = () => change({ shown: shown.accepted + 1 });
    const playing = timers.play;
    clearInterval(timers.play);
    timers.play = 0;
    if (!playing && shown.accepted === steps.accepted) change({ shown: 0 });
    if (calm.matches) next();
    else if (!playing) {
      timers.play = setInterval(
        () => (shown.accepted < steps.accepted ? next() : play()),
        Math.max(30, 3000 / steps.accepted),
      );
    }
    find("[data-do=play]").textContent = timers.play ? "Pause" : "Play";
  }

  async function copy() {
    let said = "Copied.";
    await navigator.clipboard.writeText(find("pre").textContent).catch(() => {
      find(".script").open = true;
      getSelection().selectAllChildren(find("pre"));
      said = "Selected; copy it by hand.";
    });
    find(".copied").textContent = said;
  }

  form.addEventListener("input", ({ target }) => {
    const { name, dataset, validity, value } = target;
    if (name === "objective") load(new URLSearchParams({ objective: value, method: fields.method.accepted }));
    else if (dataset.of) change({ [dataset.of]: value });
    else if (validity.valid && value !== "") change({ [name]: value }); // the rest waits until it is typed
  });
  form.addEventListener(
    "change",
    ({ target }) => target.type === "number" && change({ [target.name]: target.value }),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", (event) => {
    event.preventDefault();
    load(new URLSearchParams());
  });
  form.addEventListener("click", (event) => {
    const { hash, dataset } = event.target;
    const { spectrum } = M.scene(setting());
    if (hash) {
      event.preventDefault();
      load(new URLSearchParams(hash.slice(1)));
    } else if (dataset.do) ({ play, copy })[dataset.do]();
    else if (dataset.optimal) {
      const [eta, beta] = M.optimal(dataset.optimal, Math.min(...spectrum), Math.max(...spectrum));
      change({ method: dataset.optimal, eta, beta });
    }
  });

  const fromAddress = () => load(new URLSearchParams(inAddress() ? location.hash.slice(1) : ""));
  addEventListener("hashchange", () => inAddress() && fromAddress());
  fromAddress();
  M.watch(Object.values(svgs), draw);
})();
