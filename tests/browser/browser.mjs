// What the tests in a browser share: Debian's chromium driven by playwright-core, a ledger read from files, and `parley
// serve` on a free port. Every request that would leave the machine is refused and remembered.
import { spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "..", "..");
const require = createRequire(join(root, "web", "package.json"));

/// Says why and ends with the code that ctest takes for "skipped".
export function skip(why) {
  console.log("skipped: " + why);
  process.exit(77);
}

const chromiumPath = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"].find((p) => existsSync(p));
let playwright;
try { playwright = require("playwright-core"); } catch { skip("web/node_modules has no playwright-core: run `npm ci` in web/"); }
if (!chromiumPath) skip("chromium is not installed (apt-get install chromium)");

export const axeSource = require.resolve("axe-core/axe.min.js");

export function check(holds, what) {
  if (!holds) throw new Error("does not hold: " + what);
}
export function same(got, wanted, what) {
  if (got !== wanted) throw new Error(`${what}: got ${JSON.stringify(got)}, wanted ${JSON.stringify(wanted)}`);
}

export class World {
  constructor(program) {
    this.program = resolve(program);
    this.folder = mkdtempSync(join(tmpdir(), "parley-page-"));
    this.ledger = "parley.db";
    this.left = [];
    this.errors = [];
  }
  parley(...args) {
    const done = spawnSync(this.program, args, { encoding: "utf8", cwd: this.folder });
    if (done.status > 1) throw new Error(`parley ${args.join(" ")}: ${done.stderr}`);
    return done.stdout;
  }
  read(...paths) { this.parley("read", ...paths, "--ledger", this.ledger, "--quiet"); }
  async serve(...more) {
    this.server = spawn(this.program, ["serve", "--ledger", this.ledger, "--port", "0", ...more], { cwd: this.folder, stdio: ["ignore", "ignore", "pipe"] });
    this.url = await new Promise((told, reject) => {
      let said = "";
      this.server.stderr.on("data", (bytes) => { said += bytes; const at = /http:\/\/127\.0\.0\.1:\d+/.exec(said); if (at) told(at[0]); });
      this.server.on("exit", () => reject(new Error("parley serve ended: " + said)));
    });
    const answer = await fetch(this.url + "/app.js");
    if (!answer.ok) skip("this build has no page (Node.js or web/node_modules was missing)");
  }
  async open(options = {}) {
    this.browser ??= await playwright.chromium.launch({ executablePath: chromiumPath, args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"] });
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 900 }, locale: "en-GB", timezoneId: "Asia/Tokyo", ...options });
    await context.route("**/*", (route) => {
      if (route.request().url().startsWith(this.url + "/")) return route.continue();
      this.left.push(route.request().url());
      return route.abort();
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20000);
    page.on("pageerror", (e) => this.errors.push(String(e)));
    page.on("console", (m) => { if (m.type() === "error" && !/status of 4\d\d/.test(m.text())) this.errors.push(m.text()); });
    page.on("dialog", (d) => { this.errors.push("a dialog opened: " + d.message()); d.dismiss(); });
    return page;
  }
  async goto(page, path) {
    await page.goto(this.url + path);
    await settled(page);
  }
  async json(path) { return (await fetch(this.url + path)).json(); }
  async end() {
    await this.browser?.close();
    this.server?.kill();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/// Waits until nothing is being loaded.
export async function settled(page) {
  await page.waitForSelector("#view h1, #view .notice");
  await page.waitForFunction(() => !document.querySelector('.wait, [aria-busy="true"]'));
}

/// Runs the tests of one file; the program is the first argument.
export async function run(prepare, tests) {
  const world = new World(process.argv[2]);
  let failed = 0;
  try {
    await prepare(world);
    const wanted = process.argv.slice(3);
    for (const [name, test] of Object.entries(tests)) {
      if (wanted.length && !wanted.includes(name)) continue;
      const start = Date.now();
      try {
        await test(world);
        same(world.left.join(" "), "", "requests that would leave the machine");
        same(world.errors.join("; "), "", "errors of the page");
        console.log(`ok      ${name} (${Date.now() - start} ms)`);
      } catch (error) {
        ++failed;
        console.log(`FAILED  ${name}: ${error.stack ?? error}`);
      }
      world.left = [], world.errors = [];
    }
  } finally {
    await world.end();
  }
  process.exit(failed ? 1 : 0);
}
