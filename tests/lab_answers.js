// Puts questions to the lab's scripts, in node or in a browser, and writes the answers as JSON.
(questions) => {
  const M = globalThis.Momentum;
  const special = {
    epochLine: (epoch, texts) =>
      M.epochLine(
        epoch,
        texts.map((text) => Number(text.replace("inf", "Infinity"))),
      ),
    minimum(name, ...given) {
      const { curvatures, axes, minimiser, split } = M[name](...given);
      return { curvatures, axes, minimiser, parts: split?.([3, -2]).reduce((a, b) => a + b) };
    },
    run({ objective, curvatures, angle, ...setting }) {
      const followed = M.run({ ...setting, objective: M[objective](curvatures, angle) });
      return { ...followed, line: M.epochLine(setting.steps, followed.params.at(-1)) };
    },
    script(setting) {
      const scene = M.scene(setting);
      const line = M.epochLine(setting.shown, scene.run.params[setting.shown]);
      return { script: M.python(setting), line, summary: M.summary(scene) };
    },
  };
  const answers = JSON.parse(questions).map(([name, ...given]) => (special[name] ?? M[name])(...given));
  const readable = (_, value) =>
    Number.isFinite(value) || typeof value !== "number" ? value : String(value);
  return JSON.stringify(answers, readable);
};
