// node web-assets/build.mjs [outDir]: stylesheet, scripts, icons and fonts, each under a name that carries its content
// hash, with a gzip twin, and manifest.txt from plain name to hashed name. Same input, same bytes. A second run without
// changes does nothing.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { BUNDLED } from "./bundled.mjs";
import { world } from "./world.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const project = dirname(here);
const templates = join(project, "src/main/resources/com/mewayz");
const modules = join(here, "node_modules");
const out = resolve(process.argv[2] ?? join(project, "target/classes/com/mewayz/assets"));

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash("sha256")).digest("hex");
const read = (...path) => readFileSync(join(...path));
const text = (...path) => read(...path).toString("utf8");
const node = (args) => execFileSync(process.execPath, args, { cwd: here, stdio: ["ignore", "ignore", "pipe"] });

function filesUnder(folder, wanted) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && wanted(entry.name))
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .filter((path) => !path.startsWith(modules + sep))
    .sort();
}

const sources = filesUnder(here, (name) => /\.(css|js|mjs|json|svg)$/.test(name));
const pages = filesUnder(templates, (name) => name.endsWith(".peb"));

/** One hash over everything the result depends on. */
function inputs() {
  const files = [...sources, ...pages];
  return sha256(...files.flatMap((path) => [relative(project, path).split(sep).join("/"), "\0", read(path), "\0"]));
}

function upToDate(stamp) {
  const manifest = join(out, "manifest.txt");
  if (!existsSync(manifest) || !existsSync(join(out, ".inputs")) || text(out, ".inputs") !== stamp) return false;
  return text(manifest).trim().split("\n").every((line) => existsSync(join(out, line.split(" ")[1])));
}

/** Installs from the lock file when it is not what stands in node_modules; no package runs a script of its own. */
function install() {
  const stamp = join(modules, ".lock-hash");
  const lock = sha256(read(here, "package-lock.json"));
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === lock) return;
  const npm = process.platform === "win32" ? "npm.cmd" : "npm";
  execFileSync(npm, ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: here, stdio: "inherit" });
  writeFileSync(stamp, lock);
}

const hashed = (name, bytes) => name.replace(/(\.[^.]+)$/, `.${sha256(bytes).slice(0, 10)}$1`);

function fonts() {
  const files = join(modules, "@fontsource-variable/geist/files");
  return ["latin", "latin-ext", "cyrillic"].map((range) => [
    `geist-${range}.woff2`,
    read(files, `geist-${range}-wght-normal.woff2`),
  ]);
}

/** Basecoat's tokens and, of its forty components, those the admin uses: the whole set would double the stylesheet. */
const BASECOAT = ["Button", "Checkbox", "Radio", "Switch"];

function basecoat() {
  const dist = join(modules, "basecoat-css/dist");
  const skin = text(dist, "styles/nova.css").split(/^ *\/\* ([A-Z][A-Za-z ]*) \*\/$/m);
  const slices = BASECOAT.map((name) => {
    const section = skin[skin.indexOf(name) + 1];
    if (!skin.includes(name)) throw new Error(`Basecoat's nova style has no section ${name}`);
    return `${text(dist, "components", `${name.toLowerCase()}.css`)}\n@layer components {\n${section}\n}\n`;
  });
  writeFileSync(join(modules, ".basecoat.css"), `${text(dist, "base/base.css")}\n${slices.join("")}`);
}

