// Scores: who was right. Below twenty settled forecasts nothing is said of who stated them.
import { scaleLinear } from "d3-scale";
import { useRef } from "preact/hooks";
import type { ViewProps } from "../main";
import { useData } from "../data";
import { Exports, Waiting, count, percent, useWidth } from "../parts";
import { Params, address, carried } from "../route";
import type { Score, Scores } from "../types";

const kGroups: [string, string][] = [["forecaster", "Forecasters"], ["outlet", "Outlets"], ["class", "Kinds of source"], ["pool", "Several together"]];
const number = (x: number | null | undefined) => (x === null || x === undefined ? "" : x.toFixed(3));

function Calibration({ bins }: { bins: Record<string, number>[] }) {
  const [box, width] = useWidth<HTMLDivElement>(420);
  const size = Math.min(width, 440);
  const x = scaleLinear().domain([0, 1]).range([46, size - 12]), y = scaleLinear().domain([0, 1]).range([size - 40, 10]);
  const most = Math.max(1, ...bins.map((b) => b.n));
  return (
    <div class="figure" ref={box}>
      <svg width={size} height={size} role="img" aria-label="Stated against came true, by tenths; the table beside it holds the same">
        {[0, 0.25, 0.5, 0.75, 1].map((p) => <g key={p} class="axis"><line class="grid" x1={x(0)} x2={x(1)} y1={y(p)} y2={y(p)} /><text x={6} y={y(p) + 4}>{percent(p)}</text><text x={x(p) - 10} y={size - 22}>{percent(p)}</text></g>)}
        <line class="guide" x1={x(0)} y1={y(0)} x2={x(1)} y2={y(1)} />
        {bins.filter((b) => b.n > 0).map((b) => <g key={b.from}><line class="whisker" x1={x(b.stated)} x2={x(b.stated)} y1={y(b.low)} y2={y(b.high)} /><circle class="dot" cx={x(b.stated)} cy={y(b.came)} r={3 + 7 * Math.sqrt(b.n / most)}><title>{`stated ${percent(b.stated)}, came true ${percent(b.came)} (${b.hits} of ${b.n})`}</title></circle></g>)}
        <text class="faint" x={size / 2 - 20} y={size - 6}>stated</text>
      </svg>
    </div>
  );
}

function Rows({ rows, params, link }: { rows: Score[]; params: Params; link: boolean }) {
  return (
    <table class="list"><thead><tr><th>Name</th><th class="num">Stated</th><th class="num">Open</th><th class="num">Void</th><th class="num">Settled</th><th class="num">Brier</th><th class="num">Log score</th><th class="num">Skill</th></tr></thead>
      <tbody>{rows.map((r) => (
        <tr key={r.by + r.name}><td>{r.name ? (link ? <a href={address("/forecasts", carried(params, { by: r.name }))}>{r.name}</a> : r.name) : <i>nobody named</i>}</td><td class="num">{r.stated}</td><td class="num">{r.open}</td><td class="num">{r.void}</td><td class="num">{r.n}</td>
          {r.too_few ? <td colSpan={3} class="faint">too few to say</td> : <><td class="num">{number(r.brier)}</td><td class="num">{number(r.log_score)}</td><td class="num">{number(r.skill)}</td></>}</tr>
      ))}</tbody></table>
  );
}

export function ScoresView({ params, version }: ViewProps) {
  const asked: Params = params.on ? { on: params.on } : {};
  const loaded = useData<Scores>("scores", asked, version);
  const box = useRef<HTMLDivElement>(null);
  return (
    <Waiting loaded={loaded}>
      {(s) => {
        const all = s.items.find((r) => r.kind === "score" && r.by === "all");
        const pairs = s.items.filter((r) => r.kind === "comparison");
        return (
          <div ref={box}>
            <div class="head"><div><h1>Scores</h1><p class="small">Forecasts of reports, settled by later reports. Brier score: 0 is best, 0.25 is a coin; skill: above 0 beats always stating the base rate.{params.about ? " Of all actors: scores are not narrowed." : ""}</p></div><Exports view="scores" params={asked} picture={() => box.current?.querySelector(".figure svg") ?? null} /></div>
            {all && (
              <section class="card"><h2>All together</h2>
                <p>{count(all.n, "forecast")} settled of {all.stated}; {all.open} open, {all.void} void{s.copies > 0 ? `; ${s.copies} more are copies of one story` : ""}. {s.unscoreable} more say no chance or no time.</p>
                {all.too_few || !all.calibration ? <p class="notice"><b>Too few to say.</b> {all.n} of at least {s.fewest} that are needed before a score or a calibration plot would mean anything.</p>
                  : <div class="beside"><Calibration bins={all.calibration} /><table class="list"><thead><tr><th>Stated</th><th class="num">n</th><th class="num">Came true</th><th class="num">95 %</th></tr></thead><tbody>{all.calibration.filter((b) => b.n > 0).map((b) => <tr key={b.from}><td>{percent(b.stated)}</td><td class="num">{b.n}</td><td class="num">{percent(b.came)}</td><td class="num">{percent(b.low)}–{percent(b.high)}</td></tr>)}</tbody></table></div>}
              </section>
            )}
            {kGroups.map(([by, title]) => { const rows = s.items.filter((r) => r.kind === "score" && r.by === by); return rows.length === 0 ? null : <section class="card" key={by}><h2>{title} <span class="n">{rows.length}</span></h2><div class="scroll"><Rows rows={rows} params={params} link={by === "forecaster"} /></div></section>; })}
            {pairs.length > 0 && <section class="card"><h2>On the same questions</h2><table class="list"><thead><tr><th>One</th><th>Other</th><th class="num">Questions</th><th class="num">Brier difference</th><th class="num">95 %</th></tr></thead><tbody>{pairs.map((c, k) => <tr key={k}><td>{c.first}</td><td>{c.second}</td><td class="num">{c.questions}</td><td class="num">{number(c.brier_difference)}</td><td class="num">{number(c.low)} to {number(c.high)}</td></tr>)}</tbody></table></section>}
          </div>
        );
      }}
    </Waiting>
  );
}
