// node install/places.mjs <geoip> <geoip6> <outDir>: packs the text tables of Debian's tor-geoipdb into countries.bin,
// and says beside it whose data it is. Same input, same bytes.
//
// countries.bin, all numbers big-endian: the number of countries and two letters for each (number 0 is "no country");
// the number of IPv4 ranges, where each begins (32 bits), the country of each (8 bits); the same for IPv6, of whose
// addresses only the upper 64 bits are kept. A range ends where the next begins.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [geoip, geoip6, out] = process.argv.slice(2);
/** No countries of today: unknown, unions, proxies, satellites, slips of the pen. */
const NOWHERE = new Set(["??", "EU", "AP", "A1", "A2", "A3", "T1", "XX", "ZZ", "AB", "AN", "OS", "SU", "UN"]);
const codes = [];
const numbers = new Map();

function number(text) {
  const code = text === "UK" ? "GB" : text;
  if (NOWHERE.has(code)) return 0;
  if (!numbers.has(code)) {
    codes.push(code);
    numbers.set(code, codes.length);
  }
  return numbers.get(code);
}

function ip6(text) {
  const [head, tail] = text.split("::");
  const words = head ? head.split(":") : [];
  const rest = tail ? tail.split(":") : [];
  if (text.includes("::")) while (words.length + rest.length < 8) words.push("0");
  return [...words, ...rest].reduce((sum, word) => (sum << 16n) | BigInt(parseInt(word, 16)), 0n);
}

const rows = (file, first) => readFileSync(file, "latin1").split("\n").filter((line) => first.test(line)).map((line) => line.split(","));

/** Sorted ranges [from, to, code] as beginnings; what lies between two of them is nowhere. */
function beginnings(ranges, one) {
  const list = [];
  let end = -one;
  const begin = (at, country) => {
    const last = list.at(-1);
    if (last && last[0] === at) last[1] = country;
    else if (!last || last[1] !== country) list.push([at, country]);
  };
  for (const [from, to, code] of ranges) {
    if (from > end + one) begin(end + one, 0);
    begin(from, number(code));
    end = to;
  }
  begin(end + one, 0);
  // where one was overwritten, it may now be like the one before it
  return list.filter(([, country], i) => i === 0 || list[i - 1][1] !== country);
}

const four = beginnings(rows(geoip, /^\d/).map(([from, to, code]) => [Number(from), Number(to), code]), 1)
  .filter(([at]) => at < 2 ** 32);
// A range inside a single /64 is nobody's country: the rest of the /64 decides.
const six = beginnings(
  rows(geoip6, /^[0-9a-f]/i)
    .map(([from, to, code]) => [(ip6(from) + (1n << 64n) - 1n) >> 64n, ((ip6(to) + 1n) >> 64n) - 1n, code])
    .filter(([from, to]) => to >= from),
  1n,
).filter(([at]) => at < 1n << 64n);
if (four.length < 2 || six.length < 2 || codes.length > 255) throw new Error("these are not the tables of tor-geoipdb");

const bytes = Buffer.alloc(2 + codes.length * 2 + 4 + four.length * 5 + 4 + six.length * 9);
let at = bytes.writeUInt16BE(codes.length, 0);
for (const code of codes) at += bytes.write(code, at, "latin1");
at = bytes.writeUInt32BE(four.length, at);
for (const [from] of four) at = bytes.writeUInt32BE(from, at);
for (const [, country] of four) at = bytes.writeUInt8(country, at);
at = bytes.writeUInt32BE(six.length, at);
for (const [from] of six) at = bytes.writeBigUInt64BE(from, at);
for (const [, country] of six) at = bytes.writeUInt8(country, at);

const generated = /^# Generated: (.*)$/m.exec(readFileSync(geoip, "latin1"))?.[1] ?? "unknown";
mkdirSync(out, { recursive: true });
writeFileSync(join(out, "countries.bin"), bytes);
writeFileSync(join(out, "countries.txt"), `countries.bin says in which country an internet address is.

It is made of the IPFire Location database, https://location.ipfire.org/, generated ${generated},
as converted by the Tor Project and packaged by Debian in tor-geoipdb.
Licence: Creative Commons Attribution-ShareAlike 4.0, https://creativecommons.org/licenses/by-sa/4.0/
Changes: neighbouring ranges of one country were joined, IPv6 ranges were cut to whole /64 networks, and both were
packed as numbers. countries.bin may be passed on and changed under the same licence.
`);
console.log(`countries.bin: ${codes.length} countries, ${four.length} + ${six.length} ranges, ${bytes.length} bytes, ${generated}`);