function stylesheet(fontFiles) {
  basecoat();
  const work = mkdtempSync(join(tmpdir(), "mewayz-css-"));
  try {
    const built = join(work, "app.css");
    node([join(modules, "@tailwindcss/cli/dist/index.mjs"), "-i", "css/app.css", "-o", built, "--minify"]);
    let css = readFileSync(built, "utf8");
    for (const [name, bytes] of fontFiles) {
      if (!css.includes(name)) throw new Error(`css/app.css no longer names ${name}`);
      css = css.replaceAll(`./${name}`, `./${hashed(name, bytes)}`);
    }
    return Buffer.from(css);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}

async function scripts() {
  const { build } = await import("esbuild");
  const result = await build({
    absWorkingDir: here,
    entryPoints: ["js/theme.js", "js/app.js", "js/builder.js", "js/analytics.js", "js/m.js"],
    outdir: "out",
    bundle: true,
    minify: true,
    format: "iife",
    target: ["es2022"],
    legalComments: "none",
    write: false,
    logLevel: "warning",
  });
  return result.outputFiles.map((file) => [file.path.split(sep).pop(), Buffer.from(file.contents)]);
}

/** The icons of icons.json as one sprite. A template that names another one stops the build. */
function sprite() {
  const names = JSON.parse(text(here, "icons.json"));
  const known = new Set(names);
  for (const page of pages) {
    for (const [, name] of readFileSync(page, "utf8").matchAll(/\bicon\(\s*["']([^"']+)["']/g)) {
      if (!known.has(name)) throw new Error(`${relative(project, page)} uses icon "${name}": add it to icons.json`);
    }
  }
  const symbols = names.map((name) => {
    const svg = text(modules, "lucide-static/icons", `${name}.svg`);
    const paths = svg.slice(svg.indexOf(">", svg.indexOf("<svg")) + 1, svg.lastIndexOf("</svg>"));
    return `<symbol id="${name}" viewBox="0 0 24 24">${paths.replace(/\s*\n\s*/g, "").replaceAll(" />", "/>")}</symbol>`;
  });
  const head = '<!-- Lucide, ISC licence: see licences.txt -->\n<svg xmlns="http://www.w3.org/2000/svg">\n';
  return Buffer.from(`${head}${symbols.join("\n")}\n</svg>\n`);
}

/** What the licences of the bundled packages ask for: their text travels with them. */
function licences() {
  const { packages } = JSON.parse(text(here, "package-lock.json"));
  const parts = BUNDLED.map((name) => {
    const { version, license } = packages[`node_modules/${name}`];
    const file = readdirSync(join(modules, name)).find((entry) => /^licen[sc]e/i.test(entry));
    const terms = file ? text(modules, name, file) : text(here, "licences", `${name.replace(/\W+/g, "-").slice(1)}.txt`);
    return `${name} ${version} (${license})\n\n${terms.trim()}\n`;
  });
  return Buffer.from(parts.join(`\n${"-".repeat(80)}\n\n`));
}

/** RFC 1952 byte 9 names the operating system that packed the file; 255 (unknown) keeps the bytes the same everywhere. */
function gzip(bytes) {
  const packed = gzipSync(bytes, { level: 9 });
  packed[9] = 255;
  return packed;
}

async function build() {
  const fontFiles = fonts();
  const files = [
    ["app.css", stylesheet(fontFiles)],
    ...(await scripts()),
    ["favicon.svg", read(here, "favicon.svg")],
    ["icons.svg", sprite()],
    ["licences.txt", licences()],
    ["world.svg", world()],
    ...fontFiles,
  ].sort(([a], [b]) => (a < b ? -1 : 1));

  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  const manifest = {};
  for (const [name, bytes] of files) {
    manifest[name] = hashed(name, bytes);
    writeFileSync(join(out, manifest[name]), bytes);
    const packed = gzip(bytes);
    // A font is packed already: a twin that saves nothing is only a bigger jar.
    const twin = packed.length < bytes.length * 0.95;
    if (twin) writeFileSync(join(out, `${manifest[name]}.gz`), packed);
    console.log(`${manifest[name].padEnd(36)} ${String(bytes.length).padStart(8)} ${twin ? String(packed.length).padStart(8) : "       -"}`);
  }
  // Plain lines: the server reads this at its start, before it has any use for a JSON reader.
  writeFileSync(join(out, "manifest.txt"), Object.entries(manifest).map(([name, file]) => `${name} ${file}\n`).join(""));
}

const stamp = inputs();
if (upToDate(stamp)) {
  console.log("web assets are up to date");
} else {
  install();
  await build();
  // Last, so that a build that was broken off is not taken for a finished one.
  writeFileSync(join(out, ".inputs"), stamp);
}
