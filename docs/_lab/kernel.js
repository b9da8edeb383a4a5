// The mathematics of the lab, without a page. Names and conventions are those of the Python library
// `momentum_docs`, and the tests hold every function here against it.
(() => {
  // Objectives: `curvatures` and `axes` are those at the minimum, the flattest direction first.

  const dot = (a, b) => a.reduce((total, value, i) => total + value * b[i], 0);

  const turned = (angle) => [
    [Math.cos(angle), Math.sin(angle)],
    [-Math.sin(angle), Math.cos(angle)],
  ];

  function quadratic(curvatures, angle = 0) {
    const axes = curvatures.length > 1 ? turned(angle) : [[1]];
    const split = (x) => axes.map((axis, i) => 0.5 * curvatures[i] * dot(axis, x) ** 2);
    return {
      curvatures,
      axes,
      minimiser: curvatures.map(() => 0),
      split,
      loss: (x) => split(x).reduce((total, part) => total + part),
      gradient(x) {
        const slopes = axes.map((axis, i) => curvatures[i] * dot(axis, x));
        return x.map((_, j) =>
          dot(
            slopes,
            axes.map((axis) => axis[j]),
          ),
        );
      },
    };
  }

  // Written out, since one coordinate may become infinite without the other.
  const valley = () => ({
    ...quadratic([0.2, 4]),
    loss: ([x1, x2]) => 0.1 * x1 * x1 + 2 * x2 * x2,
    gradient: ([x1, x2]) => [0.2 * x1, 4 * x2],
  });

  function rosenbrock() {
    const [a, b] = [1, 100];
    const root = Math.sqrt(501 ** 2 - 400); // of the Hessian [[802, −400], [−400, 200]] at (1, 1)
    return {
      curvatures: [400 / (501 + root), 501 + root],
      axes: turned(Math.atan2(400, 200 - 400 / (501 + root))),
      minimiser: [a, a * a],
      loss: ([x1, x2]) => (a - x1) ** 2 + b * (x2 - x1 * x1) ** 2,
      gradient: ([x1, x2]) => [-2 * (a - x1) - 4 * b * x1 * (x2 - x1 * x1), 2 * b * (x2 - x1 * x1)],
    };
  }

  function lessardCounterexample() {
    return {
      curvatures: [1, 25],
      axes: [[1]],
      minimiser: [0],
      loss: ([x]) => (x < 1 ? 12.5 * x * x : x < 2 ? 0.5 * x * x + 24 * x - 12 : 12.5 * x * x - 24 * x + 36),
      gradient: ([x]) => [x < 1 ? 25 * x : x < 2 ? x + 24 : 25 * x - 24],
    };
  }

  // The one runner: v ← βv + g, x ← x − ηv; with a velocity of steps, v ← βv − ηg, x ← x + v.

  function run({
    objective,
    start,
    steps,
    learningRate,
    momentum = 0,
    method = "heavy-ball",
    velocity = "gradients",
    drop = Infinity,
    divisor = 10,
    noise,
  }) {
    const beta = method === "gradient-descent" ? 0 : momentum;
    const ofSteps = velocity === "steps";
    let [x, v] = [start, start.map(() => 0)];
    const [params, velocities] = [[x], [v]];
    for (let t = 0; t < steps; t++) {
      const rate = t < drop ? learningRate : learningRate / divisor;
      const gradient = objective.gradient(x);
      const added = gradient.map((g, i) => (ofSteps ? -rate : 1) * (noise ? g + noise[t * x.length + i] : g));
      const remember = (old) => old.map((value, i) => beta * value + added[i]);
      v = remember(v);
      const direction = method === "nesterov" ? remember(v) : v;
      x = x.map((value, i) => value + (ofSteps ? 1 : -rate) * direction[i]);
      params.push(x);
      velocities.push(v);
    }
    return { params, velocities, losses: params.map(objective.loss) };
  }

  // Theory: every method is a pair (sum, product) of eigenvalues σ² − sum σ + product = 0.

  function characteristic(method, eta, beta, lambda) {
    if (method === "heavy-ball") return [1 + beta - eta * lambda, beta];
    const kept = 1 - eta * lambda;
    return method === "nesterov" ? [(1 + beta) * kept, beta * kept] : [kept, 0];
  }

  function updateEigenvalues(method, eta, beta, lambda) {
    const [sum, product] = characteristic(method, eta, beta, lambda);
    const discriminant = sum * sum - 4 * product;
    const root = Math.sqrt(Math.abs(discriminant));
    return [1, -1].map((sign) =>
      discriminant < 0 ? [sum / 2, (sign * root) / 2] : [(sum + sign * root) / 2, 0],
    );
  }

  function convergenceRate(method, eta, beta, curvatures) {
    let slowest = 0;
    for (const lambda of curvatures) {
      const [sum, product] = characteristic(method, eta, beta, lambda);
      const discriminant = sum * sum - 4 * product;
      const rate =
        discriminant < 0 ? Math.sqrt(Math.abs(product)) : (Math.abs(sum) + Math.sqrt(discriminant)) / 2;
      slowest = Math.max(slowest, rate);
    }
    return slowest;
  }

  // The largest ηλ, exclusive, at which a method converges.
  const stepLimit = (method, beta) =>
    ({ "gradient-descent": 2, "heavy-ball": 2 + 2 * beta, nesterov: (2 + 2 * beta) / (1 + 2 * beta) })[
      method
    ];

  function dampingRegime(method, eta, beta, lambda, tolerance = 0) {
    const [sum, product] = characteristic(method, eta, beta, lambda);
    const discriminant = sum * sum - 4 * product;
    const stable = beta >= 0 && beta < 1 && eta * lambda > 0 && eta * lambda < stepLimit(method, beta);
    if (!stable) return "divergent";
    if (discriminant < -tolerance) return "under-damped";
    if (sum < 0) return "sign-flipping";
    return discriminant <= tolerance ? "critically damped" : "over-damped";
  }

  // The learning rate beyond which a direction swings; gradient descent has no such pair.
  const criticalRate = (method, beta, lambda) =>
    ({ "heavy-ball": (1 - Math.sqrt(beta)) ** 2, nesterov: ((1 - beta) / (1 + beta)) ** 2 })[method] / lambda;

  function optimal(method, smallest, largest) {
    const [low, high, root] = [
      Math.sqrt(smallest),
      Math.sqrt(largest),
      Math.sqrt(3 * (largest / smallest) + 1),
    ];
    const ratio = (high - low) / (high + low);
    return {
      "gradient-descent": [2 / (largest + smallest), 0, (largest - smallest) / (largest + smallest)],
      "heavy-ball": [(2 / (high + low)) ** 2, ratio ** 2, ratio],
      nesterov: [4 / (3 * largest + smallest), (root - 2) / (root + 2), 1 - 2 / root],
    }[method];
  }

  const leakySumWeights = (beta, steps) => Array.from({ length: steps }, (_, age) => beta ** age);
  const leakySumTotal = (beta, steps) => (1 - beta ** steps) / (1 - beta);

  const stationaryVariance = (eta, beta, lambda, noiseVariance) =>
    (eta * noiseVariance * (1 + beta)) / (lambda * (1 - beta) * (2 * (1 + beta) - eta * lambda));

  // Randomness: what `jax.random.normal(jax.random.key(seed), (count,))` draws in double precision.

  function threefry(seed, counter) {
    const keys = [0, seed, 0x1bd11bda ^ seed];
    let [a, b] = [keys[0], (counter + keys[1]) | 0];
    for (let group = 0; group < 5; group++) {
      for (const turn of group % 2 ? [17, 29, 16, 24] : [13, 15, 26, 6]) {
        a = (a + b) | 0;
        b = a ^ ((b << turn) | (b >>> (32 - turn)));
      }
      a = (a + keys[(group + 1) % 3]) | 0;
      b = (b + keys[(group + 2) % 3] + group + 1) | 0;
    }
    return [a >>> 0, b >>> 0];
  }

  // erf by its series, and its inverse by Newton's method, which approaches from below.
  function inverseErf(value) {
    const target = Math.abs(value);
    let x = 0;
    for (let step = 0; step < 60; step++) {
      let [term, sum] = [x, x];
      for (let n = 1; term > 1e-17 * sum; n++) sum += term *= (2 * x * x) / (2 * n + 1);
      const move = (target * Math.sqrt(Math.PI) * Math.exp(x * x)) / 2 - sum;
      x += move;
      if (!(Math.abs(move) > 1e-15 * x)) break;
    }
    return value < 0 ? -x : x;
  }

  function normal(seed, count) {
    return Array.from({ length: count }, (_, i) => {
      const [high, low] = threefry(seed, i);
      const share = (high * 2 ** 20 + (low >>> 12)) / 2 ** 52;
      return Math.SQRT2 * inverseErf(Math.max(share * 2 - (1 - 2 ** -53), -(1 - 2 ** -53)));
    });
  }

  // The printed line: JavaScript rounds ties away from zero, Python to the even digit.

  function fixed(x) {
    if (!Number.isFinite(x)) return Number.isNaN(x) ? "nan" : x > 0 ? "inf" : "-inf";
    const size = Math.abs(x);
    const write = (digits) => (size < 1e6 ? size.toFixed(digits) : size.toExponential(digits));
    const [, short, rest, exponent = ""] = write(20).match(/^(\d+\.\d{6})(\d+)(e.*)?$/);
    const tie = /[02468]$/.test(short) && /^50*$/.test(rest);
    const sign = x < 0 || Object.is(x, -0) ? "-" : "";
    return sign + (tie ? short + exponent : write(6)).replace(/\+(\d)$/, "+0$1");
  }

  const epochLine = (epoch, params) =>
    [`epoch ${epoch}`, ...params.map((x, i) => `x${i + 1}: ${fixed(x)}`)].join(", ");

  globalThis.Momentum = {
    valley,
    quadratic,
    rosenbrock,
    lessardCounterexample,
    run,
    updateEigenvalues,
    convergenceRate,
    stepLimit,
    dampingRegime,
    criticalRate,
    optimal,
    leakySumWeights,
    leakySumTotal,
    stationaryVariance,
    normal,
    epochLine,
  };
})();
