// Actors: who acts and is acted on; for one, what it was called when, who speaks for it, and its company; for two, how they
// deal with each other over time.
import { scaleUtc } from "d3-scale";
import { useRef } from "preact/hooks";
import type { ViewProps } from "../main";
import { useData } from "../data";
import { ActorLink, Exports, From, Pager, Quote, Select, Tag, Waiting, count, day, learnNames, nameOf, names, useWidth } from "../parts";
import { Axis, EventBars, IntensityKey } from "../plot";
import { Params, address, carried, go } from "../route";
import type { ActorPage, ActorRow, Event, List, Pair, Sighted } from "../types";

export function ActorsView({ params, version }: ViewProps) {
  const loaded = useData<{ total: number; items: ActorRow[] }>("actors", params, version);
  return (
    <Waiting loaded={loaded} isEmpty={(a) => a.total === 0} empty="No actor is known here on that day.">
      {(list) => {
        learnNames(list.items);
        const most = Math.max(1, ...list.items.map((a) => a.count));
        return (
          <>
            <div class="head"><div><h1>Actors <span class="n">{list.total.toLocaleString("en")}</span></h1><p class="small">States, organisations and others in events: how often they act, and are acted on.</p></div><Exports view="actors" params={params} /></div>
            <div class="scroll"><table class="list"><thead><tr><th>Actor</th><th>Code</th><th class="wide">Mentions</th><th class="num">Acts</th><th class="num">Acted on</th><th>First</th><th>Last</th><th>Called</th></tr></thead>
              <tbody>{list.items.slice(0, 200).map((a) => (
                <tr key={a.code}><td><ActorLink code={a.code} /></td><td class="small">{a.code}</td><td><div class="meter"><span style={{ width: (100 * a.count) / most + "%" }} /><b>{a.count}</b></div></td><td class="num">{a.acted}</td><td class="num">{a.acted_on}</td><td class="nowrap">{a.first}</td><td class="nowrap">{a.last}</td>
                  <td class="small">{a.names.slice(0, 4).map((n) => n.name).join(", ")}</td></tr>
              ))}</tbody></table></div>
          </>
        );
      }}
    </Waiting>
  );
}

/// From first to last as a bar between the days of the whole.
function Spell({ seen, from, to }: { seen: Sighted; from: string; to: string }) {
  if (!seen.first || !seen.last) return null;
  const all = +day(to) - +day(from) || 1, a = (+day(seen.first) - +day(from)) / all, b = (+day(seen.last) - +day(from)) / all;
  return <div class="spell" title={`${seen.first} to ${seen.last}`}><span style={{ left: 100 * a + "%", width: Math.max(1.5, 100 * (b - a)) + "%" }} /></div>;
}

