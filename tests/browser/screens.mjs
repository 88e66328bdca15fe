// Pictures of each view for docs/screens: node screens.mjs PROGRAM OUT [NAME…]. Desktop 1280, phone 390, one in the dark.
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { World, root } from "./browser.mjs";

const kAbout = "about=PRK,USA", kOn = "on=2018-11-30";
const views = {
  brief: `/brief?${kAbout}&${kOn}`, timeline: `/timeline?${kAbout}&since=2018-03-01&until=2019-03-31`, forecasts: `/forecasts?${kAbout}`, forecast: null,
  table: `/table?${kAbout}&${kOn}`, explanations: "/explanations", actors: "/actors", actor: "/actor/PRK", pair: `/pair?${kAbout}`,
  sources: "/sources", scores: "/scores", search: "/search?q=second+summit", reports: "/reports", report: null, first: null,
};

const [program, out, ...only] = process.argv.slice(2);
const world = new World(program);
mkdirSync(out, { recursive: true });
world.read(join(root, "examples", "us-dprk"));
await world.serve();
// The forecast of which most is said, and of which Parley has a figure too.
const list = await world.json("/forecasts.json?limit=500");
let best = 0, f = list.items[0];
for (const x of list.items.filter((y) => y.scoreable === "true" && y.window.to)) {
  const one = await world.json(`/forecast/${x.id}.json`);
  const weight = one.parley.answer ? one.statements.length + one.parley.answer.for.length : 0;
  if (weight > best) best = weight, f = x;
}
views.forecast = `/forecast/${f.id}`;
views.report = `/report/${f.report}?f=${f.id}`;
const empty = new World(program);
await empty.serve();
for (const [name, path] of Object.entries(views)) {
  if (only.length && !only.includes(name)) continue;
  for (const [kind, options] of [["desktop", { viewport: { width: 1280, height: 860 } }], ["phone", { viewport: { width: 390, height: 780 }, deviceScaleFactor: 1, isMobile: true, hasTouch: true }], ...(name === "brief" || name === "report" ? [["dark", { viewport: { width: 1280, height: 860 }, colorScheme: "dark" }]] : [])]) {
    const from = name === "first" ? empty : world;
    const page = await from.open(options);
    await from.goto(page, path ?? "/");
    await page.waitForTimeout(150);
    await page.screenshot({ path: join(out, `${name}-${kind}.png`) });
    if (from.errors.length) console.log(name, kind, from.errors.splice(0));
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wide > 0) console.log(`${name} ${kind}: ${wide} pixels wider than the window`);
    await page.context().close();
  }
}
await empty.end();
await world.end();
