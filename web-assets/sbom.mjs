// node web-assets/sbom.mjs MAVENS OURS: adds to the CycloneDX list that Maven wrote what Maven does not know of: the npm
// packages whose code is in the jar, SQLite itself inside of its driver, and the fonts, marks and words that were copied
// into the sources. Maven writes its list only online; without a fresh one there is none, and the program says so.
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { BUNDLED } from "./bundled.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const themes = join(dirname(here), "themes");
const [mavens, ours] = process.argv.slice(2);
if (!existsSync(mavens) || statSync(mavens).mtimeMs < statSync(join(dirname(here), "pom.xml")).mtimeMs) {
  rmSync(ours, { force: true });
  console.warn("Maven is offline and has no list of parts newer than pom.xml: this build carries none.");
  process.exit(0);
}
const bom = JSON.parse(readFileSync(mavens, "utf8"));
const { packages } = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));

function fromNpm(name) {
  const { version, license, integrity } = packages[`node_modules/${name}`];
  const [algorithm, hash] = integrity.split("-");
  if (algorithm !== "sha512") throw new Error(`${name}: no SHA-512 in package-lock.json`);
  const slash = name.indexOf("/");
  const purl = `pkg:npm/${name.replace("@", "%40")}@${version}`;
  return {
    type: "library",
    "bom-ref": purl,
    ...(slash < 0 ? { name } : { group: name.slice(0, slash), name: name.slice(slash + 1) }),
    version,
    scope: "required",
    hashes: [{ alg: "SHA-512", content: Buffer.from(hash, "base64").toString("hex") }],
    licenses: [{ license: { id: license } }],
    purl,
  };
}

/** The driver's version is that of the engine with one more number. */
function sqlite() {
  const driver = bom.components.find((each) => each.name === "sqlite-jdbc");
  const version = driver.version.split(".").slice(0, 3).join(".");
  return {
    type: "library",
    "bom-ref": `pkg:generic/sqlite@${version}`,
    name: "sqlite",
    version,
    description: "The database engine, in its native form inside of sqlite-jdbc",
    scope: "required",
    licenses: [{ license: { id: "blessing" } }],
    cpe: `cpe:2.3:a:sqlite:sqlite:${version}:*:*:*:*:*:*:*`,
    purl: `pkg:generic/sqlite@${version}`,
  };
}

function copied(type, name, license, more) {
  return { type, "bom-ref": `copied:${name}`, name, scope: "required", licenses: [{ license: { id: license } }], ...more };
}

/** Each theme has one font, and its licence beside it. */
function fonts() {
  return readdirSync(themes)
    .map((theme) => join(themes, theme, "font-licence.txt"))
    .filter((licence) => existsSync(licence))
    .map((licence) => {
      const [, copyright, name] = /^(Copyright \d+ The (.+?) Project Authors)/.exec(readFileSync(licence, "utf8")) ?? [];
      if (!name) throw new Error(`${licence} does not begin with whose font it is`);
      return copied("file", name, "OFL-1.1", { copyright });
    });
}

function marks() {
  const [, version] = /simple-icons ([0-9.]+[0-9])/.exec(readFileSync(join(themes, "base/icons-licence.txt"), "utf8"));
  return copied("file", "simple-icons", "CC0-1.0", { version, purl: `pkg:npm/simple-icons@${version}` });
}

const words = copied("data", "SecLists", "MIT", { description: "The commonest leaked passwords, see common-passwords.md" });
const added = [sqlite(), ...BUNDLED.map(fromNpm), ...fonts(), marks(), words];
bom.components = [...bom.components, ...added];
mkdirSync(dirname(ours), { recursive: true });
writeFileSync(ours, `${JSON.stringify(bom, null, 1)}\n`);