function Network({ page, params, picture }: { page: ActorPage; params: Params; picture: preact.RefObject<SVGSVGElement | null> }) {
  const [box, width] = useWidth<HTMLDivElement>(640);
  const size = Math.min(width, 640), far = page.nodes.some((n) => n.step === 2), middle = size / 2, tall = size * 0.84;
  const weight = (code: string) => page.edges.filter((e) => e.a === code || e.b === code).reduce((n, e) => n + e.count, 0);
  const ring = (step: number) => page.nodes.filter((n) => n.step === step).sort((a, b) => weight(b.code) - weight(a.code));
  const at = new Map<string, [number, number]>([[page.code, [middle, tall / 2]]]);
  for (const step of [1, 2]) {
    const list = ring(step), wide = Math.max(70, middle - 142) * (step === 1 && far ? 0.55 : 1), high = tall * (step === 1 && far ? 0.24 : 0.41);
    list.forEach((n, k) => { const angle = (2 * Math.PI * k) / list.length - Math.PI / 2 + (step === 2 ? 0.2 : 0); at.set(n.code, [middle + Math.cos(angle) * wide, tall / 2 + Math.sin(angle) * high]); });
  }
  const most = Math.max(1, ...page.edges.map((e) => e.count));
  const tone = (mean: number) => (mean < -5 ? 0 : mean < -1 ? 1 : mean <= 1 ? 2 : mean <= 5 ? 3 : 4);
  return (
    <div class="figure" ref={box}>
      <svg ref={picture} width={size} height={tall} role="group" aria-label={`${page.name} and ${page.nodes.length - 1} others; the table beside it holds the same`}>
        {page.edges.map((e) => { const [x1, y1] = at.get(e.a)!, [x2, y2] = at.get(e.b)!; return <line key={e.a + e.b} class={"edge e" + tone(e.mean) + (e.a === page.code || e.b === page.code ? "" : " side")} x1={x1} y1={y1} x2={x2} y2={y2} stroke-width={1 + 7 * Math.sqrt(e.count / most)}><title>{`${nameOf(e.a)} – ${nameOf(e.b)}: ${e.count}, mean intensity ${e.mean}`}</title></line>; })}
        {page.nodes.map((n) => {
          const [x, y] = at.get(n.code)!, name = nameOf(n.code), end = x > middle + 8 ? "start" : x < middle - 8 ? "end" : "middle";
          return <a key={n.code} href={address("/actor/" + n.code, carried(params))}><circle class={"node n" + n.step} cx={x} cy={y} r={n.step === 0 ? 11 : 6} /><text class="name" x={x + (end === "start" ? 9 : end === "end" ? -9 : 0)} y={y + (end === "middle" ? (y < tall / 2 ? -11 : 20) : 4)} text-anchor={end}>{name.length > 22 ? name.slice(0, 21) + "…" : name}</text></a>;
        })}
      </svg>
    </div>
  );
}

export function ActorView({ id, path, params, version, status }: ViewProps) {
  const asked: Params = { ...params, id: "" };
  delete asked.about;
  const loaded = useData<ActorPage>("actor/" + id, asked, version);
  const picture = useRef<SVGSVGElement>(null);
  return (
    <Waiting loaded={loaded}>
      {(a) => {
        learnNames(a.nodes);
        const own = a.edges.filter((e) => e.a === a.code || e.b === a.code).sort((x, y) => y.count - x.count);
        const from = status.first ?? "2000-01-01", to = status.last ?? "2000-01-02";
        return (
          <>
            <div class="head"><div><h1>{nameOf(a.code)} <span class="n">{a.code}</span></h1><p class="small">{count(a.count, "mention")} in events, {a.first} to {a.last}: acts {a.acted}, is acted on {a.acted_on}</p></div><Exports view={"actor/" + id} params={asked} picture={() => picture.current} /></div>
            <div class="range">
              <label>From <input type="date" value={params.since ?? from} onChange={(e) => go(path, { ...params, since: (e.target as HTMLInputElement).value })} /></label>
              <label>to <input type="date" value={params.until ?? to} onChange={(e) => go(path, { ...params, until: (e.target as HTMLInputElement).value })} /></label>
              <Select label="Company" name="steps" path={path} params={params} options={[["", "one step"], ["2", "two steps"]]} />
            </div>
            <div class="columns uneven">
              <section class="card"><h2>Its company</h2>
                {a.nodes.length < 2 ? <p class="small">No event with another named actor in this time.</p> : <><Network page={a} params={params} picture={picture} /><IntensityKey /></>}
              </section>
              <section class="card"><h2>With whom</h2>
                <table class="list"><thead><tr><th>Actor</th><th class="num">Events</th><th class="num">Mean intensity</th><th></th></tr></thead><tbody>{own.map((e) => { const other = e.a === a.code ? e.b : e.a; return <tr key={other}><td><ActorLink code={other} /></td><td class="num">{e.count}</td><td class="num">{e.mean.toFixed(1)}</td><td><a class="from" href={address("/pair", carried(params, { about: a.code + "," + other }))}>over time</a></td></tr>; })}</tbody></table>
              </section>
            </div>
            <section class="card"><h2>Who speaks for it <span class="n">{a.people.length}</span></h2>
              {a.people.length === 0 ? <p class="small">No person with a claim is known.</p> : (
                <div class="scroll"><table class="list"><thead><tr><th>Person</th><th>Called in reports</th><th>Offices (codebook)</th><th class="num">Claims</th><th class="wide">{from} – {to}</th></tr></thead>
                  <tbody>{a.people.map((p) => <tr key={p.name}><td>{p.name}</td><td class="small">{p.called.slice(0, 4).map((c) => <p key={c.name}>{c.name} <span class="faint">{c.first}{c.last !== c.first ? " – " + c.last : ""}</span></p>)}</td>
                    <td class="small">{p.offices.map((o, k) => <p key={k}>{o.role}{o.from ? ` ${o.from.slice(0, 4)}–${o.to && o.to < "9000" ? o.to.slice(0, 4) : ""}` : ""}</p>)}</td><td class="num">{p.count}</td><td><Spell seen={p} from={from} to={to} /></td></tr>)}</tbody></table></div>
              )}
            </section>
            <section class="card"><h2>What it is called</h2><p>{a.names.map((n) => <span key={n.name} class="called">{n.name} <span class="n">{n.count}</span></span>)}</p></section>
          </>
        );
      }}
    </Waiting>
  );
}

