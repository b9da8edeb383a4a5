// Puts questions to the lab's kernel, in node or in a browser, and writes the answers as JSON.
(questions) => {
  const M = globalThis.Momentum;
  const answers = JSON.parse(questions).map(([name, ...given]) => {
    if (name === "epochLine") return M.epochLine(given[0], given[1].map((text) => Number(text.replace("inf", "Infinity"))));
    if (name === "minimum") {
      const { curvatures, axes, minimiser, split } = M[given[0]](given[1], given[2]);
      return { curvatures, axes, minimiser, parts: split?.([3, -2]).reduce((a, b) => a + b) };
    }
    if (name !== "run") return M[name](...given);
    const [{ objective, curvatures, angle, ...setting }] = given;
    const followed = M.run({ ...setting, objective: M[objective](curvatures, angle) });
    return { ...followed, line: M.epochLine(setting.steps, followed.params.at(-1)) };
  });
  return JSON.stringify(answers, (_, value) => (Number.isFinite(value) || typeof value !== "number" ? value : String(value)));
};
