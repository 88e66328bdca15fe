// A report: its text with every finding underlined by kind. A link to a finding lands on its words; where the text is not
// the one the link was made for, that is said, and nothing is guessed.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { ViewProps } from "../main";
import { fetchJson, useData } from "../data";
import { Chosen, Exports, FacetList, Pager, Quote, Tag, Waiting, capital, count, kKinds, names, percents, squeeze } from "../parts";
import { Params, address, carried, go } from "../route";
import type { Claim, Commitment, Demand, Event, Explanation, Finding, Forecast, List, Meeting, Report, ReportPage } from "../types";

const kOrder = ["event", "meeting", "claim", "forecast", "demand", "explanation", "commitment"];

/// What a finding says, in a line.
export function summary(f: Finding): string {
  switch (f.kind) {
    case "event": { const e = f as Event; return `${e.source.length + e.target.length ? `${names(e.source, "someone")} → ${names(e.target, "nobody named")}: ` : ""}${e.trigger} (${e.type}, ${e.status})`; }
    case "meeting": { const m = f as Meeting; return `${squeeze(m.name)} (${names(m.parties)}): ${m.status}${m.value ? " " + m.value : ""}`; }
    case "claim": { const c = f as Claim; return `${squeeze(c.source) || "No one named"} (${c.stance}): ${squeeze(c.content)}`; }
    case "forecast": { const p = f as Forecast; return `${percents(p.low, p.high)}: ${squeeze(p.event)}`; }
    case "demand": { const d = f as Demand; const joins = { demand: "of", offer: "to", condition: "for" }[d.form]; return `${names(d.by, "someone")}, ${d.form}${d.to.length ? ` ${joins} ${names(d.to)}` : ""}: ${squeeze(d.what)}`; }
    case "explanation": { const e = f as Explanation; return `Why ${squeeze(e.of)}? ${squeeze(e.hypothesis)}`; }
    case "commitment": { const c = f as Commitment; return `${names(c.by)}: ${squeeze(c.what)} (${c.state})`; }
    default: return f.quote;
  }
}

/// The fields that a reader wants to see besides, as pairs of words.
function details(f: Finding): [string, string][] {
  const out: [string, string | null | undefined][] = [];
  if (f.kind === "event") { const e = f as Event; out.push(["when", e.value ?? e.when], ["place", e.place], ["intensity", e.intensity?.toFixed(1)], ["contexts", e.contexts.join(", ")]); }
  if (f.kind === "meeting") { const m = f as Meeting; out.push(["level", m.level], ["place", m.place], ["people", m.people.join(", ")], ["conditions", m.conditions.join("; ")]); }
  if (f.kind === "claim") { const c = f as Claim; out.push(["source", c.class], ["cue", c.cue], ["certainty", `${c.certainty} of 3`], ["anonymous because", c.anonymity_reason], ["told through", c.chain.join(" ← ")]); }
  if (f.kind === "forecast") { const p = f as Forecast; out.push(["by", p.by ?? "the report itself"], ["phrase", p.phrase], ["window", p.window.value], ["condition", p.conditions.join("; ")], ["state", p.state]); }
  if (f.kind === "demand") { const d = f as Demand; out.push(["in return", d.in_return], ["time limit", d.deadline], ["quantity", d.quantity.map((q) => [q.amount, q.unit, q.object].filter(Boolean).join(" ")).join("; ")]); }
  if (f.kind === "explanation") { const e = f as Explanation; out.push(["by", e.by ?? "no one named"]); }
  out.push(["read by", f.by_rule]);
  return out.filter((pair): pair is [string, string] => !!pair[1]);
}

interface Piece { text: string; start: number; end: number; over: Finding[] }
interface Part { role: string; pieces: Piece[] }