export function PairView({ path, params, version }: ViewProps) {
  const loaded = useData<Pair>("pair", { ...carried(params), since: params.since ?? "", until: params.until ?? "" }, version);
  const events = useData<List<Event>>("events", { ...params, order: "new", limit: "25" }, version);
  const [box, width] = useWidth<HTMLDivElement>(800);
  const picture = useRef<SVGSVGElement>(null);
  return (
    <Waiting loaded={loaded}>
      {(p) => {
        const x = scaleUtc().domain([day(p.from), new Date(+day(p.to) + 864e5)]).range([8, width - 8]);
        return (
          <>
            <div class="head"><div><h1>{p.actors.map((a) => nameOf(a.code)).join(" – ")}</h1><p class="small">{count(p.events, "event")} between them that happened, by {p.unit}; friendly above the line, hostile below</p></div><Exports view="pair" params={params} picture={() => picture.current} /></div>
            <div class="range"><label>From <input type="date" value={params.since ?? p.from} onChange={(e) => go(path, { ...params, since: (e.target as HTMLInputElement).value })} /></label><label>to <input type="date" value={params.until ?? p.to} onChange={(e) => go(path, { ...params, until: (e.target as HTMLInputElement).value })} /></label></div>
            <div class="figure" ref={box}><svg ref={picture} width={width} height={230} role="img" aria-label="Events between the two over time, by intensity"><EventBars bins={p.bins} unit={p.unit} x={x} top={8} height={180} /><Axis x={x} y={200} ticks={Math.max(3, Math.floor(width / 90))} /></svg></div>
            <IntensityKey />
            <h2 class="apart">Events</h2>
            <Waiting loaded={events} isEmpty={(l) => l.total === 0} empty="No event between them in this time.">
              {(list) => <><div class="scroll"><table class="list"><thead><tr><th>Day</th><th>Who</th><th>Act</th><th>Status</th><th class="num">Intensity</th><th>Words</th></tr></thead>
                <tbody>{list.items.map((e) => <tr key={e.id}><td class="nowrap">{e.value ?? list.reports[e.report]?.day}</td><td>{names(e.source, "someone")} → {names(e.target, "nobody named")}</td><td>{e.type}</td><td><Tag value={e.status} /></td><td class="num">{e.intensity?.toFixed(1)}</td><td><Quote text={e.quote} /> <From report={e.report} note={list.reports[e.report]} finding={e} /></td></tr>)}</tbody></table></div>
                <Pager path={path} params={params} next={list.next} shown={list.items.length} total={list.total} /></>}
            </Waiting>
          </>
        );
      }}
    </Waiting>
  );
}
