// One forecast: its chance beside the question, what others said of the same, what Parley says from what was known then, and
// how likely it is by each day.
import { scaleLinear, scaleUtc } from "d3-scale";
import { useRef } from "preact/hooks";
import type { ViewProps } from "../main";
import { useData } from "../data";
import { ActorLink, Exports, From, Quote, Tag, Waiting, day, outcome, percent, percents, squeeze, useWidth } from "../parts";
import { Axis, Interval } from "../plot";
import { Params, address, carried } from "../route";
import type { Answer, ForecastPage, Reason, Statement } from "../types";

function Reasons({ title, list, params }: { title: string; list: Reason[]; params: Params }) {
  if (list.length === 0) return null;
  return (
    <section><h3>{title}</h3><ul class="reasons">
      {list.map((r, k) => <li key={k}>{r.text}{r.quotes.map((q, n) => <p key={n}><Quote text={q} /> {r.ids[n] && <a class="from" href={address("/finding/" + r.ids[n], carried(params))}>its report</a>}</p>)}</li>)}
    </ul></section>
  );
}

/// Chances by the day on which they were stated: each step is a sentence that can be opened.
function StepLine({ all, params, end }: { all: Statement[]; params: Params; end: string | null }) {
  const [box, width] = useWidth<HTMLDivElement>(600);
  const there = all.filter((s) => s.day && s.low !== null && s.high !== null).sort((a, b) => (a.day < b.day ? -1 : 1));
  if (there.length < 2) return null;
  const last = end && end > there[there.length - 1].day ? end : there[there.length - 1].day;
  const x = scaleUtc().domain([new Date(+day(there[0].day) - 4 * 864e5), new Date(+day(last) + 2 * 864e5)]).range([40, width - 10]);
  const y = scaleLinear().domain([0, 1]).range([150, 10]);
  const mid = (s: Statement) => s.point ?? (s.low! + s.high!) / 2;
  let path = "";
  there.forEach((s, k) => { path += k === 0 ? `M${x(day(s.day))} ${y(mid(s))}` : `H${x(day(s.day))}V${y(mid(s))}`; });
  path += `H${x(day(last))}`;
  return (
    <div class="figure" ref={box}>
      <svg width={width} height={180} role="group" aria-label="Chances stated over time; the table beside it holds the same">
        {[0, 0.5, 1].map((p) => <g key={p} class="axis"><line class="grid" x1={40} x2={width - 10} y1={y(p)} y2={y(p)} /><text x={2} y={y(p) + 4}>{percent(p)}</text></g>)}
        <Axis x={x} y={158} ticks={Math.max(2, Math.floor(width / 130))} />
        <path class="stepline" d={path} />
        {there.map((s) => (
          <a key={s.id} href={s.report ? address("/report/" + s.report, carried(params, { f: s.id })) : undefined} aria-label={`${s.day}, ${s.by ?? "the report itself"}: ${percents(s.low, s.high)}`}>
            <line class="whisker" x1={x(day(s.day))} x2={x(day(s.day))} y1={y(s.low!)} y2={y(s.high!)} />
            <circle class="dot" cx={x(day(s.day))} cy={y(mid(s))} r={5}><title>{`${s.day}, ${s.by ?? "the report itself"}: “${s.phrase}”`}</title></circle>
          </a>
        ))}
      </svg>
    </div>
  );
}

function Curve({ curve, answer }: { curve: { days: number; by: string; chance: number }[]; answer: Answer }) {
  const [box, width] = useWidth<HTMLDivElement>(500);
  const start = day(answer.on);
  const x = scaleUtc().domain([start, new Date(+day(curve[curve.length - 1].by) + 864e5)]).range([40, width - 12]);
  const most = Math.max(0.1, ...curve.map((c) => c.chance));
  const y = scaleLinear().domain([0, most > 0.5 ? 1 : Math.ceil(most * 10) / 10]).range([150, 10]);
  const path = `M${x(start)} ${y(0)}` + curve.map((c) => `L${x(new Date(+day(c.by) + 864e5))} ${y(c.chance)}`).join("");
  return (
    <div class="figure" ref={box}>
      <svg width={width} height={180} role="img" aria-label={`Chance that it has come by ${curve[curve.length - 1].by}: ${percent(curve[curve.length - 1].chance)}`}>
        {y.ticks(3).map((p) => <g key={p} class="axis"><line class="grid" x1={40} x2={width - 12} y1={y(p)} y2={y(p)} /><text x={2} y={y(p) + 4}>{percent(p)}</text></g>)}
        <Axis x={x} y={158} ticks={Math.max(2, Math.floor(width / 130))} />
        <path class="area" d={path + `L${x(x.domain()[1])} ${y(0)}Z`} /><path class="curve" d={path} />
      </svg>
    </div>
  );
}

