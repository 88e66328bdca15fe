// Each view opens, and every number on it is the one in its JSON.
import { check, root, run, same, settled } from "./browser.mjs";
import { join } from "node:path";

const range = (f) => (f.low === null ? "no figure" : Math.round(f.low * 100) === Math.round(f.high * 100) ? Math.round(f.low * 100) + " %" : `${Math.round(f.low * 100)}–${Math.round(f.high * 100)} %`);
const texts = (page, selector) => page.$$eval(selector, (all) => all.map((e) => e.textContent.trim().replace(/\s+/g, " ")));
const number = (text) => Number(text.replace(/\D+/g, ""));
let page;

async function view(world, path) {
  page ??= await world.open();
  await world.goto(page, path);
}

run(async (world) => { world.read(join(root, "examples", "us-dprk")); await world.serve(); }, {
  async brief(world) {
    const query = "?about=PRK,USA&on=2018-11-30";
    await view(world, "/brief" + query);
    const brief = await world.json("/brief.json" + query);
    same((await texts(page, "h1"))[0], brief.title, "title");
    const there = brief.sections.filter((s) => s.items.length);
    same((await texts(page, ".card h2 .n")).join(), there.map((s) => s.items.length + s.more).join(), "counts of the sections");
    same((await texts(page, ".item .lead")).join("|"), there.flatMap((s) => s.items.map((i) => i.lead)).join("|"), "leads");
    same((await texts(page, ".item .what")).join("|"), there.flatMap((s) => s.items.map((i) => i.text.replace(/\s+/g, " "))).join("|"), "lines");
  },
  async timeline(world) {
    const query = "?about=PRK,USA&since=2018-03-01&until=2019-03-31";
    await view(world, "/timeline" + query);
    const t = await world.json("/timeline.json" + query);
    check((await texts(page, ".head .small"))[0].startsWith(`${t.events} events`), "count of events");
    same((await page.$$(".events > g")).length, t.bins.length, "bars");
    const dated = t.meetings.filter((m) => m.earliest || m.history.some((s) => s.earliest));
    same((await page.$$("g.meeting")).length, dated.length, "rows of meetings");
    check((await page.$$("path.slip")).length >= 3, "slips are arrows");
    await page.click("details summary");
    same((await page.$$("details tbody tr")).length, t.meetings.length, "the list holds every meeting");
  },
  async forecasts(world) {
    await view(world, "/forecasts?about=PRK");
    const list = await world.json("/forecasts.json?about=PRK&order=new&limit=30");
    same(number((await texts(page, "h1 .n"))[0]), list.total, "total");
    same((await texts(page, ".forecast .chance b")).join(), list.items.map(range).join(), "chances");
    const states = await page.$$eval(".facets section:first-child .n", (all) => all.map((e) => Number(e.textContent)));
    same(states.join(), list.facets.status.map((c) => c.count).join(), "counts by state");
  },
  async forecast(world) {
    const list = await world.json("/forecasts.json?limit=500");
    const f = list.items.find((x) => x.phrase === "are unlikely to") ?? list.items.find((x) => x.window.to);
    await view(world, "/forecast/" + f.id);
    const one = await world.json(`/forecast/${f.id}.json`);
    same((await texts(page, ".head .chance b"))[0], range(f), "the chance, large");
    same((await page.$$(".says tbody tr")).length, one.statements.length + (one.parley.answer ? 1 : 0), "who says what");
    if (one.parley.answer) {
      check((await texts(page, "tr.own"))[0].includes(Math.round(one.parley.answer.probability * 100) + " %"), "Parley's figure");
      check(await page.$("path.curve"), "the curve");
    }
  },
  async table(world) {
    await view(world, "/table?about=PRK,USA");
    const demands = await world.json("/demands.json?about=PRK,USA&limit=500"), promises = await world.json("/commitments.json?about=PRK,USA");
    const pair = (a, b) => demands.items.filter((d) => d.by.some((x) => x.code === a) && d.to.some((x) => x.code === b)).length;
    same((await texts(page, ".against h2 .n")).slice(0, 2).map(Number).sort().join(), [pair("PRK", "USA"), pair("USA", "PRK")].sort().join(), "demands of each side");
    same((await page.$$("table.list tbody tr")).length, promises.total, "commitments");
  },
  async explanations(world) {
    await view(world, "/explanations");
    const list = await world.json("/explanations.json?limit=500");
    same(number((await texts(page, "h1 .n"))[0]), list.total, "total");
    same((await page.$$(".matrix tbody tr")).length, list.total, "hypotheses");
  },
  async actors(world) {
    await view(world, "/actors");
    const list = await world.json("/actors.json");
    same((await texts(page, ".meter b")).join(), list.items.map((a) => a.count).join(), "mentions");
    await view(world, "/actor/PRK");
    const one = await world.json("/actor/PRK.json");
    same((await page.$$("circle.node")).length, one.nodes.length, "nodes");
    same((await page.$$("line.edge")).length, one.edges.length, "edges");
    await view(world, "/actor/PRK?steps=2");
    same((await page.$$("circle.node")).length, (await world.json("/actor/PRK.json?steps=2")).nodes.length, "nodes of two steps");
    await view(world, "/pair?about=PRK,USA");
    const pair = await world.json("/pair.json?about=PRK,USA"), events = await world.json("/events.json?about=PRK,USA");
    same((await page.$$(".events > g")).length, pair.bins.length, "bars of the pair");
    check((await texts(page, ".pager span"))[0].endsWith("of " + events.total), "events of the pair");
  },
  async sources(world) {
    await view(world, "/sources");
    const s = await world.json("/sources.json");
    same(number((await texts(page, "h1 .n"))[0]), s.total, "total");
    const rows = await page.$$eval(".card:last-of-type tbody tr", (all) => all.map((r) => r.children[2].textContent));
    same(rows.join(), s.items.slice(0, 200).map((r) => r.count).join(), "claims of each");
  },
  async scores(world) {
    await view(world, "/scores");
    const s = await world.json("/scores.json");
    const rows = await page.$$eval(".card tbody tr", (all) => all.map((r) => [1, 2, 3, 4].map((k) => r.children[k].textContent).join()));
    const wanted = ["forecaster", "outlet", "class", "pool"].flatMap((by) => s.items.filter((r) => r.by === by)).map((r) => [r.stated, r.open, r.void, r.n].join());
    same(rows.join(" "), wanted.join(" "), "figures");
    check((await texts(page, "main"))[0].includes("Too few to say"), "too few is said");
  },
  async search(world) {
    await view(world, "/search?q=summit&kind=claim");
    const found = await world.json("/search.json?q=summit&kind=claim&limit=25");
    same(number((await texts(page, "h1"))[0].split(" ")[0]), found.total, "total");
    same((await page.$$(".hits > li")).length, found.items.length, "hits of the page");
    check((await texts(page, ".hits mark")).every((t) => /^summit$/i.test(t)), "marks");
  },
  async reports(world) {
    await view(world, "/reports");
    const list = await world.json("/reports.json?order=new");
    same(number((await texts(page, "h1 .n"))[0]), list.total, "total");
    const id = list.items[3].id;
    await view(world, "/report/" + id);
    const one = await world.json(`/report/${id}.json`);
    same((await page.$$(".all li")).length, one.findings.length, "findings");
    same((await texts(page, ".legend .n")).map(Number).reduce((a, b) => a + b, 0), one.findings.length, "counts by kind");
    const shown = (await page.$$eval(".text .block", (all) => all.map((e) => e.textContent))).join("");
    check(one.blocks.every(([a, b]) => shown.includes(Array.from(one.text).slice(a, b).join(""))), "every block of the text is there");
  },
});
