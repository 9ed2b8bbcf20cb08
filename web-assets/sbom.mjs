// node web-assets/sbom.mjs OUT VERSION REPOSITORY CLASSPATH: what is in the jar, as CycloneDX 1.6. The Java parts are read
// off the class path and the POMs beside them, the npm packages off package-lock.json; then come SQLite itself inside of its
// driver, and the fonts, marks and words that were copied into the sources. (CycloneDX's own Maven plugin builds each POM
// anew, which takes half a minute, and refuses to work offline.)
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, delimiter, join, relative, sep } from "node:path";
import { fileURLToPath } from "node:url";
import { BUNDLED } from "./bundled.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const themes = join(dirname(here), "themes");
const [out, release, repository, classpath] = process.argv.slice(2);
const { packages } = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8"));

/** Names of licences as POMs write them, and as SPDX does. Another one stops the build until somebody has looked at it. */
const SPDX = [
  [/apache.*2/i, "Apache-2.0"],
  [/^(the )?MIT( license)?$/i, "MIT"],
  [/^EDL 1\.0$|^BSD[- ](license )?3|3-clause|^the BSD license$/i, "BSD-3-Clause"],
  [/^EPL 2\.0$/, "EPL-2.0"],
  [/^GPL2 w\/ CPE$/, "GPL-2.0-with-classpath-exception"],
];

const between = (xml, tag) => new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(xml)?.[1].trim();

function pom(group, name, version) {
  const file = join(repository, ...group.split("."), name, version, `${name}-${version}.pom`);
  return readFileSync(file, "utf8").replace(/<!--[\s\S]*?-->/g, "");
}

/** A POM that names none has its parent's. */
function licences(group, name, version) {
  const xml = pom(group, name, version);
  const named = between(xml, "licenses");
  if (named) return named.match(/<license>[\s\S]*?<\/license>/g).map(licence);
  const parent = between(xml, "parent");
  if (!parent) throw new Error(`${group}:${name}:${version} has no licence in its POM`);
  return licences(between(parent, "groupId"), between(parent, "artifactId"), between(parent, "version"));
}

function licence(xml) {
  const name = between(xml, "name");
  const id = SPDX.find(([pattern]) => pattern.test(name))?.[1];
  if (id) return { license: { id } };
  if (name === "Bouncy Castle Licence") return { license: { name, url: between(xml, "url") } };
  throw new Error(`add the licence "${name}" to web-assets/sbom.mjs`);
}

function fromMaven(jar) {
  const path = relative(repository, jar).split(sep);
  const [name, version] = path.slice(-3, -1);
  const group = path.slice(0, -3).join(".");
  const purl = `pkg:maven/${group}/${name}@${version}?type=jar`;
  return {
    type: "library",
    "bom-ref": purl,
    group,
    name,
    version,
    scope: "required",
    hashes: [{ alg: "SHA-256", content: createHash("sha256").update(readFileSync(jar)).digest("hex") }],
    licenses: licences(group, name, version),
    purl,
  };
}

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
function sqlite(java) {
  const driver = java.find((each) => each.name === "sqlite-jdbc");
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
const java = classpath.split(delimiter).filter((each) => each.endsWith(".jar")).sort().map(fromMaven);
const purl = `pkg:maven/com.mewayz/mewayz@${release}?type=jar`;
const bom = {
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  version: 1,
  metadata: { component: { type: "application", "bom-ref": purl, group: "com.mewayz", name: "mewayz", version: release, purl } },
  components: [...java, sqlite(java), ...BUNDLED.map(fromNpm), ...fonts(), marks(), words],
};
mkdirSync(dirname(out), { recursive: true });
writeFileSync(out, `${JSON.stringify(bom, null, 1)}\n`);