/// Blocks of the text, each cut where a finding begins or ends. Offsets are code points.
function partsOf(page: ReportPage, shown: Finding[]): Part[] {
  const letters = Array.from(page.text);
  const blocks: [number, number, string][] = page.blocks.length ? page.blocks : [[0, letters.length, "body"]];
  return blocks.map(([from, to, role]) => {
    const here = shown.filter((f) => f.start < to && f.end > from);
    const cuts = new Set<number>([from, to]);
    for (const f of here) { if (f.start > from) cuts.add(f.start); if (f.end < to) cuts.add(f.end); }
    const at = [...cuts].sort((a, b) => a - b);
    const pieces: Piece[] = [];
    for (let k = 0; k + 1 < at.length; ++k)
      pieces.push({ text: letters.slice(at[k], at[k + 1]).join(""), start: at[k], end: at[k + 1], over: here.filter((f) => f.start <= at[k] && f.end >= at[k + 1]) });
    return { role, pieces };
  });
}

function lines(over: Finding[]): string {
  const kinds = kOrder.filter((kind) => over.some((f) => f.kind === kind)).slice(0, 3);
  return kinds.map((kind, k) => `0 ${2 + 3 * k}px 0 var(--k-${kind})` + (k + 1 < kinds.length ? `, 0 ${3 + 3 * k}px 0 var(--ground)` : "")).join(", ");
}

/// Places of exact words in the text, in code points.
function placesOf(text: string, words: string): [number, number][] {
  const out: [number, number][] = [];
  for (let at = text.indexOf(words); words && at >= 0 && out.length < 50; at = text.indexOf(words, at + words.length)) {
    const start = Array.from(text.slice(0, at)).length;
    out.push([start, start + Array.from(words).length]);
  }
  return out;
}

interface Landing { ranges: [number, number][]; note?: string }

function land(page: ReportPage, params: Params): Landing {
  if (params.sha && !page.report.sha256.startsWith(params.sha))
    return { ranges: [], note: "The text of this report is not the one that the link was made for, so no words are marked." };
  if (params.f && page.reading) return { ranges: [] };
  if (params.f) {
    const f = page.findings.find((x) => x.id === params.f);
    if (!f) return { ranges: [], note: "This report holds no finding " + params.f + ": it may have been read anew since the link was made." };
    if (page.loose.includes(f.id)) return { ranges: [], note: "The words of this finding do not stand where it says in this text: " + squeeze(f.quote) };
    return { ranges: [[f.start, f.end]] };
  }
  if (params.quote) {
    const found = placesOf(page.text, params.quote);
    if (found.length === 0) return { ranges: [], note: "The words of the link do not stand in this text: “" + squeeze(params.quote) + "”" };
    return { ranges: found, note: found.length > 1 ? `The words of the link stand here ${found.length} times; all are marked.` : undefined };
  }
  return { ranges: [] };
}

function Card({ f, chosen, params, id }: { f: Finding; chosen: boolean; params: Params; id: string }) {
  return (
    <div class={"fact k-" + f.kind + (chosen ? " chosen" : "")}>
      <p class="small"><Tag value={f.kind} kind="kind" /></p>
      <p>{f.kind === "forecast" ? <a href={address("/forecast/" + f.id, carried(params))}>{summary(f)}</a> : summary(f)}</p>
      <dl>{details(f).map(([k, v]) => <div key={k}><dt>{k}</dt><dd>{v}</dd></div>)}</dl>
      <p class="small"><a href={address("/report/" + id, carried(params, { f: f.id }))}>Link to these words</a></p>
    </div>
  );
}

function Dates({ report }: { report: Report }) {
  const doubtful = report.published.signals.filter((s) => s.doubtful);
  return (
    <details class="dates">
      <summary>{count(report.published.signals.length, "sign")} of its date{doubtful.length ? `, ${doubtful.length} doubtful` : ""}</summary>
      <table><thead><tr><th>sign</th><th>says</th><th>weight</th><th></th></tr></thead>
        <tbody>{report.published.signals.map((s, k) => <tr key={k}><td>{s.source}</td><td>{s.value ?? s.when}</td><td class="num">{s.weight}</td><td>{s.doubtful ? "doubtful: " : ""}{s.note}</td></tr>)}</tbody></table>
    </details>
  );
}

