// Hostile text in every field of a ledger does nothing; no serious fault of accessibility in light and dark; the page fits a
// phone.
import { readFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { axeSource, check, root, run, same } from "./browser.mjs";

const kHostile = `"'><script>window.hit=1</script><img src=x onerror="window.hit=1"><svg onload="window.hit=1">{{7*7}}javascript:window.hit=1//</textarea></style>`;
const kViews = ["/brief", "/timeline", "/forecasts", "/table", "/explanations", "/actors", "/actor/PRK?steps=2", "/pair?about=PRK,USA", "/sources", "/scores", "/reports", "/search?q=hit"];
const kTables = ["report", "event", "meeting_mention", "claim", "forecast", "demand", "explanation", "commitment"];
const kClosed = /^(id|report|status|type|class|stance|state|form|mod|level|reported|recorded|party_key|language|sha256|blocks|fingerprint|scoreable|polarity|spans|history|.*_?(earliest|latest|value|from|to|edtf|signals|min|max|type|mod))$/;

function sqlite(world, sql) {
  const done = spawnSync("sqlite3", [join(world.folder, world.ledger)], { input: sql, encoding: "utf8" });
  if (done.status !== 0 || done.stderr) throw new Error(done.stderr);
  return done.stdout;
}

/// Puts the hostile words into every open field; lists of actors get them as names.
function poison(world) {
  const words = kHostile.replaceAll("'", "''"), json = JSON.stringify(kHostile).slice(1, -1).replaceAll("'", "''");
  let sql = "", fields = 0;
  for (const table of kTables) {
    for (const verb of ["UPDATE", "DELETE"]) sql += `DROP TRIGGER "${table}_no_${verb}";`;
    for (const line of sqlite(world, `PRAGMA table_info("${table}");`).trim().split("\n")) {
      const [, name, type] = line.split("|");
      const actors = /^(source|target|by|to|actors|parties|predicate_source|predicate_target)$/.test(name);
      if (type !== "TEXT" || (kClosed.test(name) && !actors)) continue;
      ++fields;
      sql += `UPDATE "${table}" SET "${name}" = CASE WHEN "${name}" LIKE '[{%' THEN replace("${name}", '"name":"', '"name":"${json}') WHEN "${name}" LIKE '["%' THEN '["${json}"]' WHEN "${name}" LIKE '[%' THEN "${name}" ELSE '${words}' END;`;
    }
  }
  sql += `UPDATE report SET url = 'javascript:window.hit=1'; INSERT INTO search (search) VALUES ('delete-all'); INSERT INTO search (rowid, kind, id, words) SELECT number, kind, id, 'hit ' || words FROM search_words;`;
  sqlite(world, sql);
  return fields;
}

async function axe(page, rules) {
  const found = await page.evaluate((only) => window.axe.run(document, { resultTypes: ["violations"], ...(only ? { runOnly: only } : {}) }), rules);
  return found.violations.filter((v) => v.impact === "serious" || v.impact === "critical").map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ") + " " + (n.any[0]?.message ?? "")).join("; ")}`);
}

run(async (world) => { world.read(join(root, "examples", "us-dprk")); await world.serve(); }, {
  async "no serious fault of accessibility"(world) {
    const report = (await world.json("/reports.json")).items[5].id, forecast = (await world.json("/forecasts.json?status=no")).items[0].id;
    const faults = [];
    const page = await world.open({ bypassCSP: true });
    for (const path of [...kViews, "/report/" + report, "/forecast/" + forecast]) {
      await page.emulateMedia({ colorScheme: "light" });
      await world.goto(page, path.replace("q=hit", "q=summit"));
      await page.evaluate(readFileSync(axeSource, "utf8"));
      for (const fault of await axe(page)) faults.push(`${path} ${fault}`);
      await page.emulateMedia({ colorScheme: "dark" });
      for (const fault of await axe(page, ["color-contrast"])) faults.push(`${path} (dark) ${fault}`);
    }
    await page.context().close();
    same(faults.join("\n"), "", "faults");
  },
  async "the page fits a phone"(world) {
    const page = await world.open({ viewport: { width: 390, height: 780 } });
    const report = (await world.json("/reports.json")).items[5].id;
    for (const path of [...kViews, "/report/" + report]) {
      await world.goto(page, path.replace("q=hit", "q=summit"));
      same(await page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth)), 0, path + ": pixels beyond the window");
    }
    await page.context().close();
  },
  async "hostile text is inert"(world) {
    check(poison(world) > 40, "many fields are hostile");
    const page = await world.open();
    const report = (await world.json("/reports.json")).items[5].id, forecast = (await world.json("/forecasts.json")).items.find((f) => f.low !== null).id;
    let seen = 0;
    for (const path of [...kViews, "/report/" + report, "/forecast/" + forecast, "/brief?about=" + encodeURIComponent(kHostile), "/search?q=" + encodeURIComponent(kHostile), "/" + encodeURIComponent(kHostile)]) {
      await world.goto(page, path);
      same(await page.evaluate(() => window.hit), undefined, path + ": the hostile script ran");
      same((await page.$$("main script, main img, main iframe, main object, main style")).length, 0, path + ": elements made of text");
      same((await page.$$('a[href^="javascript:"]')).length, 0, path + ": links that run");
      seen += (await page.textContent("main")).includes("<script>window.hit=1</script>") ? 1 : 0;
    }
    check(seen >= 8, `the words are shown as words (${seen} views)`);
    await page.context().close();
  },
});
