// The views: what to draw of a run. A scene holds an objective, a setting and what they lead to.
(() => {
  const M = globalThis.Momentum;
  const BASINS = {
    valley: { x: [-6, 6], y: [-3.5, 3.5] },
    quadratic: { x: [-6, 6], y: [-3.5, 3.5] },
    rosenbrock: { x: [-2, 2], y: [-0.7, 1.6], root: 5, curve: M.banana },
    lessardCounterexample: { x: [-4.5, 4.5], y: [-20, 270] },
  };
  const DIRECTIONS = ["flat", "steep"]; // how each looks in every view

  let drawn = {};
  function draws({ noise, seed, steps }, size) {
    if (!noise) return undefined;
    const key = [seed, steps * size].join();
    if (drawn.key !== key) drawn = { key, values: M.normal(seed, steps * size) };
    return drawn.values.map((value) => noise * value);
  }

  // The learning rate at the end of the axis: beyond 4/λ nothing converges.
  const largestRate = (curvatures) => +(4.8 / Math.max(...curvatures)).toPrecision(3);

  function sceneOf(setting) {
    const { objective: name, method, curvatures, angle, start, momentum } = setting;
    const objective = M[name](curvatures, angle * (Math.PI / 180));
    const basin = BASINS[name];
    const size = objective.minimiser.length;
    const follow = (changes) =>
      M.run({ ...setting, objective, start: start.slice(0, size), noise: draws(setting, size), ...changes });
    const effective = method === "gradient-descent" ? 0 : momentum;
    return {
      ...setting,
      name,
      objective,
      basin,
      follow,
      run: follow(),
      momentum: effective,
      start: start.slice(0, size),
      spectrum: objective.curvatures,
      shown: setting.shown ?? setting.steps,
      drop: setting.drop ?? Infinity,
      largest: largestRate(objective.curvatures),
    };
  }

  const components = ({ objective: { axes, minimiser } }, points, origin = minimiser) =>
    axes.map((axis) =>
      points.map((x) => axis.reduce((total, value, i) => total + value * (x[i] - origin[i]), 0)),
    );

  function valley(svg, scene) {
    const { objective, basin, run, other, shown, method } = scene;
    const flat = objective.minimiser.length === 1;
    const labels = flat ? ["x", "loss"] : ["x₁", "x₂"];
    const plot = M.plot(svg, { ...basin, equal: !flat, xLabel: labels[0], yLabel: labels[1] });
    const place = flat ? ([x]) => [x, objective.loss([x])] : (x) => x;
    const path = ({ params }) => params.slice(0, shown + 1).map(place);
    if (flat) {
      const [low, high] = plot.x;
      const curve = Array.from({ length: 121 }, (_, i) => place([low + ((high - low) * i) / 120]));
      plot.line(curve, "muted");
    } else plot.path(M.contours(plot, scene), "contours");
    if (other) plot.line(path(other), "other").dots(path(other), "other");
    const points = path(run);
    plot.line(points, "run").dots(points, "run").dots(points.slice(-1), "run last");
    plot.text("+", ...place(objective.minimiser), "minimum");
    const name = method.replace("-", " ");
    const end = run.params[shown].map(M.number).join(", ");
    plot.show(`Path of ${name} over the contours of the loss: after ${shown} steps it is at ${end}.`);
    return plot;
  }

  function losses(
    svg,
    { objective, run, other, shown, steps, spectrum, method, learningRate, momentum, drop, divisor },
  ) {
    const logs = (values) => values.map((loss, t) => [t, Math.log10(loss)]);
    const top = Math.ceil(Math.log10(run.losses[0] || 1));
    const y = [top - 10, top + 2];
    const plot = M.plot(svg, { x: [0, steps], y, log: true, xLabel: "step", yLabel: "loss" });
    const split = objective.split && run.params.map(objective.split);
    split?.[0].forEach((_, i) => plot.line(logs(split.map((parts) => parts[i])), DIRECTIONS[i]));
    if (other) plot.line(logs(other.losses), "other");
    plot.line(logs(run.losses), "run");
    let [level, predicted] = [Math.log10(run.losses[0] || 1), []];
    for (let t = 0; t <= steps; t++) {
      predicted.push([t, level]);
      const rate = M.convergenceRate(
        method,
        t < drop ? learningRate : learningRate / divisor,
        momentum,
        spectrum,
      );
      level += 2 * Math.log10(rate);
    }
    plot.line(predicted, "predicted");
    plot.path(`M${plot.X(shown)} 0v${plot.h}`, "cursor");
    const [first, last] = [run.losses[0], run.losses[steps]].map(M.number);
    plot.show(`Loss against step on a logarithmic axis: from ${first} to ${last} after ${steps} steps.`);
  }

  function complex([re, im]) {
    const imaginary = `${im < 0 ? "−" : "+"} ${M.number(Math.abs(im))}i`;
    return M.number(re) + (im ? ` ${imaginary}` : "");
  }

  function eigenvalues(svg, { spectrum, method, learningRate, momentum }) {
    const edge = 1.35;
    const plot = M.plot(svg, {
      x: [-edge, edge],
      y: [-edge, edge],
      equal: true,
      xLabel: "real part",
      yLabel: "imaginary part",
    });
    const [cx, cy, r] = [plot.X(0), plot.Y(0), plot.X(1) - plot.X(0)];
    plot.raw(`<circle class="unit" cx="${cx}" cy="${cy}" r="${r}"/>`);
    const seen = ([low, high], value) => Math.max(low * 0.97, Math.min(high * 0.97, value));
    const all = spectrum.map((lambda, i) => {
      const values = M.updateEigenvalues(method, learningRate, momentum, lambda);
      plot.dots(
        values.map(([re, im]) => [seen(plot.x, re), seen(plot.y, im)]),
        `${DIRECTIONS[i]} big`,
      );
      return `${values.map(complex).join(" and ")} for λ = ${M.number(lambda)}`;
    });
    plot.show(`Eigenvalues of the update matrix and the unit circle: ${all.join("; ")}.`);
  }

  function phase(svg, scene) {
    const { run, shown } = scene;
    const plot = M.plot(svg, {
      x: [-1.1, 1.1],
      y: [-1.1, 1.1],
      xLabel: "velocity (share of its largest)",
      yLabel: "position",
    });
    const positions = components(scene, run.params);
    const velocities = components(
      scene,
      run.velocities,
      scene.objective.minimiser.map(() => 0),
    );
    const scaled = (values) => {
      const largest = Math.max(...values.map(Math.abs).filter(Number.isFinite)) || 1;
      return values.map((value) => value / largest);
    };
    positions.forEach((z, i) => {
      const [across, up] = [scaled(velocities[i]), scaled(z)];
      const points = up.map((value, t) => [across[t], value]).slice(0, shown + 1);
      plot.line(points, `${DIRECTIONS[i]} thin`).dots(points, DIRECTIONS[i]);
    });
    plot.text("+", 0, 0, "minimum");
    plot.show(
      `Phase portrait: position against velocity over ${shown} steps, ` +
        "one curve for each direction, each scaled to its largest.",
    );
  }

  let painted;
  function plane(svg, { method, momentum, learningRate, drop, divisor, spectrum, largest, steps }) {
    const canvas = svg.parentNode.querySelector("canvas");
    const [bestEta, bestBeta, best] = M.optimal(method, Math.min(...spectrum), Math.max(...spectrum));
    const key = [method, spectrum].join();
    if (painted !== key) {
      M.paint(canvas, best, (x, y) => M.convergenceRate(method, x * largest, y, spectrum));
      svg.closest(".view").querySelector(".ramp").textContent = `rate ${best.toFixed(2)} to 1`;
    }
    painted = key;
    const plot = M.plot(svg, { x: [0, largest], y: [0, 1], xLabel: "learning rate η", yLabel: "momentum β" });
    const curve = (etaAt) => {
      const betas = Array.from({ length: 201 }, (_, i) => i / 200);
      return betas.map((beta) => [etaAt(beta), beta]);
    };
    const edged = (points, name) => plot.line(points, "halo").line(points, name);
    const cliff = (beta) => M.stepLimit(method, beta) / Math.max(...spectrum);
    edged(curve(cliff), "limit");
    for (const lambda of spectrum) {
      const swings = curve((beta) => M.criticalRate(method, beta, lambda)).filter(
        ([eta, beta]) => eta < cliff(beta),
      );
      edged(swings, "critical");
      const [eta, beta] = swings[Math.floor(swings.length / 3)] ?? [];
      if (swings.length) plot.text(`λ = ${M.number(lambda)}`, eta, Math.min(beta, 0.8), "note");
    }
    plot.text("diverges", 0.68 * largest, 0.03, "note");
    plot.text("◆", bestEta, bestBeta, "best");
    const after = [[learningRate / divisor, momentum]];
    if (drop < steps) plot.dots(after, "halo").dots(after, "after big");
    const here = M.convergenceRate(method, learningRate, momentum, spectrum);
    const at = (eta, beta) => `at η = ${M.number(eta)} and β = ${M.number(beta)}`;
    plot.show(
      `Rate over learning rate and momentum: ${M.number(here)} here, ${at(learningRate, momentum)}; ` +
        `the best is ${M.number(best)} ${at(bestEta, bestBeta)}.`,
    );
  }

  Object.assign(M, { scene: sceneOf, largestRate, views: { valley, losses, eigenvalues, phase, plane } });
})();
