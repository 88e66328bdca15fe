// On the table: what each side demands of the other and offers it, side against side, and what was promised.
import type { ViewProps } from "../main";
import { useData } from "../data";
import { Chosen, Exports, FacetList, From, Quote, Tag, Waiting, codesOf, nameOf, names, squeeze } from "../parts";
import { Params, carried } from "../route";
import type { Commitment, Demand, List, ReportNote } from "../types";

const kForms = ["demand", "offer", "condition"];

function limits(d: Demand): string[] {
  const out: string[] = [];
  for (const q of d.quantity) out.push([q.amount, q.unit, q.object].filter(Boolean).join(" "));
  if (d.deadline) out.push("time limit: " + squeeze(d.deadline));
  else if (d.within.max) out.push("within " + [d.within.min, d.within.max].filter(Boolean).join(" to "));
  return out;
}

function Position({ d, note }: { d: Demand; note?: ReportNote }) {
  return (
    <li class="item"><Tag value={d.form} />
      <div><p class="what">{squeeze(d.what)}</p>
        {limits(d).map((l, k) => <p class="detail" key={k}>{l}</p>)}
        {d.in_return && <p class="detail">in return: {squeeze(d.in_return)}</p>}
        <p class="small"><From report={d.report} note={note} finding={d} /></p></div>
    </li>
  );
}

/// Pairs of sides by how much passes between them, each with both directions.
function pairsOf(list: Demand[]): { a: string; b: string; n: number }[] {
  const counts = new Map<string, number>();
  for (const d of list)
    for (const a of codesOf(d.by)) for (const b of codesOf(d.to)) if (a !== b && a !== "UNK" && b !== "UNK") { const key = [a, b].sort().join(" "); counts.set(key, (counts.get(key) ?? 0) + 1); }
  return [...counts].map(([key, n]) => ({ a: key.split(" ")[0], b: key.split(" ")[1], n })).sort((x, y) => y.n - x.n || (x.a < y.a ? -1 : 1));
}

const holds = (actors: { code: string }[], code: string) => actors.some((x) => x.code === code);

export function TableView({ path, params, version }: ViewProps) {
  const asked: Params = { ...params, order: "new", limit: "500" };
  delete asked.cstate;
  const demands = useData<List<Demand>>("demands", asked, version);
  const promised = useData<List<Commitment>>("commitments", { ...carried(params), order: "new", limit: "200" }, version);
  return (
    <>
      <div class="head"><div><h1>On the table</h1><p class="small">Demands and offers of each side against each other, latest first.</p></div><Exports view="demands" params={asked} /></div>
      <Chosen path={path} params={params} keys={["status", "outlet", "since", "until"]} />
      <Waiting loaded={demands} isEmpty={(l) => l.total === 0} empty="No demand or offer is known here. Choose other actors, or take a filter away.">
        {(list) => {
          const pairs = pairsOf(list.items).slice(0, 6);
          const told = new Set(pairs.flatMap((p) => list.items.filter((d) => (holds(d.by, p.a) && holds(d.to, p.b)) || (holds(d.by, p.b) && holds(d.to, p.a))).map((d) => d.id)));
          const rest = list.items.filter((d) => !told.has(d.id));
          return (
            <div class="with-facets">
              <FacetList facets={list.facets} path={path} params={params} />
              <div>
                {list.total > list.items.length && <p class="small">The latest {list.items.length} of {list.total.toLocaleString("en")}.</p>}
                {pairs.map((p) => (
                  <section class="card against" key={p.a + p.b}>
                    {[[p.a, p.b], [p.b, p.a]].map(([by, to]) => {
                      const own = list.items.filter((d) => holds(d.by, by) && holds(d.to, to));
                      return (
                        <div key={by}><h2>{nameOf(by)} <span class="small">of {nameOf(to)}</span> <span class="n">{own.length}</span></h2>
                          {own.length === 0 ? <p class="small">Nothing is known.</p> : <ul class="items">{kForms.flatMap((form) => own.filter((d) => d.form === form)).map((d) => <Position key={d.id} d={d} note={list.reports[d.report]} />)}</ul>}
                        </div>
                      );
                    })}
                  </section>
                ))}
                {rest.length > 0 && <section class="card"><h2>Others, or of nobody named <span class="n">{rest.length}</span></h2><ul class="items">{rest.map((d) => (
                  <li class="item" key={d.id}><Tag value={d.form} /><div><p class="what">{names(d.by, "someone")} → {names(d.to, "others")}: {squeeze(d.what)}</p>{limits(d).map((l, k) => <p class="detail" key={k}>{l}</p>)}<p class="small"><From report={d.report} note={list.reports[d.report]} finding={d} /></p></div></li>
                ))}</ul></section>}
              </div>
            </div>
          );
        }}
      </Waiting>
      <h2 class="apart">Commitments and how they stand</h2>
      <Waiting loaded={promised} isEmpty={(l) => l.total === 0} empty="No promise is known here.">
        {(list) => (
          <>
            <p class="small">{list.facets.status.map((c) => `${c.count} ${c.value}`).join(", ")} <Exports view="commitments" params={carried(params)} /></p>
            <div class="scroll"><table class="list"><thead><tr><th>State</th><th>By</th><th>To</th><th>What</th><th>Told</th></tr></thead>
              <tbody>{list.items.map((c) => <tr key={c.id}><td><Tag value={c.state} /></td><td>{names(c.by)}</td><td>{names(c.to)}</td><td>{squeeze(c.what)}{squeeze(c.quote) !== squeeze(c.what) && <p><Quote text={c.quote} /></p>}</td><td><From report={c.report} note={list.reports[c.report]} finding={c} /></td></tr>)}</tbody></table></div>
          </>
        )}
      </Waiting>
    </>
  );
}
