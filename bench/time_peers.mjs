// Time expressions by chrono-node and by Microsoft's recognizers, as JSON lines {id, expressions}, for bench/time.sh.
// node time_peers.mjs chrono|recognizers MODULES IN.jsonl OUT.jsonl    (IN: {id, dct, text})
//
// Both resolve to dates, not to TIMEX3; what they give is written as the value that it comes closest to: chrono-node's known
// parts (year, month, day, hour), the recognizers' own timex where it is finished, else the past one of their readings.
import { createRequire } from "node:module";
import { readFileSync, writeFileSync } from "node:fs";

const [peer, modules, input, output] = process.argv.slice(2);
const load = createRequire(modules + "/");
const two = (n) => String(n).padStart(2, "0");
const local = (iso) => new Date(Number(iso.slice(0, 4)), Number(iso.slice(5, 7)) - 1, Number(iso.slice(8, 10)), 12);

function chronoValue(c) {
  const year = String(c.get("year")).padStart(4, "0");
  if (c.isCertain("hour")) return ["TIME", `${year}-${two(c.get("month"))}-${two(c.get("day"))}T${two(c.get("hour"))}:${two(c.get("minute") ?? 0)}`];
  if (c.isCertain("day") || c.isCertain("weekday") || !(c.isCertain("month") || c.isCertain("year")))
    return ["DATE", `${year}-${two(c.get("month"))}-${two(c.get("day"))}`];
  return ["DATE", c.isCertain("month") ? `${year}-${two(c.get("month"))}` : year];
}

const readers = {
  chrono() {
    const chrono = load("chrono-node");
    return (text, dct) =>
      chrono.parse(text, local(dct)).map((r) => {
        const [type, value] = chronoValue(r.start);
        return { start: r.index, end: r.index + r.text.length, type, value };
      });
  },
  recognizers() {
    const { recognizeDateTime, Culture } = load("@microsoft/recognizers-text-date-time");
    return (text, dct) =>
      recognizeDateTime(text, Culture.English, undefined, local(dct)).map((r) => {
        const kind = r.typeName.replace("datetimeV2.", "");
        const first = r.resolution?.values?.[0] ?? {};
        const type = kind.startsWith("duration") ? "DURATION" : kind === "set" ? "SET" : kind.startsWith("time") || kind.startsWith("datetime") ? "TIME" : "DATE";
        const finished = first.timex && !first.timex.includes("X") && !first.timex.startsWith("(");
        const value = finished ? first.timex : (first.value ?? first.start ?? first.timex ?? "").replace(" ", "T").replace(/:00$/, "");
        return { start: r.start, end: r.end + 1, type, value };
      });
  },
};

const read = readers[peer]();
const before = process.cpuUsage();
const lines = readFileSync(input, "utf8").split("\n").filter(Boolean).map((line) => {
  const { id, dct, text } = JSON.parse(line);
  return JSON.stringify({ id, expressions: read(text, dct) });
});
const used = process.cpuUsage(before);
writeFileSync(output, lines.join("\n") + "\n");
const megabytes = Buffer.byteLength(readFileSync(input)) / 1e6;
console.log(`${peer}: ${((used.user + used.system) / 1e6).toFixed(2)} CPU seconds, ${(megabytes / ((used.user + used.system) / 1e6)).toFixed(3)} MB a second`);
