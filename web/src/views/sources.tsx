// Sources: who says what, how often by name, how often not, and in which outlets.
import type { ViewProps } from "../main";
import { useData } from "../data";
import { Exports, Tag, Waiting } from "../parts";
import { Params, address, carried } from "../route";
import type { Sources } from "../types";

const kClasses = ["named", "role", "group", "media", "document", "none"];

export function SourcesView({ params, version }: ViewProps) {
  const asked: Params = { ...params };
  const loaded = useData<Sources>("sources", asked, version);
  return (
    <Waiting loaded={loaded} isEmpty={(s) => s.total === 0} empty="No claim is known here. Choose other actors, or a later day.">
      {(s) => {
        const outlets = [...s.outlets].map((o) => ({ name: o.outlet, counts: kClasses.map((c) => o[c] ?? 0) })).map((o) => ({ ...o, all: o.counts.reduce((a, b) => a + b, 0) })).sort((a, b) => b.all - a.all);
        return (
          <>
            <div class="head"><div><h1>Sources <span class="n">{s.total.toLocaleString("en")}</span></h1><p class="small">Claims by who makes them; a story that several outlets print counts once.</p></div><Exports view="sources" params={asked} /></div>
            <section class="card"><h2>Named or not, by outlet</h2>
              <p class="key small">{kClasses.map((c) => <span key={c}><span class={"k-sq c-" + c} /> {c === "none" ? "no source" : c} </span>)}</p>
              <table class="list"><thead><tr><th>Outlet</th><th class="num">Claims</th><th class="wide">Share by kind of source</th><th class="num">Named</th></tr></thead>
                <tbody>{outlets.slice(0, 30).map((o) => <tr key={o.name}><td>{o.name}</td><td class="num">{o.all}</td><td><div class="shares" title={kClasses.map((c, k) => `${c} ${o.counts[k]}`).join(", ")}>{kClasses.map((c, k) => <span key={c} class={"c-" + c} style={{ width: (100 * o.counts[k]) / o.all + "%" }} />)}</div></td><td class="num">{Math.round((100 * o.counts[0]) / o.all)} %</td></tr>)}</tbody></table>
            </section>
            <section class="card"><h2>Who speaks</h2>
              <div class="scroll"><table class="list"><thead><tr><th>Source</th><th>Kind</th><th class="num">Claims</th><th class="num">Outlets</th><th>First</th><th>Last</th></tr></thead>
                <tbody>{s.items.slice(0, 200).map((r) => <tr key={r.source + r.class}><td>{r.source === "(none)" ? <i>no source</i> : <a href={address("/search", carried(params, { q: '"' + r.source.replace(/"/g, " ") + '"', kind: "claim" }))}>{r.source}</a>}{r.reason && <p class="small">not named {r.reason}</p>}</td><td><Tag value={r.class} /></td><td class="num">{r.count}</td><td class="num">{r.outlets}</td><td class="nowrap">{r.first}</td><td class="nowrap">{r.last}</td></tr>)}</tbody></table></div>
              {s.total > 200 && <p class="small">The 200 with most claims; the CSV holds all.</p>}
            </section>
          </>
        );
      }}
    </Waiting>
  );
}
