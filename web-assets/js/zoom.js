// The chart under a pointer: says the day and its figure, and shows the days one drags over. Days and figures are those
// of the table below it, newest first.
const chart = document.querySelector("[data-zoom]");

if (chart) {
  const days = [...document.querySelectorAll("[data-days] tr[data-day]")].reverse();
  const readout = document.querySelector("[data-readout]");
  const silent = readout.textContent;
  let first = null;
  let band = null;

  const rangeOf = (svg) => [Number(svg.dataset.left), Number(svg.dataset.right)];

  function dayAt(svg, event) {
    const box = svg.getBoundingClientRect();
    const [left, right] = rangeOf(svg);
    const x = ((event.clientX - box.left) * svg.viewBox.baseVal.width) / box.width;
    const place = ((x - left) / (right - left)) * (days.length - 1);
    return Math.min(days.length - 1, Math.max(0, Math.round(place)));
  }

  const words = (day) => `${days[day].cells[0].textContent}: ${days[day].cells[1].textContent}`;

  function draw(svg, from, to) {
    const [left, right] = rangeOf(svg);
    const step = days.length > 1 ? (right - left) / (days.length - 1) : 0;
    band ??= svg.appendChild(document.createElementNS("http://www.w3.org/2000/svg", "rect"));
    band.setAttribute("class", "band");
    band.setAttribute("x", left + from * step);
    band.setAttribute("y", 0);
    band.setAttribute("width", Math.max(1, (to - from) * step));
    band.setAttribute("height", svg.viewBox.baseVal.height - 32);
  }

  function forget() {
    first = null;
    band?.remove();
    band = null;
  }

  for (const svg of chart.querySelectorAll("svg")) {
    svg.addEventListener("pointermove", (event) => {
      const day = dayAt(svg, event);
      if (first === null) {
        readout.textContent = words(day);
      } else {
        const [from, to] = [Math.min(first, day), Math.max(first, day)];
        readout.textContent = `${days[from].cells[0].textContent} to ${days[to].cells[0].textContent}`;
        draw(svg, from, to);
      }
    });
    svg.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || event.pointerType === "touch") return;
      first = dayAt(svg, event);
      svg.setPointerCapture(event.pointerId);
      event.preventDefault();
    });
    svg.addEventListener("pointerup", (event) => {
      if (first === null) return;
      const day = dayAt(svg, event);
      const [from, to] = [Math.min(first, day), Math.max(first, day)].map((each) => days[each].dataset.day);
      const chosen = first !== day;
      forget();
      if (!chosen) return;
      const query = new URLSearchParams(location.search);
      ["days", "month"].forEach((name) => query.delete(name));
      query.set("from", from);
      query.set("to", to);
      location.search = query.toString();
    });
    svg.addEventListener("pointercancel", forget);
    svg.addEventListener("pointerleave", () => {
      if (first === null) readout.textContent = silent;
    });
  }
  addEventListener("keydown", (event) => {
    if (event.key === "Escape") forget();
  });
}