export function ReportView({ id, path, params, version }: ViewProps) {
  const asked: Params = params.on ? { on: params.on } : {};
  const loaded = useData<ReportPage>("report/" + id, asked, version);
  const [hidden, hide] = useState<string[]>([]);
  const [hovered, hover] = useState<string[]>([]);
  const text = useRef<HTMLDivElement>(null);
  const page = loaded.data;
  const landing = useMemo(() => (page ? land(page, params) : { ranges: [] }), [page, params.f, params.quote, params.sha]);
  const findings = useMemo(() => [...(page?.findings ?? [])].sort((a, b) => a.start - b.start || b.end - a.end), [page]);
  const parts = useMemo(() => (page ? partsOf(page, [
    ...findings.filter((f) => !hidden.includes(f.kind) && !page.loose.includes(f.id)),
    ...landing.ranges.map(([start, end]) => ({ kind: "", id: "", start, end } as Finding)),
  ]) : []), [page, findings, hidden, landing]);
  useEffect(() => { text.current?.querySelector("mark")?.scrollIntoView({ block: "center" }); }, [landing, page]);
  const inMark = (p: Piece) => landing.ranges.some(([a, b]) => p.start >= a && p.end <= b);
  const choose = (f: Finding) => go(path, { ...params, f: f.id, quote: "", sha: page!.report.sha256.slice(0, 12) }, "replace");
  const active = hovered.length ? findings.filter((f) => hovered.includes(f.id)) : findings.filter((f) => f.id === params.f);
  return (
    <Waiting loaded={loaded}>
      {(p) => (
        <>
          <div class="head">
            <div>
              <h1>{p.report.title || "Report without a title"}</h1>
              <p class="small">
                {[p.report.publisher, p.report.authors.join(", "), p.day || "undated"].filter(Boolean).join(" · ")}
                {p.report.url && /^https?:/.test(p.report.url) && <> · <a href={p.report.url} target="_blank" rel="noopener noreferrer">original (leaves this page)</a></>}
              </p>
              {p.report.copies_of.map((c) => <p key={c.report} class="small">{capital(c.relation)} of <a href={address("/report/" + c.report, carried(params))}>another report</a></p>)}
              {p.repeated_by.map((c) => <p key={c.report} class="small">{capital(c.relation)}: <a href={address("/report/" + c.report, carried(params))}>{c.title || c.report}</a></p>)}
            </div>
            <Exports view={"report/" + id} params={asked} forms={["json"]} />
          </div>
          {landing.note && <div class="notice bad" role="status">{landing.note}</div>}
          <fieldset class="legend"><legend>Underlined</legend>
            {kOrder.filter((kind) => findings.some((f) => f.kind === kind)).map((kind) => (
              <label key={kind} class={"k-" + kind}>
                <input type="checkbox" checked={!hidden.includes(kind)} onChange={() => hide(hidden.includes(kind) ? hidden.filter((k) => k !== kind) : [...hidden, kind])} />
                <span class="swatch" aria-hidden="true" />{kKinds[kind]} <span class="n">{findings.filter((f) => f.kind === kind).length}</span>
              </label>
            ))}
          </fieldset>
          <div class="reading">
            <div class="text" ref={text} onMouseLeave={() => hover([])}>
              {parts.map((part, k) => (
                <p key={k} class={"block r-" + part.role}>
                  {part.pieces.map((piece) => {
                    const over = piece.over.filter((f) => f.kind);
                    const marked = inMark(piece);
                    if (over.length === 0 && !marked) return piece.text;
                    const inner = [...over].sort((a, b) => (a.end - a.start) - (b.end - b.start))[0];
                    const span = (
                      <span class={"u" + (over.some((f) => hovered.includes(f.id)) ? " hot" : "")} style={{ boxShadow: lines(over) }}
                        title={over.map(summary).join("\n") || undefined}
                        onMouseEnter={() => hover(over.map((f) => f.id))} onClick={() => inner && choose(inner)}>{piece.text}</span>
                    );
                    return marked ? <mark key={piece.start}>{span}</mark> : span;
                  })}
                </p>
              ))}
              <Dates report={p.report} />
            </div>
            <aside class="side" aria-label="Findings of this report">
              <div aria-live="polite">
                {p.reading ? <p class="small">The findings of this report are still being read; they come by themselves.</p> : active.length === 0 && <p class="small">Point at underlined words, or choose a finding below.</p>}
                {active.slice(0, 6).map((f) => <Card key={f.id} f={f} chosen={f.id === params.f} params={params} id={id} />)}
              </div>
              {!p.reading && <h2>All findings <span class="n">{findings.length}</span></h2>}
              <ol class="all">
                {findings.map((f) => (
                  <li key={f.id} class={"k-" + f.kind}>
                    <button type="button" aria-pressed={f.id === params.f} onClick={() => choose(f)} onFocus={() => hover([f.id])} onBlur={() => hover([])}
                      onMouseEnter={() => hover([f.id])} onMouseLeave={() => hover([])}><span class="swatch" aria-hidden="true" /><span class="hidden">{f.kind}: </span>{summary(f)}</button>
                  </li>
                ))}
              </ol>
            </aside>
          </div>
        </>
      )}
    </Waiting>
  );
}

