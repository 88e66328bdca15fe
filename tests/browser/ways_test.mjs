// The ways through the page: from a forecast to its sentence, filters and the back button, the keyboard alone, links to words
// of a text that differs, a ledger that grows, one that is empty.
import { check, root, run, same, settled, World } from "./browser.mjs";
import { join } from "node:path";
import { writeFileSync } from "node:fs";

const title = (page) => page.$eval("h1", (e) => e.textContent.replace(/\s+/g, " ").trim());

run(async (world) => { world.read(join(root, "examples", "us-dprk")); await world.serve(); }, {
  async "a forecast reaches its sentence"(world) {
    const page = await world.open();
    await world.goto(page, "/forecasts");
    const f = (await world.json("/forecasts.json?order=new&limit=30")).items[0];
    await page.click(".forecast .what a");
    await page.waitForSelector(".says");
    await page.click(".says tr.chosen a.from");
    await page.waitForSelector("mark");
    await settled(page);
    same((await page.$$eval("mark", (all) => all.map((m) => m.textContent).join(""))).replace(/\s+/g, " "), f.quote.replace(/\s+/g, " "), "marked words");
    check(await page.$eval("mark", (m) => { const box = m.getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight; }), "they can be seen");
    await page.context().close();
  },
  async "a meeting's step reaches its sentence"(world) {
    const page = await world.open();
    const m = (await world.json("/meetings.json?limit=500")).items.find((x) => x.slips > 1);
    await world.goto(page, "/timeline?m=" + m.id);
    same((await page.$$(".steps li")).length, m.history.length, "steps");
    await page.click(".steps li:last-child a");
    await page.waitForSelector("mark");
    check((await page.$$eval("mark", (all) => all.map((x) => x.textContent).join(""))).includes(m.history[m.history.length - 1].quote), "marked words");
    await page.context().close();
  },
  async "filters and the back button"(world) {
    const page = await world.open();
    await world.goto(page, "/forecasts");
    const all = await title(page);
    await page.click('.facets a:has-text("open")');
    await page.waitForURL(/status=open/);
    await settled(page);
    const open = await world.json("/forecasts.json?status=open");
    same(await title(page), "Forecasts " + open.total, "narrowed");
    await page.click('.facets section:nth-of-type(2) a >> nth=0');
    await page.waitForURL(/about=/);
    await settled(page);
    await page.goBack();
    await settled(page);
    same(await title(page), "Forecasts " + open.total, "one step back");
    await page.goBack();
    await settled(page);
    same(await title(page), all, "two steps back");
    await page.goForward();
    await settled(page);
    await page.reload();
    await settled(page);
    same(await title(page), "Forecasts " + open.total, "the address holds the state");
    await page.context().close();
  },
  async "the slider goes back in time"(world) {
    const page = await world.open();
    await world.goto(page, "/brief?about=PRK,USA");
    await page.fill('input[type="date"]', "2018-11-30");
    await page.waitForURL(/on=2018-11-30/);
    await settled(page);
    const brief = await world.json("/brief.json?about=PRK,USA&on=2018-11-30");
    await page.waitForFunction((basis) => document.querySelector(".head .small").textContent.includes(basis), brief.basis);
    await page.focus("#on");
    await page.keyboard.press("ArrowRight");
    await page.waitForURL(/on=2018-12-01/);
    await page.context().close();
  },
  async "the keyboard alone"(world) {
    const page = await world.open();
    await world.goto(page, "/brief");
    const focused = () => page.evaluate(() => document.activeElement.textContent.trim() || document.activeElement.getAttribute("aria-label") || document.activeElement.id);
    const until = async (wanted, most = 40) => {
      for (let k = 0; k < most; ++k) { await page.keyboard.press("Tab"); if (wanted(await focused())) return; }
      throw new Error("not reached by Tab; last: " + (await focused()));
    };
    await until((t) => t === "Skip to the view", 3);
    await until((t) => t === "Forecasts");
    await page.keyboard.press("Enter");
    await page.waitForURL(/forecasts/);
    await settled(page);
    same(await page.evaluate(() => document.activeElement.id), "view", "the new view has the focus");
    const first = (await world.json("/forecasts.json?order=new&limit=30")).items[0].event.replace(/\s+/g, " ").trim();
    await until((t) => t.replace(/\s+/g, " ") === first, 90);
    await page.keyboard.press("Enter");
    await page.waitForSelector(".says");
    await until((t) => t === "its sentence");
    await page.keyboard.press("Enter");
    await page.waitForSelector("mark");
    for (let k = 0; k < 60 && !(await page.evaluate(() => document.activeElement.matches(".all button"))); ++k) await page.keyboard.press("Tab");
    const before = await page.evaluate(() => document.activeElement.textContent);
    await page.keyboard.press("Enter");
    await page.waitForURL(/sha=/);
    check(await page.evaluate(() => document.activeElement.getAttribute("aria-pressed") === "true"), "chosen by Enter: " + before);
    await page.context().close();
  },
  async "a text that differs is not guessed at"(world) {
    const page = await world.open();
    const f = (await world.json("/claims.json")).items[0];
    await world.goto(page, `/report/${f.report}?f=${f.id}&sha=000000000000`);
    check((await page.textContent(".notice")).includes("not the one"), "said");
    same(await page.$("mark"), null, "nothing is marked");
    await world.goto(page, `/report/${f.report}?quote=words+that+do+not+stand+there`);
    check((await page.textContent(".notice")).includes("do not stand"), "said");
    same(await page.$("mark"), null, "nothing is marked");
    await world.goto(page, `/report/${f.report}?f=cla-0000000000000000`);
    check((await page.textContent(".notice")).includes("no finding"), "said");
    await page.context().close();
  },
  async "errors say what happened"(world) {
    const page = await world.open();
    await world.goto(page, "/brief?about=Atlantis");
    check((await page.textContent(".notice.bad")).includes("Atlantis"), "the name is there");
    await world.goto(page, "/report/rep-none");
    check((await page.textContent(".notice.bad")).includes("rep-none"), "the report is named");
    await world.goto(page, "/nowhere");
    check((await page.textContent(".notice")).includes("nowhere"), "no such view");
    await page.context().close();
  },
  async "downloads hold what is shown"(world) {
    const page = await world.open();
    await world.goto(page, "/timeline?about=PRK,USA");
    for (const [label, begins] of [["CSV", "from,"], ["JSON", "{"], ["Meetings ICS", "BEGIN:VCALENDAR"], ["SVG", "<svg"]]) {
      const [download] = await Promise.all([page.waitForEvent("download"), page.click(`.exports >> text="${label}"`)]);
      const stream = await download.createReadStream();
      let text = "";
      for await (const bytes of stream) text += bytes;
      check(text.startsWith(begins), `${label} begins with ${begins}: ${text.slice(0, 40)}`);
    }
    await page.context().close();
  },
  async "the page follows the ledger"(world) {
    const page = await world.open();
    await world.goto(page, "/reports");
    const before = (await world.json("/status.json")).reports;
    const file = join(world.folder, "late.txt");
    writeFileSync(file, "Iran and France will hold talks in Geneva on January 9, officials said.\n");
    world.read("--date", "2019-12-28", file);
    await page.waitForFunction((n) => document.querySelector("h1 .n").textContent === String(n), before + 1);
    await page.context().close();
  },
  async "while the record is being read the page says so, and what it can"(world) {
    const page = await world.open();
    const reports = await world.json("/reports.json?order=new");
    let reading = true;
    await page.route(world.url + "/*.json*", async (route) => {
      const name = new URL(route.request().url()).pathname;
      if (!reading) return route.continue();
      same(await route.request().headerValue("prefer"), "respond-async", "the page does not wait");
      const far = { reading: { done: 1200, all: 5000 } };
      if (name !== "/status.json" && name !== "/reports.json") return route.fulfill({ status: 202, json: far });
      const { findings, actors, ...rest } = await (await route.fetch()).json();
      return route.fulfill({ json: { ...far, ...rest } });
    });
    await page.goto(world.url + "/brief");
    await page.waitForSelector(".coming");
    check((await page.textContent(".coming")).includes("1,200 of 5,000"), "how far it is");
    check((await page.textContent("#view")).includes("comes by itself"), "that the view is to come");
    check(!(await page.$(".card")), "no half brief");
    await page.click(".coming a");
    await page.waitForSelector("table.list");
    same((await page.$$("table.list tbody tr")).length, reports.items.length, "reports can be used");
    await page.goBack();
    await page.waitForSelector(".wait");
    reading = false;
    await settled(page);
    check((await title(page)).startsWith("State of play"), "the view comes by itself");
    check(await page.$(".card"), "with what it holds");
    await page.context().close();
  },
  async "an empty ledger tells what to do, and then goes on"(world) {
    const empty = new World(world.program);
    try {
      await empty.serve();
      const page = await empty.open();
      await empty.goto(page, "/");
      check((await page.textContent("main")).includes("parley read"), "what to do");
      const file = join(empty.folder, "first.txt");
      writeFileSync(file, "Iran and France will hold talks in Geneva on January 9, officials said.\n");
      empty.read("--date", "2018-12-28", file);
      await page.waitForSelector(".columns, .notice");
      await page.waitForFunction(() => document.querySelector("h1").textContent.startsWith("State of play"));
      same(empty.left.join() + empty.errors.join(), "", "nothing left the machine, no error");
    } finally {
      await empty.end();
    }
  },
});
