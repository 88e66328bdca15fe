// Correcting the evidence of explanations by hand: the analyst's view stands beside what was read and can be taken back.
import { check, root, run, same, settled } from "./browser.mjs";
import { join } from "node:path";

const corrections = (world) => world.parley("show", "corrections", "--format", "jsonl", "--ledger", world.ledger).split("\n").filter(Boolean).map(JSON.parse);

/// Adds the first claim or event of the report to the first matrix as evidence; its column.
async function add(page) {
  await page.click(".card .add summary");
  await page.waitForFunction(() => document.querySelector('select[aria-label="Evidence to add"]')?.options.length > 1);
  const before = (await page.$$(".card:first-of-type .matrix thead th")).length;
  await page.selectOption('select[aria-label="Evidence to add"]', { index: 1 });
  await page.waitForFunction((n) => document.querySelectorAll(".card:first-of-type .matrix thead th").length > n, before);
  return (await page.$$(".card:first-of-type .matrix tbody tr:first-child td.cell")).length;
}

run(async (world) => { world.read(join(root, "examples", "us-dprk")); await world.serve("--editable", "--analyst", "A. <b>Reader</b>"); }, {
  async "a correction stands beside what was read"(world) {
    const page = await world.open();
    await world.goto(page, "/explanations");
    check((await page.textContent(".head")).includes("A. <b>Reader</b>"), "whose corrections they are");
    const column = await add(page);
    const cell = `.card:first-of-type .matrix tbody tr:first-child td.cell >> nth=${column - 1}`;
    await page.selectOption(`${cell} >> select`, "inconsistent");
    await page.waitForSelector(".card:first-of-type .matrix tbody tr:first-child td.cell.b-inconsistent >> text=read as neutral");
    check((await page.textContent(cell)).includes("by A. <b>Reader</b>"), "under the analyst's name");
    await page.reload();
    await settled(page);
    check(await page.$(".card:first-of-type td.cell.b-inconsistent"), "it is there after a reload");
    same(corrections(world).map((c) => c.bearing).join(), "neutral,inconsistent", "what is kept");
    await page.selectOption(`${cell} >> select`, "");
    await page.waitForFunction(() => !document.querySelector(".card:first-of-type td.cell.b-inconsistent"));
    same(corrections(world).length, 3, "taking back adds, and takes nothing away");
    await page.context().close();
  },
  async "the ranking turns only where it says so"(world) {
    const page = await world.open();
    await world.goto(page, "/explanations");
    const list = await world.json("/explanations.json?order=new&limit=200");
    const groups = Map.groupBy ? Map.groupBy(list.items, (e) => e.report + e.of.replace(/\s+/g, " ").trim().toLowerCase()) : null;
    if (!groups) return;
    const group = [...groups.values()].find((g) => g.length > 1);
    check(group, "explanations that compete");
    const claim = (await world.json("/report/" + group[0].report + ".json")).findings.find((f) => f.kind === "claim" && f.source);
    const answer = await page.evaluate(([explanation, evidence]) => fetch("/corrections.json", { method: "POST", headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ explanation, evidence, bearing: "consistent" }) }).then((r) => r.status), [group[0].id, claim.id]);
    same(answer, 201, "posted from the page");
    await page.reload();
    await settled(page);
    const text = (await page.$$eval(".ranking", (all) => all.map((e) => e.textContent))).join(" ");
    check(text.includes("flips without " + claim.source.replace(/\s+/g, " ").trim()), "one piece decides: " + text);
    await page.context().close();
  },
  async "another site cannot correct"(world) {
    const status = await fetch(world.url + "/corrections.json", { method: "POST", headers: { "Content-Type": "application/json", Origin: "http://evil.example" }, body: "{}" }).then((r) => r.status);
    same(status, 403, "another origin");
    same((await fetch(world.url + "/corrections.json", { method: "POST", body: "explanation=1", headers: { "Content-Type": "application/x-www-form-urlencoded" } })).status, 403, "a form");
  },
});
