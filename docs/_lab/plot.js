// Drawing: numbers in, SVG out. Colours, dashes and letters are those of lab.css.
(() => {
  const M = globalThis.Momentum;
  const [LEFT, RIGHT, TOP, BOTTOM] = [52, 10, 8, 38];
  const LEAST = 99; // pixels across; no page is as narrow, but one that is still loading
  const CROWD = 250; // dots; more than that run into each other
  const FAR = 9999; // pixels; what is further out is cut off there

  const number = (value) =>
    Number.isFinite(value) ? String(+value.toPrecision(4)).replace(/-/g, "−") : "overflow";
  const power = (exponent) =>
    "10" + [...String(exponent)].map((digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹⁻".at("0123456789-".indexOf(digit))).join("");

  function ticks([low, high], count) {
    const rough = (high - low) / count;
    const unit = 10 ** Math.floor(Math.log10(rough));
    const step = unit * [1, 2, 5, 10].find((factor) => factor * unit >= rough);
    const first = Math.ceil(low / step - 1e-9);
    return Array.from({ length: Math.floor(high / step + 1e-9) - first + 1 }, (_, i) => (first + i) * step);
  }

  // Start a plot of the ranges x and y. With `equal`, a unit is as long across as upwards.
  // X and Y turn values into pixels, of which the plot has w across and h upwards.
  // The element keeps what the page asks for: its `box` in pixels, its `ink`, the values `at` a pointer,
  // and how to `place` a part at values.
  function plot(svg, { x, y, xLabel, yLabel, equal, log }) {
    const { width, height } = svg.box;
    const [w, h] = [width - LEFT - RIGHT, height - TOP - BOTTOM];
    if (equal) {
      const unit = Math.max((x[1] - x[0]) / w, (y[1] - y[0]) / h);
      const widened = ([low, high], pixels) => [-1, 1].map((side) => (low + high + side * unit * pixels) / 2);
      [x, y] = [widened(x, w), widened(y, h)];
    }
    const clamp = (pixels) => Math.max(-FAR, Math.min(FAR, pixels));
    const X = (value) => clamp(((value - x[0]) / (x[1] - x[0])) * w);
    const Y = (value) => clamp(h - ((value - y[0]) / (y[1] - y[0])) * h);
    const at = (points) =>
      points
        .filter((point) => !point.some(Number.isNaN))
        .map(([a, b]) => `${X(a).toFixed(1)} ${Y(b).toFixed(1)}`);

    let [grid, marks] = ["", ""];
    for (const value of ticks(x, w / 55)) {
      const place = LEFT + X(value);
      grid += `<path class="grid" d="M${place} ${TOP}v${h}"/>`;
      grid += `<text x="${place}" y="${TOP + h + 16}">${number(value)}</text>`;
    }
    for (const value of ticks(y, h / 36)) {
      if (log && value % 1) continue;
      const place = TOP + Y(value);
      grid += `<path class="grid" d="M${LEFT} ${place}h${w}"/>`;
      grid += `<text class="end" x="${LEFT - 6}" y="${place + 4}">${(log ? power : number)(value)}</text>`;
    }
    grid += `<path class="spine" d="M${LEFT} ${TOP}v${h}h${w}"/>`;
    grid += `<text x="${LEFT + w / 2}" y="${height - 4}">${xLabel}</text>`;
    grid += `<text transform="translate(11 ${TOP + h / 2}) rotate(-90)">${yLabel}</text>`;

    svg.at = ({ clientX, clientY }) => {
      const box = svg.getBoundingClientRect();
      const [px, py] = [clientX - box.left - LEFT, clientY - box.top - TOP];
      return [x[0] + (px / w) * (x[1] - x[0]), y[1] - (py / h) * (y[1] - y[0])];
    };

    const self = {
      x,
      y,
      w,
      h,
      raw(markup) {
        marks += markup;
        return self;
      },
      line: (points, name) => self.raw(`<polyline class="line ${name}" points="${at(points).join(" ")}"/>`),
      path: (d, name) => self.raw(`<path class="${name}" d="${d}"/>`),
      // Dots are strokes without length, shaped by the cap of the line; a crowd is left out.
      dots: (points, name) =>
        self.path(
          at(points.length > CROWD ? [] : points)
            .map((place) => `M${place}h0`)
            .join(""),
          `dots ${name}`,
        ),
      text: (text, a, b, name = "") =>
        self.raw(`<text class="${name}" x="${X(a).toFixed(1)}" y="${Y(b).toFixed(1)}">${text}</text>`),
      X,
      Y,
      show(label) {
        svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
        svg.setAttribute("aria-label", label);
        if (!svg.ink) svg.prepend((svg.ink = document.createElementNS(svg.namespaceURI, "g")));
        svg.ink.innerHTML = `${grid}<svg x="${LEFT}" y="${TOP}" width="${w}" height="${h}">${marks}</svg>`;
        const inside = (pixels, most) => Math.max(0, Math.min(most, pixels));
        svg.place = (part, a, b) =>
          part.setAttribute("transform", `translate(${LEFT + inside(X(a), w)} ${TOP + inside(Y(b), h)})`);
      },
    };
    return self;
  }

  // Add a point that can be dragged; everything that a handle does, an input of the page does, too.
  function handle(svg, move) {
    const group = document.createElementNS(svg.namespaceURI, "g");
    group.setAttribute("class", "handle");
    group.innerHTML = '<circle r="22"/><circle r="7"/>';
    group.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      group.setPointerCapture(event.pointerId);
    });
    group.addEventListener("pointermove", (event) => {
      if (group.hasPointerCapture(event.pointerId)) move(...svg.at(event));
    });
    svg.append(group);
    return group;
  }

  // Return 256 shades between colours that stand at even distances.
  function blend(colours) {
    const stops = colours.map((hex) => [1, 3, 5].map((digit) => parseInt(hex.slice(digit, digit + 2), 16)));
    return Array.from({ length: 256 }, (_, i) => {
      const place = (i / 255) * (stops.length - 1);
      const index = Math.min(stops.length - 2, Math.floor(place));
      return stops[index].map((from, part) => from + (stops[index + 1][part] - from) * (place - index));
    });
  }

  // Paint rates over the plane, from the best one to 1, and leave out what diverges.
  function paint(canvas, best, rateAt) {
    const { width, height } = canvas;
    const shades = blend(getComputedStyle(canvas).getPropertyValue("--rates").match(/#\w+/g));
    const context = canvas.getContext("2d");
    const image = context.createImageData(width, height);
    for (let row = 0, place = 0; row < height; row++) {
      for (let column = 0; column < width; column++, place += 4) {
        const rate = rateAt((column + 0.5) / width, 1 - (row + 0.5) / height);
        if (!(rate < 1)) continue;
        image.data.set(shades[Math.max(0, Math.floor((255 * (rate - best)) / (1 - best)))], place);
        image.data[place + 3] = 255;
      }
    }
    context.putImageData(image, 0, 0);
  }

  // Draw once the sizes are known, and again when they change; what is narrower is not laid out yet.
  function watch(svgs, draw) {
    const observer = new ResizeObserver((entries) => {
      for (const { target, contentRect } of entries) if (contentRect.width > LEAST) target.box = contentRect;
      if (svgs.every((svg) => svg.box)) draw();
    });
    for (const svg of svgs) observer.observe(svg);
  }

  Object.assign(M, { plot, handle, blend, paint, number, watch });
})();
