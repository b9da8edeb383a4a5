// Lines of equal loss, exact, and evenly spaced in a root of the loss.
(() => {
  const M = globalThis.Momentum;
  const COUNT = 12;

  // Two arcs between the ends of the long axis.
  function ellipse({ X, Y }, { axes, curvatures }, level) {
    const [[cosine, sine]] = axes;
    const [unit, turn] = [X(1) - X(0), (-Math.atan2(sine, cosine) * 180) / Math.PI];
    const [a, b] = curvatures.map((lambda) => Math.sqrt((2 * level) / lambda));
    const [from, to] = [a, -a].map((reach) => `${X(reach * cosine)} ${Y(reach * sine)}`);
    const half = `A${a * unit} ${b * unit} ${turn} 0 0 `;
    return `M${from}${half}${to}${half}${from}`;
  }

  // Along x₂ = x₁² ± √(level − (1 − x₁)²)/10, as far as the plot shows, closest where the two branches meet.
  function banana({ x: [low, high], X, Y }, objective, level) {
    const [left, right] = [Math.max(low - 1, 1 - Math.sqrt(level)), Math.min(high + 1, 1 + Math.sqrt(level))];
    const points = Array.from({ length: 200 }, (_, i) => {
      const angle = (i * Math.PI) / 100;
      const x = (left + right - (right - left) * Math.cos(angle)) / 2;
      const width = Math.sqrt(Math.max(0, level - (1 - x) ** 2)) / 10;
      return `${X(x).toFixed(1)} ${Y(x * x + Math.sign(Math.sin(angle)) * width).toFixed(1)}`;
    });
    return `M${points.join("L")}Z`;
  }

  M.contours = (plot, { objective, basin: { root = 2, curve = ellipse } }) => {
    const highest = Math.max(...plot.x.flatMap((a) => plot.y.map((b) => objective.loss([a, b]))));
    const levels = Array.from({ length: COUNT }, (_, i) => highest * ((i + 1) / (COUNT + 0.5)) ** root);
    return levels.map((level) => curve(plot, objective, level)).join("");
  };
  M.banana = banana;
})();
