// The same run as a Python script: it prints the line that the lab shows.
(() => {
  const M = globalThis.Momentum;
  const real = (value) => (Number.isInteger(value) ? `${value}.0` : String(value));
  const list = (values) => `[${values.map(real).join(", ")}]`;

  // The name that a script imports, and the arguments with which it is called.
  function optimizer({ method, velocity, learningRate, momentum }, dropped) {
    const eta = dropped ? "learning_rate" : real(learningRate);
    if (method === "gradient-descent") return ["gradient_descent", eta];
    const given = `${eta}, ${real(momentum)}`;
    if (velocity === "gradients") return [method.replace("-", "_"), given];
    return ["momentum_in", `"keras", ${given}${method === "nesterov" ? ", nesterov=True" : ""}`];
  }

  function schedule({ learningRate, drop, divisor }) {
    const early = real(learningRate);
    return `

def learning_rate(step):
    return jnp.where(step < ${drop}, ${early}, ${early} / ${real(divisor)})

`;
  }

  const noisy = (product) => `

def noisy(x, row=None):
    return objective(x) + (0.0 if row is None else noise[row[0]] ${product} x)

`;

  function python(setting) {
    const { objective, curvatures, angle, start, steps, drop, noise, seed, shown } = setting;
    const flat = objective === "lessardCounterexample";
    const turned = objective === "quadratic";
    const loss = flat ? "lessard_counterexample" : objective;
    const dropped = drop < steps;
    const [name, given] = optimizer(setting, dropped);
    const names = ["epoch_line", name, loss, "run"].toSorted().join(", ");

    const lines = ["import jax", "import jax.numpy as jnp"];
    if (turned) lines.push("import numpy as np");
    lines.push("", `from momentum_docs import ${names}`, "");
    lines.push('jax.config.update("jax_enable_x64", True)', "");
    lines.push(`steps = ${steps}`, `start = jnp.array(${flat ? real(start[0]) : list(start)})`);
    if (turned) {
      lines.push(`angle = np.radians(${real(angle)})`);
      lines.push("axes = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])");
      lines.push(`objective = quadratic(axes.T @ np.diag(${list(curvatures)}) @ axes)`);
    } else lines.push(`objective = ${loss}()`);
    if (noise) {
      const shape = flat ? "(steps)" : "(steps, 2)";
      lines.push(`noise = ${real(noise)} * jax.random.normal(jax.random.key(${seed}), ${shape})`);
    }
    if (dropped) lines.push(schedule(setting));
    lines.push(`optimizer = ${name}(${given})`);
    if (noise) {
      lines.push(noisy(flat ? "*" : "@"));
      lines.push("trajectory = run(optimizer, noisy, start, batches=jnp.arange(steps)[:, None])");
    } else lines.push("trajectory = run(optimizer, objective, start, steps=steps)");
    lines.push(`print(epoch_line(${shown}, trajectory.params[${flat ? `${shown}, None` : shown}]))`, "");
    return lines.join("\n");
  }

  Object.assign(M, { python });
})();
