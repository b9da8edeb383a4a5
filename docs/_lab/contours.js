// Lines of equal loss, by marching squares, evenly spaced in a root of the loss.
(() => {
  const M = globalThis.Momentum;

  let traced = {};
  function contours(plot, { objective, basin, name, curvatures, angle }) {
    const key = [name, curvatures, angle, plot.w, plot.h].join();
    if (traced.key === key) return traced.d;
    const [columns, rows] = basin.grid ?? [72, 48];
    const at = (range, share) => range[0] + share * (range[1] - range[0]);
    const loss = Array.from({ length: rows + 1 }, (_, j) =>
      Array.from({ length: columns + 1 }, (_, i) =>
        objective.loss([at(plot.x, i / columns), at(plot.y, j / rows)]),
      ),
    );
    const highest = Math.max(...loss.flat());
    const levels = Array.from({ length: 12 }, (_, i) => highest * ((i + 1) / 12.5) ** (basin.steepness ?? 2));
    let d = "";
    for (let j = 0; j < rows; j++) {
      for (let i = 0; i < columns; i++) {
        const values = [loss[j][i], loss[j][i + 1], loss[j + 1][i + 1], loss[j + 1][i]];
        const [low, high] = [Math.min(...values), Math.max(...values)];
        for (const level of levels) {
          if (level <= low || level > high) continue;
          const corners = [
            [i, j],
            [i + 1, j],
            [i + 1, j + 1],
            [i, j + 1],
          ];
          const crossings = [];
          for (let k = 0; k < 4; k++) {
            const [from, to, a, b] = [values[k], values[(k + 1) % 4], corners[k], corners[(k + 1) % 4]];
            if (from < level === to < level) continue;
            const share = (level - from) / (to - from);
            const [x, y] = [0, 1].map((axis) => a[axis] + share * (b[axis] - a[axis]));
            crossings.push(
              `${((x / columns) * plot.w).toFixed(1)} ${(plot.h - (y / rows) * plot.h).toFixed(1)}`,
            );
          }
          for (let k = 0; k < crossings.length; k += 2) d += `M${crossings[k]}L${crossings[k + 1]}`;
        }
      }
    }
    traced = { key, d };
    return d;
  }

  Object.assign(M, { contours });
})();
