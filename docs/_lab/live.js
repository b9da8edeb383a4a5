// The small figures in the chapters. Each takes the values of its sliders, draws, and returns what to print.
(() => {
  const M = globalThis.Momentum;
  const CURVATURES = [0.1, 1, 10, 19];
  const SHADES = ["shade-1", "shade-2", "shade-3", "shade-4"];
  const PAIR = ["run", "other"]; // the same method twice

  const follow = (lambda, setting) => M.run({ objective: M.quadratic([lambda]), start: [1], ...setting });
  const over = (values) => values.map(([value], t) => [t, value]);
  const largest = (values) => Math.max(...values.map(Math.abs));
  const short = (value) => value.toExponential(1).replace(/([+-])(\d)$/, "$10$2");

  function curves(svg, y, lines, names, yLabel = "position x") {
    const plot = M.plot(svg, { x: [0, lines[0].length - 1], y, xLabel: "step", yLabel });
    lines.forEach((points, i) => plot.line(points, names[i]));
    return plot;
  }

  const figures = {
    valley({ eta, beta }, { valley }) {
      const setting = {
        objective: "valley",
        method: "heavy-ball",
        learningRate: eta,
        momentum: beta,
        start: [-5, -2],
        steps: 20,
      };
      const scene = M.scene(setting);
      M.views.valley(valley, scene);
      return `${M.epochLine(20, scene.run.params[20])}\n${M.summary(scene)}`;
    },

    weights({ beta }, { weights }) {
      const steps = 40;
      const points = M.leakySumWeights(beta, steps).map((weight, age) => [age, weight]);
      const plot = M.plot(weights, {
        x: [-1, steps],
        y: [0, 1.05],
        xLabel: "age i of the gradient (steps)",
        yLabel: "weight βⁱ",
      });
      for (const [age, weight] of points)
        plot.line(
          [
            [age, 0],
            [age, weight],
          ],
          "run",
        );
      plot.dots(points, "run").show(`Weights of the last ${steps} gradients at β = ${beta}.`);
      const [memory, total] = [1 / (1 - beta), M.leakySumTotal(beta, steps)];
      return `window ${memory.toFixed(1)} steps, the first ${steps} weights add up to ${total.toFixed(2)}`;
    },

    decay({ eta, beta }, { decay }) {
      const paths = CURVATURES.map((lambda) =>
        over(follow(lambda, { learningRate: eta, momentum: beta, steps: 19 }).params),
      );
      curves(decay, [-1, 1], paths, SHADES, "xₜ / x₀").show(`Four curvatures at η = ${eta} and β = ${beta}.`);
      const rate = (lambda) => M.convergenceRate("heavy-ball", eta, beta, [lambda]).toFixed(3);
      return CURVATURES.map((lambda) => `λ = ${lambda}: error per step × ${rate(lambda)}`).join("\n");
    },

    regimes({ eta, beta }, { motion, phase }) {
      const { params, velocities, losses } = follow(1, { learningRate: eta, momentum: beta, steps: 60 });
      const regime = M.dampingRegime("heavy-ball", eta, beta, 1, 1e-9);
      curves(motion, [-1.1, 1.1], [over(params)], PAIR)
        .dots(over(params), "run")
        .show(`Position against step, ${regime}.`);
      const reach = Math.min(20, 1.1 * Math.max(largest(velocities.flat()) || 1));
      const plot = M.plot(phase, {
        x: [-reach, reach],
        y: [-1.1, 1.1],
        xLabel: "velocity v",
        yLabel: "position x",
      });
      const points = params.map(([x], t) => [velocities[t][0], x]);
      plot
        .line(points, "run thin")
        .dots(points, "run")
        .text("+", 0, 0, "minimum")
        .show(`Position against velocity, ${regime}, ${losses.length} points.`);
      const write = ([re, im]) =>
        im ? `${re.toFixed(3)}${im < 0 ? "-" : "+"}${Math.abs(im).toFixed(3)}j` : re.toFixed(3);
      const values = M.updateEigenvalues("heavy-ball", eta, beta, 1).map(write).join(" and ");
      const rate = M.convergenceRate("heavy-ball", eta, beta, [1]);
      return `${regime}: eigenvalues ${values}, rate ${rate.toFixed(3)}`;
    },

    spectrum({ kappa }, { plane }) {
      const [eta, beta, rate] = M.optimal("heavy-ball", 1 / kappa, 1);
      const setting = {
        method: "heavy-ball",
        learningRate: eta,
        momentum: beta,
        spectrum: [1 / kappa, 1],
        largest: 4,
        drop: 0,
        steps: 0,
      };
      M.views.plane(plane, setting);
      const plain = M.optimal("gradient-descent", 1 / kappa, 1)[2];
      const tuned = `η = ${eta.toFixed(3)}, β = ${beta.toFixed(3)}, rate ${rate.toFixed(4)}`;
      return `formula: ${tuned}; without momentum at best ${plain.toFixed(4)}`;
    },

    noise({ beta, seed }, { noise }) {
      const steps = 400;
      const draws = M.normal(seed, steps);
      const policies = [0.05, 0.05 * (1 - beta)];
      const paths = policies.map((eta) =>
        over(follow(1, { learningRate: eta, momentum: beta, steps, noise: draws, start: [0] }).params),
      );
      curves(noise, [-3, 3], paths, PAIR).show(`Two runs with the same noise at β = ${beta}.`);
      const [same, lowered] = policies.map((eta) =>
        Math.sqrt(M.stationaryVariance(eta, beta, 1, 1)).toFixed(3),
      );
      return `spread in the long run: ${same} at the same η, ${lowered} at the same η/(1 − β)`;
    },

    drop({ beta, step }, { drop }) {
      const setting = { learningRate: 0.1, momentum: beta, steps: 40, drop: step };
      const runs = ["gradients", "steps"].map((velocity) => follow(1, { ...setting, velocity }).params);
      const plot = curves(drop, [-1.6, 1.1], runs.map(over), PAIR);
      runs.forEach((params, i) => plot.dots(over(params), PAIR[i]));
      plot
        .path(`M${plot.X(step)} 0v${plot.h}`, "cursor")
        .show(`Position against step for two velocities; η drops at step ${step}.`);
      const [gradients, steps] = runs.map((params) => largest(params.slice(step + 1).flat()).toFixed(3));
      return `largest |x| after the drop: velocity of gradients ${gradients}, of steps ${steps}`;
    },

    cycle({ start, share }, { cycle }) {
      const objective = M.lessardCounterexample();
      const methods = {
        "heavy ball": { method: "heavy-ball", learningRate: 1 / 9, momentum: (share / 100) * (4 / 9) },
        "gradient descent": { method: "gradient-descent", learningRate: 1 / 13 },
        Nesterov: { method: "nesterov", learningRate: 1 / 25, momentum: 2 / 3 },
      };
      const runs = Object.values(methods).map(
        (setting) => M.run({ ...setting, objective, start: [start], steps: 300 }).params,
      );
      const plot = curves(
        cycle,
        [-5, 5],
        runs.map((params) => over(params.slice(0, 31))),
        Object.values(methods).map(({ method }) => method),
      );
      plot
        .dots(over(runs[0].slice(0, 31)), "heavy-ball")
        .show(`Thirty steps of three methods from x = ${start}.`);
      return Object.keys(methods)
        .map((name, i) => `${name}: |x| after 300 steps is ${short(largest(runs[i][300]))}`)
        .join("\n");
    },
  };

  for (const root of document.querySelectorAll("[data-live]")) {
    const svgs = Object.fromEntries(
      [...root.querySelectorAll("[data-view]")].map((svg) => [svg.dataset.view, svg]),
    );
    const inputs = [...root.querySelectorAll("input")];
    const draw = () => {
      for (const input of inputs) input.labels[0].querySelector("b").textContent = input.value;
      const values = Object.fromEntries(inputs.map((input) => [input.name, input.valueAsNumber]));
      root.querySelector("output").textContent = figures[root.dataset.live](values, svgs);
    };
    root.addEventListener("input", draw);
    M.watch(Object.values(svgs), draw);
  }
})();