export function ForecastView({ id, params, version }: ViewProps) {
  const asked: Params = params.on ? { on: params.on } : {};
  const loaded = useData<ForecastPage>("forecast/" + id, asked, version);
  const box = useRef<HTMLDivElement>(null);
  return (
    <Waiting loaded={loaded}>
      {(p) => {
        const f = p.forecast, own = p.parley;
        return (
          <div ref={box}>
            <div class="head big">
              <div class="chance"><b>{percents(f.low, f.high)}</b><Interval low={f.low} point={f.point} high={f.high} /></div>
              <div><h1>{squeeze(f.event)}</h1><p class="detail">{squeeze(f.by) || "The report itself"}, “{squeeze(f.phrase)}”, {p.day || "undated"}</p></div>
              <Exports view={"forecast/" + id} params={asked} forms={["json"]} picture={() => box.current?.querySelector(".figure svg") ?? null} />
            </div>
            <dl class="facts">
              <div><dt>Window</dt><dd>{f.window.value ?? "none"}{f.window.from && f.window.to ? ` (${f.window.from} until before ${f.window.to})` : ""}</dd></div>
              {f.conditions.length > 0 && <div><dt>Condition</dt><dd>{f.conditions.map(squeeze).join("; ")}</dd></div>}
              <div><dt>Parties</dt><dd>{p.parties.length ? p.parties.map((code, k) => <span key={code}>{k > 0 && ", "}<ActorLink code={code} /></span>) : "not told"}</dd></div>
              <div class="wider"><dt>How it is settled</dt><dd>{p.question ? `By later reports of “${p.question}”: ${f.polarity === "-" ? "no" : "yes"} if one tells that it happened inside the window; ${f.polarity === "-" ? "yes" : "no"} if the window is over and later reports of the parties tell of none.` : f.scoreable === "true" ? "It names no parties or act that later reports could be held against." : `It cannot be: ${f.scoreable}.`}</dd></div>
              <div><dt>State</dt><dd><Tag value={f.state} /> {outcome(f)}{p.note} {f.resolved_by.map((x) => <a key={x} class="from" href={address("/finding/" + x, carried(params))}>evidence</a>)}</dd></div>
              {f.scale && <div><dt>Scale of words</dt><dd>{f.scale}</dd></div>}
            </dl>
            <p><Quote text={f.quote} /> {f.report && <From report={f.report} finding={f} />}</p>
            <section class="card"><h2>Who says what of it</h2>
              <table class="list says"><thead><tr><th>Day</th><th>Who</th><th>Range</th><th class="wide">0 – 100 %</th><th></th></tr></thead>
                <tbody>
                  {p.statements.map((s) => (
                    <tr key={s.id} class={s.id === f.id ? "chosen" : ""}><td class="nowrap">{s.day || "undated"}</td><td>{squeeze(s.by) || "the report itself"}</td><td class="num nowrap">{percents(s.low, s.high)}</td><td><Interval low={s.low} point={s.point} high={s.high} /></td>
                      <td>{s.report && <a class="from" href={address("/report/" + s.report, carried(params, { f: s.id }))}>its sentence</a>}</td></tr>
                  ))}
                  {own.answer && <tr class="own"><td class="nowrap">{own.answer.on}</td><td>Parley, from what was known then</td><td class="num nowrap">{percent(own.answer.probability)} <span class="small">({percents(own.answer.low, own.answer.high)})</span></td><td><Interval own low={own.answer.low} point={own.answer.probability} high={own.answer.high} /></td><td></td></tr>}
                </tbody></table>
              <StepLine all={p.statements} params={params} end={f.window.to} />
            </section>
            {own.answer && own.curve ? (
              <section class="card"><h2>Parley: chance that it has come, by day</h2>
                <p class="small">{own.answer.understood}. Basis: {own.answer.basis}; base rate {percent(own.answer.base_rate)}.</p>
                <Curve curve={own.curve} answer={own.answer} />
                {Math.abs(own.curve[own.curve.length - 1].chance - own.answer.probability) > 0.01 && <p class="small">The curve counts the past of these parties alone, encounters of any level; with what is set or was put off, and at this level, the answer is <b>{percent(own.answer.probability)}</b>.</p>}
                <Reasons title="Speaks for it" list={own.answer.for} params={params} />
                <Reasons title="Speaks against it" list={own.answer.against} params={params} />
                {own.answer.changes.length > 0 && <section><h3>What would change it</h3><ul class="reasons">{own.answer.changes.map((c, k) => <li key={k}><b>{percent(c.probability)}</b> if {c.if}</li>)}</ul></section>}
                {own.answer.notes.map((n, k) => <p key={k} class="small">{n}</p>)}
              </section>
            ) : <p class="small">Parley gives no figure of its own: {own.none}</p>}
          </div>
        );
      }}
    </Waiting>
  );
}
