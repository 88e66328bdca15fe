// Explanations that compete: a matrix of hypotheses against evidence, whether the ranking hangs on one source, and what an
// analyst corrected by hand, beside what was read.
import { useState } from "preact/hooks";
import type { ViewProps } from "../main";
import { fetchJson, postJson, useData } from "../data";
import { Chosen, Exports, FacetList, From, Quote, Waiting, squeeze } from "../parts";
import { Params, address, carried } from "../route";
import type { Correction, Explanation, Finding, List, Piece } from "../types";

type Bearing = "consistent" | "inconsistent" | "neutral";
const kBearings: Bearing[] = ["consistent", "inconsistent", "neutral"];
const kSigns: Record<Bearing, string> = { consistent: "+", inconsistent: "−", neutral: "·" };

/// Explanations of one thing in one report, as the brief puts them together.
function groupsOf(list: Explanation[]): Explanation[][] {
  const out = new Map<string, Explanation[]>();
  for (const e of list) { const key = e.report + squeeze(e.of).toLowerCase(); out.set(key, [...(out.get(key) ?? []), e]); }
  return [...out.values()].sort((a, b) => b.length - a.length);
}

/// What the reading says, and the correction that stands above it.
class Judged {
  private last = new Map<string, Correction>();
  constructor(corrections: Correction[]) { for (const c of corrections) this.last.set(c.explanation + " " + c.evidence, c); }
  asRead(e: Explanation, id: string): Bearing { return e.supports.includes(id) ? "consistent" : e.contradicts.includes(id) ? "inconsistent" : "neutral"; }
  correction(e: Explanation, id: string): Correction | undefined {
    const c = this.last.get(e.id + " " + id);
    return c?.bearing === "withdrawn" ? undefined : c;
  }
  bearing(e: Explanation, id: string): Bearing { return (this.correction(e, id)?.bearing as Bearing | undefined) ?? this.asRead(e, id); }
  /// All that was ever corrected, withdrawn or not: it stays in the matrix.
  touched(e: Explanation): string[] { return [...this.last.values()].filter((c) => c.explanation === e.id).map((c) => c.evidence); }
}

/// The hypotheses that stand best, evidence for less evidence against; after Heuer's analysis of competing hypotheses.
function leaders(group: Explanation[], evidence: string[], judged: Judged): string {
  const score = (e: Explanation) => evidence.reduce((n, x) => { const b = judged.bearing(e, x); return n + (b === "consistent" ? 1 : b === "inconsistent" ? -1 : 0); }, 0);
  const best = Math.max(...group.map(score));
  return group.filter((e) => score(e) === best).map((e) => e.id).join(" ");
}

function Cell({ e, id, judged, analyst, on, refresh }: { e: Explanation; id: string; judged: Judged; analyst: string | null; on: string; refresh: () => void }) {
  const [problem, tell] = useState("");
  const read = judged.asRead(e, id), now = judged.bearing(e, id), c = judged.correction(e, id);
  const choose = async (value: string) => {
    try {
      await postJson("/corrections.json", { explanation: e.id, evidence: id, bearing: value, ...(on ? { on } : {}) });
      tell("");
      refresh();
    } catch (error) { tell((error as Error).message); }
  };
  return (
    <td class={"cell b-" + now}>
      <span title={now} class={now === "neutral" ? "faint" : undefined}><span aria-hidden="true">{kSigns[now]}</span><span class="hidden">{now}</span></span>
      {c && <div class="small">by {c.by}, {c.day}{c.note ? ": " + c.note : ""}<br /><span class="faint">read as {read}</span></div>}
      {analyst && (
        <select aria-label={`Evidence for: ${squeeze(e.hypothesis)}`} value={c ? now : ""} onChange={(x) => choose((x.target as HTMLSelectElement).value || "withdrawn")}>
          <option value="">{c ? `as read (${read})` : "as read"}</option>
          {kBearings.map((b) => <option key={b} value={b}>{b}</option>)}
        </select>
      )}
      {problem && <div class="small bad" role="alert">{problem}</div>}
    </td>
  );
}

interface InReport { findings: (Finding & { content?: string })[] }

/// Claims and events of the report that are no evidence yet: the analyst may add one, neutral at first.
function Add({ group, evidence, on, refresh }: { group: Explanation[]; evidence: string[]; on: string; refresh: () => void }) {
  const [all, set] = useState<InReport["findings"] | null>(null);
  const [problem, tell] = useState("");
  const open = async () => {
    if (all) return;
    try { set((await fetchJson<InReport>(address("/report/" + group[0].report + ".json", on ? { on } : {}))).findings.filter((f) => f.kind === "claim" || f.kind === "event")); } catch (error) { tell((error as Error).message); }
  };
  const add = async (id: string) => {
    if (!id) return;
    try { await postJson("/corrections.json", { explanation: group[0].id, evidence: id, bearing: "neutral", ...(on ? { on } : {}) }); tell(""); refresh(); } catch (error) { tell((error as Error).message); }
  };
  return (
    <details class="small add" onToggle={open}><summary>Add evidence from this report</summary>
      <select aria-label="Evidence to add" value="" onChange={(x) => add((x.target as HTMLSelectElement).value)}>
        <option value="">{all ? "choose a claim or an event" : "reading the report…"}</option>
        {(all ?? []).filter((f) => !evidence.includes(f.id)).map((f) => <option key={f.id} value={f.id}>{f.kind}: {squeeze(f.quote).slice(0, 110)}</option>)}
      </select>
      {problem && <div class="bad" role="alert">{problem}</div>}
    </details>
  );
}

