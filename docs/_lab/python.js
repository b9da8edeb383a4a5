// The same run as a Python script: it prints the line that the lab shows.
(() => {
  const M = globalThis.Momentum;
  const real = (value) => (Number.isInteger(value) ? `${value}.0` : String(value));

  function optimizer({ method, velocity, learningRate, momentum, drop, divisor, steps }) {
    const dropped = drop < steps;
    const schedule = `def learning_rate(step):\n    return jnp.where(step < ${drop}, ${real(learningRate)}, ${real(learningRate)} / ${real(divisor)})\n\n\n`;
    const eta = dropped ? "learning_rate" : real(learningRate);
    const [name, given] = {
      "gradient-descent": ["gradient_descent", ""],
      "heavy-ball": ["heavy_ball", `, ${real(momentum)}`],
      nesterov: ["nesterov", `, ${real(momentum)}`],
    }[method];
    const ofSteps = velocity === "steps" && given;
    const call = ofSteps
      ? `momentum_in("keras", ${eta}${given}${method === "nesterov" ? ", nesterov=True" : ""})`
      : `${name}(${eta}${given})`;
    return { name: ofSteps ? "momentum_in" : name, text: `${dropped ? schedule : ""}optimizer = ${call}\n` };
  }

  function python(setting) {
    const { objective, curvatures, angle, start, steps, noise, seed, shown } = setting;
    const flat = objective === "lessardCounterexample";
    const { name, text } = optimizer(setting);
    const loss = flat ? "lessard_counterexample" : objective;
    const names = ["epoch_line", name, loss, "run"].sort().join(", ");
    const turned = objective === "quadratic";
    const [x, size] = flat ? [real(start[0]), ""] : [`[${start.map(real).join(", ")}]`, ", 2"];
    return (
      `import jax\nimport jax.numpy as jnp\n${turned ? "import numpy as np\n" : ""}\nfrom momentum_docs import ${names}\n\n` +
      `jax.config.update("jax_enable_x64", True)\n\nsteps = ${steps}\nstart = jnp.array(${x})\n` +
      (turned
        ? `angle = np.radians(${real(angle)})\naxes = np.array([[np.cos(angle), np.sin(angle)], [-np.sin(angle), np.cos(angle)]])\n` +
          `objective = quadratic(axes.T @ np.diag([${curvatures.map(real).join(", ")}]) @ axes)\n`
        : `objective = ${loss}()\n`) +
      (noise ? `noise = ${real(noise)} * jax.random.normal(jax.random.key(${seed}), (steps${size}))\n` : "") +
      `\n\n${text}`.replace(/^\n\n(?!def)/, "") +
      (noise
        ? `\n\ndef noisy(x, row=None):\n    return objective(x) + (0.0 if row is None else noise[row[0]] ${flat ? "*" : "@"} x)\n\n\n` +
          "trajectory = run(optimizer, noisy, start, batches=jnp.arange(steps)[:, None])\n"
        : "trajectory = run(optimizer, objective, start, steps=steps)\n") +
      `print(epoch_line(${shown}, trajectory.params[${flat ? `${shown}, None` : shown}]))\n`
    );
  }

  Object.assign(M, { python });
})();