/// Any finding by its id: goes on to its words, or to the page of its kind.
export function FindingView({ id, params, version }: ViewProps) {
  const [problem, say] = useState("");
  useEffect(() => {
    fetchJson<{ finding: Finding & Partial<Meeting> & { between?: string[] } }>(address("/finding/" + id + ".json", params.on ? { on: params.on } : {})).then(({ finding: f }) => {
      if (f.kind === "report") return go("/report/" + f.id, carried(params), "replace");
      if (f.kind === "contradiction") return go("/report/" + (f.between?.find((x) => x.startsWith("rep-")) ?? ""), carried(params), "replace");
      const last = f.kind === "meeting" && f.history?.length ? f.history[f.history.length - 1] : undefined;
      if (last) return go("/report/" + last.report, carried(params, { quote: last.quote }), "replace");
      return go("/report/" + f.report, carried(params, { f: f.id }), "replace");
    }, (e) => say(e.message));
  }, [id, version]);
  return problem ? <div class="notice bad" role="alert">{problem}</div> : <p class="wait" role="status">Looking for its words…</p>;
}

export function ReportsView({ path, params, version }: ViewProps) {
  const asked: Params = { ...params, order: params.order ?? "new" };
  const loaded = useData<List<Report>>("reports", asked, version);
  return (
    <Waiting loaded={loaded}>
      {(list) => (
        <>
          <div class="head"><div><h1>Reports <span class="n">{list.total.toLocaleString("en")}</span></h1></div><Exports view="reports" params={asked} /></div>
          <Chosen path={path} params={params} keys={["outlet", "since", "until", "quote"]} />
          <div class="with-facets">
            <FacetList facets={list.facets} path={path} params={params} without={["actor"]} />
            <div>
              <table class="list"><thead><tr><th>Day</th><th>Title</th><th>Outlet</th><th></th></tr></thead>
                <tbody>{list.items.map((r) => (
                  <tr key={r.id}><td class="nowrap">{list.reports[r.id]?.day || "undated"}</td><td><a href={address("/report/" + r.id, carried(params))}>{r.title || r.id}</a></td><td>{r.publisher}</td>
                    <td class="small">{r.copies_of.map((c) => c.relation).join(", ")}</td></tr>
                ))}</tbody></table>
              <Pager path={path} params={params} next={list.next} shown={list.items.length} total={list.total} />
            </div>
          </div>
        </>
      )}
    </Waiting>
  );
}

export { Quote };