function Matrix({ group, list, params, analyst, refresh }: { group: Explanation[]; list: List<Explanation>; params: Params; analyst: string | null; refresh: () => void }) {
  const judged = new Judged(list.corrections ?? []);
  const pieces: Record<string, Piece> = list.evidence ?? {};
  const evidence = [...new Set(group.flatMap((e) => [...e.supports, ...e.contradicts, ...judged.touched(e)]))].filter((x) => pieces[x]);
  const sourceOf = (x: string): string => squeeze(pieces[x].by) || list.reports[pieces[x].report]?.publisher || list.reports[pieces[x].report]?.title || "the report";
  const sources = [...new Set(evidence.map(sourceOf))];
  const flips = group.length < 2 ? [] : sources.filter((s) => leaders(group, evidence, judged) !== leaders(group, evidence.filter((x) => sourceOf(x) !== s), judged));
  const on = params.on ?? "";
  return (
    <>
      <div class="scroll"><table class="list matrix">
        <thead><tr><th>Hypothesis</th><th>Who holds it</th>{evidence.map((x, k) => <th key={x}><a href={address("/finding/" + x, carried(params))}>evidence {k + 1}</a></th>)}<th>Words</th></tr></thead>
        <tbody>{group.map((e) => (
          <tr key={e.id}><th scope="row">{squeeze(e.hypothesis)}</th><td>{squeeze(e.by) || <i>no one named</i>}</td>
            {evidence.map((x) => <Cell key={x} e={e} id={x} judged={judged} analyst={analyst} on={on} refresh={refresh} />)}
            <td><From report={e.report} finding={e} /></td></tr>
        ))}</tbody>
      </table></div>
      {evidence.length > 0 && <ol class="small pieces">{evidence.map((x) => <li key={x}>{sourceOf(x)}: <Quote text={pieces[x].quote} /> <From report={pieces[x].report} note={list.reports[pieces[x].report]} finding={{ id: x }} /></li>)}</ol>}
      {evidence.length === 0 ? <p class="small">No evidence is tied to {group.length > 1 ? "these explanations" : "this explanation"}, so nothing ranks {group.length > 1 ? "them" : "it"}.</p>
        : group.length > 1 && <p class="small ranking">{flips.length ? `The ranking flips without ${flips.join(", or without ")}.` : "The ranking hangs on no single source."}</p>}
      {analyst && <Add group={group} evidence={evidence} on={on} refresh={refresh} />}
    </>
  );
}

export function ExplanationsView({ path, params, version, status }: ViewProps) {
  const asked: Params = { ...params, order: "new", limit: "200" };
  const [changes, change] = useState(0);
  const loaded = useData<List<Explanation>>("explanations", asked, version + " " + changes);
  return (
    <Waiting loaded={loaded} isEmpty={(l) => l.total === 0 && !params.outlet && !params.since} empty="No explanation is known here. Choose other actors, or a later day.">
      {(list) => (
        <>
          <div class="head"><div><h1>Explanations <span class="n">{list.total.toLocaleString("en")}</span></h1>
            <p class="small">What reports say lies behind a thing, each against the others of the same report.{status.analyst ? ` Corrections are kept as those of ${status.analyst}.` : ""}</p></div><Exports view="explanations" params={asked} more={[["Corrections", address("/corrections.csv", params.on ? { on: params.on } : {}), "parley-corrections.csv"]]} /></div>
          <Chosen path={path} params={params} keys={["by", "outlet", "since", "until"]} />
          <div class="with-facets">
            <FacetList facets={list.facets} path={path} params={params} />
            <div>
              {list.total > list.items.length && <p class="small">The latest {list.items.length} of {list.total.toLocaleString("en")}.</p>}
              {groupsOf(list.items).map((group) => (
                <section class="card" key={group[0].id}><h2>Why {squeeze(group[0].of).replace(/\?$/, "")}?</h2>
                  <p class="small"><From report={group[0].report} note={list.reports[group[0].report]} finding={group[0]} /></p>
                  <Matrix group={group} list={list} params={params} analyst={status.analyst} refresh={() => change((n) => n + 1)} /></section>
              ))}
            </div>
          </div>
        </>
      )}
    </Waiting>
  );
}
