// The countries of the world as one SVG of symbols, named by their two letters, and all of them together as "land": a
// page uses the land once and the countries that have a figure. Geometry: world-atlas 110m, made of Natural Earth
// (public domain), in an equal-area projection (Equal Earth, Šavrič, Patterson and Jenny 2018) without Antarctica.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const WIDTH = 960;
const TOP = 84; // degrees north
const ANTARCTICA = "010";

const [A1, A2, A3, A4] = [1.340264, -0.081106, 0.000893, 0.003796];
const M = Math.sqrt(3) / 2;

function equalEarth([degrees, latitude]) {
  const t = Math.asin(M * Math.sin((latitude * Math.PI) / 180));
  const t2 = t * t;
  const t6 = t2 * t2 * t2;
  const slope = A1 + 3 * A2 * t2 + t6 * (7 * A3 + 9 * A4 * t2);
  return [((degrees * Math.PI) / 180) * (Math.cos(t) / (M * slope)), t * (A1 + A2 * t2 + t6 * (A3 + A4 * t2))];
}

const scale = WIDTH / (2 * equalEarth([180, 0])[0]);
const highest = equalEarth([0, TOP])[1];

function place(point) {
  const [x, y] = equalEarth(point);
  return [Math.round(10 * (WIDTH / 2 + x * scale)) / 10, Math.round(10 * (highest - y) * scale) / 10];
}

/** An island on both sides of the 180th degree is drawn whole, a little beyond the edge: no line across the world. */
function whole(points) {
  const degrees = points.map(([x]) => x);
  const crosses = Math.max(...degrees) - Math.min(...degrees) > 300;
  return crosses ? points.map(([x, y]) => [x < 0 ? x + 360 : x, y]) : points;
}

function ring(points) {
  const steps = [];
  let last = null;
  for (const [x, y] of whole(points).map(place)) {
    if (last && Math.hypot(x - last[0], y - last[1]) < 0.5) continue;
    // relative steps are half as long as places
    steps.push(last ? `${tenths(x - last[0])} ${tenths(y - last[1])}` : `M${x} ${y}l`);
    last = [x, y];
  }
  return steps.length < 4 ? "" : `${steps[0]}${steps.slice(1).join(" ")}z`;
}

const tenths = (number) => String(Math.round(number * 10) / 10);

/** The topology's arcs are chains of differences, shared by neighbours; a negative number runs one backwards. */
function arcsOf({ arcs, transform }) {
  return arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx, dy]) => {
      [x, y] = [x + dx, y + dy];
      return [x * transform.scale[0] + transform.translate[0], y * transform.scale[1] + transform.translate[1]];
    });
  });
}

export function world() {
  const topology = JSON.parse(readFileSync(join(here, "node_modules/world-atlas/countries-110m.json"), "utf8"));
  const codes = JSON.parse(readFileSync(join(here, "countries.json"), "utf8"));
  const arcs = arcsOf(topology);
  const points = (chain) => chain.flatMap((arc, i) => (arc < 0 ? [...arcs[~arc]].reverse() : arcs[arc]).slice(i ? 1 : 0));
  const used = [];
  const paths = topology.objects.countries.geometries
    .filter((country) => country.id !== ANTARCTICA)
    .map((country) => {
      const polygons = country.type === "Polygon" ? [country.arcs] : country.arcs;
      const path = polygons.flat().map((chain) => ring(points(chain))).join("");
      if (country.id && !codes[country.id]) throw new Error(`countries.json does not know ${country.id}, ${country.properties.name}`);
      if (country.id) used.push(country.id);
      return country.id ? `<path id="${codes[country.id]}" d="${path}"/>` : `<path d="${path}"/>`;
    });
  const spare = Object.keys(codes).filter((id) => !used.includes(id));
  if (spare.length > 0) throw new Error(`countries.json names ${spare}, which are not on the map`);
  return Buffer.from(
    `<!-- Natural Earth, public domain; world-atlas, ISC licence: see licences.txt -->\n` +
      `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} 460"><g id="land">\n${paths.join("\n")}\n</g></svg>\n`,
  );
}
