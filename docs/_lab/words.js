// What the views show, in words.
(() => {
  const M = globalThis.Momentum;
  const TOLERANCE = 1e-9; // of a rounded setting that is meant to lie on a boundary
  const BOUNDS = { "gradient-descent": "", "heavy-ball": "2 + 2β = ", nesterov: "(2 + 2β)/(1 + 2β) = " };
  const PLACES = {
    rosenbrock: "By the curvatures at the minimum it ",
    lessardCounterexample: "On quadratics with these curvatures it ",
  };

  // Say whether a setting converges on these curvatures, how fast, and how each direction moves.
  function describe(method, eta, beta, curvatures) {
    const limit = M.stepLimit(method, beta);
    const size = eta * Math.max(...curvatures);
    const bound = BOUNDS[method] + M.number(limit);
    if (Math.abs(size - limit) < TOLERANCE)
      return `stays on the boundary: ηλ = ${M.number(size)} equals ${bound}`;
    if (size > limit) return `diverges: ηλ = ${M.number(size)} exceeds ${bound}`;
    const rate = M.convergenceRate(method, eta, beta, curvatures);
    const motions = curvatures.map(
      (lambda) => `${M.dampingRegime(method, eta, beta, lambda, TOLERANCE)} for λ = ${M.number(lambda)}`,
    );
    return `converges: in the long run a step leaves ${M.number(rate)} of the error; ${motions.join(", ")}`;
  }

  function summary({ name, method, learningRate, momentum, spectrum, drop, divisor, steps, noise }) {
    const say = (eta) => describe(method, eta, momentum, spectrum);
    let text = (PLACES[name] ?? "It ") + say(learningRate);
    if (drop < steps) text += `. After the drop it ${say(learningRate / divisor)}`;
    const last = drop < steps ? learningRate / divisor : learningRate;
    // The formula is that of the other two methods, on quadratics.
    const known = !PLACES[name] && method !== "nesterov";
    if (noise && known && last * Math.max(...spectrum) < M.stepLimit(method, momentum)) {
      const spreads = spectrum.map((lambda) => {
        const spread = Math.sqrt(M.stationaryVariance(last, momentum, lambda, noise ** 2));
        return `${M.number(spread)} for λ = ${M.number(lambda)}`;
      });
      text += `. Noise keeps a standard deviation of ${spreads.join(", ")}`;
    }
    return `${text}.`;
  }

  Object.assign(M, { describe, summary });
})();
