// Bundles the page and writes it as C++: node build.mjs OUT.cc. Every file is there plain and packed (gzip), with an ETag.
// `node build.mjs --folder DIR` writes the files themselves instead, to look at.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const kMost = 60 * 1024; // bytes, packed, of all files together

async function bundle(entry, loader = {}) {
  const made = await build({
    entryPoints: [join(here, "src", entry)], bundle: true, minify: true, write: false, target: "es2020", format: "esm",
    jsx: "automatic", jsxImportSource: "preact", legalComments: "none", charset: "utf8", loader,
  });
  return Buffer.from(made.outputFiles[0].contents);
}

const files = [
  ["/index.html", "text/html; charset=utf-8", readFileSync(join(here, "src", "index.html"))],
  ["/app.js", "text/javascript; charset=utf-8", await bundle("main.tsx")],
  ["/app.css", "text/css; charset=utf-8", await bundle("style.css")],
  ["/icon.svg", "image/svg+xml", readFileSync(join(here, "src", "icon.svg"))],
];

const packed = files.map(([, , bytes]) => gzipSync(bytes, { level: 9 }));
const total = packed.reduce((n, b) => n + b.length, 0);
console.log(`page: ${files.map(([path], k) => `${path} ${packed[k].length}`).join(", ")}; ${total} bytes packed`);
if (total > kMost) {
  console.error(`page: ${total} bytes packed, more than the ${kMost} that are allowed`);
  process.exit(1);
}

if (process.argv[2] === "--folder") {
  mkdirSync(process.argv[3], { recursive: true });
  for (const [path, , bytes] of files) writeFileSync(join(process.argv[3], path), bytes);
  process.exit(0);
}

function literal(bytes) {
  const lines = [];
  for (let at = 0; at < bytes.length; at += 400) {
    let line = "";
    for (const b of bytes.subarray(at, at + 400)) {
      const c = String.fromCharCode(b);
      line += b >= 32 && b < 127 && c !== '"' && c !== "\\" && c !== "?" ? c : "\\" + b.toString(8).padStart(3, "0");
    }
    lines.push(`"${line}"`);
  }
  return `std::string_view(${lines.join("\n    ") || '""'}, ${bytes.length})`;
}

const rows = files.map(([path, type, bytes], k) => {
  const etag = createHash("sha256").update(bytes).digest("hex").slice(0, 16);
  return `      {"${path}", "${type}", "\\"${etag}\\"", ${literal(bytes)}, ${literal(packed[k])}},`;
});
writeFileSync(process.argv[2], `// Made by web/build.mjs.
#include "page/embedded.h"

namespace parley {

const std::vector<EmbeddedFile>& embedded_files() {
  static const std::vector<EmbeddedFile> kFiles = {
${rows.join("\n")}
  };
  return kFiles;
}

}  // namespace parley
`);
