// Timeline: events by intensity, and meetings as bars; a date that is not known exactly is drawn as wide and as soft as it
// is uncertain, and each time a meeting slipped an arrow leads from one plan to the next. Dragging over the picture, or the
// two dates above it, narrows everything.
import { scaleUtc } from "d3-scale";
import { useRef, useState } from "preact/hooks";
import type { ViewProps } from "../main";
import { useData } from "../data";
import { Exports, From, Quote, Tag, Waiting, count, day, iso, names, squeeze, useWidth } from "../parts";
import { EventBars, Axis } from "../plot";
import { Params, address, go } from "../route";
import type { Meeting, Timeline } from "../types";

const kRow = 26, kTop = 118, kShown = 40;

interface Plan { from: Date; to: Date; status: string }

function planOf(s: { earliest: string | null; latest: string | null; status: string }): Plan | null {
  return s.earliest && s.latest && s.earliest > "1000" && s.latest < "9000" ? { from: day(s.earliest), to: day(s.latest), status: s.status } : null;
}

/// The plans one after the other, each once.
function plansOf(m: Meeting): Plan[] {
  const out: Plan[] = [];
  for (const step of m.history) {
    const plan = planOf(step);
    const last = out[out.length - 1];
    if (plan && (!last || +last.from !== +plan.from || +last.to !== +plan.to)) out.push(plan);
  }
  const now = planOf({ earliest: m.earliest, latest: m.latest, status: m.status });
  if (out.length === 0 && now) out.push(now);
  return out;
}

function Story({ m, params }: { m: Meeting; params: Params }) {
  return (
    <section class="card story" aria-label="The meeting chosen">
      <h2>{squeeze(m.name)} <span class="small">{names(m.parties)}</span></h2>
      <p><Tag value={m.status} /> {m.value && <b>{m.value}</b>} {m.slips > 0 && <span>slipped {count(m.slips, "time")}{m.slipped_days ? `, ${count(m.slipped_days, "day")} later than first planned` : ""}</span>}</p>
      {m.conditions.map((c, k) => <p key={k} class="detail">condition: {squeeze(c)}</p>)}
      <ol class="steps">
        {m.history.map((s, k) => (
          <li key={k}><span class="lead">{s.reported || "undated"}</span><div><p><Tag value={s.status} /> {s.value && "for " + s.value} {s.by.length > 0 && "by " + names(s.by)}</p>
            <p><Quote text={s.quote} /> <From report={s.report} finding={{ quote: s.quote }} label="its report" /></p></div></li>
        ))}
      </ol>
      <p class="small"><a href={address("/timeline", { ...params, m: "" })}>Close</a></p>
    </section>
  );
}

export function TimelineView({ path, params, version }: ViewProps) {
  const asked: Params = { ...params };
  delete asked.m;
  const loaded = useData<Timeline>("timeline", asked, version);
  const [box, width] = useWidth<HTMLDivElement>();
  const [all, showAll] = useState(false);
  const [drag, setDrag] = useState<[number, number] | null>(null);
  const svg = useRef<SVGSVGElement>(null);
  return (
    <Waiting loaded={loaded}>
      {(t) => {
        const narrow = width < 620;
        const left = narrow ? 8 : 250, right = width - 12;
        const x = scaleUtc().domain([day(t.from), new Date(day(t.to).getTime() + 864e5)]).range([left, right]);
        const dated = t.meetings.filter((m) => plansOf(m).length > 0);
        const undated = t.meetings.filter((m) => plansOf(m).length === 0);
        const byWeight = [...dated].sort((a, b) => b.slips - a.slips || b.history.length - a.history.length);
        const rows = all ? dated : dated.filter((m) => byWeight.slice(0, kShown).includes(m));
        const row = narrow ? kRow + 16 : kRow;
        const height = kTop + rows.length * row + 30;
        const clamp = (d: Date) => Math.max(left, Math.min(right, x(d)));
        const at = (e: PointerEvent) => Math.max(left, Math.min(right, e.clientX - svg.current!.getBoundingClientRect().left));
        const chosen = t.meetings.find((m) => m.id === params.m);
        return (
          <>
            <div class="head">
              <div><h1>Timeline</h1><p class="small">{count(t.events, "event")} that happened, by {t.unit}; {count(t.meetings_total, "meeting")}{t.meetings_total > t.meetings.length ? `, the ${t.meetings.length} told of most are drawn` : ""}</p></div>
              <Exports view="timeline" params={asked} picture={() => svg.current} more={[["Meetings ICS", address("/meetings.ics", asked), "parley-meetings.ics"]]} />
            </div>
            <div class="range">
              <label>From <input type="date" value={params.since ?? t.from} onChange={(e) => go(path, { ...params, since: (e.target as HTMLInputElement).value })} /></label>
              <label>to <input type="date" value={params.until ?? t.to} onChange={(e) => go(path, { ...params, until: (e.target as HTMLInputElement).value })} /></label>
              {(params.since || params.until) && <a class="chip" href={address(path, { ...params, since: "", until: "" })}>whole time</a>}
              <span class="small">or drag over the picture</span>
            </div>
            {chosen && <Story m={chosen} params={params} />}
            <div class="figure" ref={box}>
              <svg ref={svg} width={width} height={height} role="group" aria-label={`Events and ${rows.length} meetings from ${t.from} to ${t.to}; the list below holds the same meetings`}
                onPointerDown={(e) => { if ((e.target as Element).closest("a")) return; const p = at(e as unknown as PointerEvent); setDrag([p, p]); (e.currentTarget as Element).setPointerCapture(e.pointerId); }}
                onPointerMove={(e) => drag && setDrag([drag[0], at(e as unknown as PointerEvent)])}
                onPointerUp={() => {
                  if (drag && Math.abs(drag[1] - drag[0]) > 8) {
                    const [a, b] = [Math.min(...drag), Math.max(...drag)];
                    go(path, { ...params, since: iso(x.invert(a)), until: iso(x.invert(b)) });
                  }
                  setDrag(null);
                }}>
                <defs>
                  {["soft", "soft-old", "soft-off"].map((id) => <linearGradient key={id} id={id}><stop offset="0" stop-opacity="0.1" /><stop offset="0.5" stop-opacity="0.85" /><stop offset="1" stop-opacity="0.1" /></linearGradient>)}
                  <marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z" class="tip" /></marker>
                </defs>
                <EventBars bins={t.bins} unit={t.unit} x={x} top={8} height={kTop - 40} />
                <Axis x={x} y={kTop - 26} ticks={Math.max(3, Math.floor((right - left) / 90))} to={height - 24} />
                {!narrow && <><text class="label" x={8} y={24}>Events</text><text class="faint" x={8} y={40}>above the line friendly,</text><text class="faint" x={8} y={54}>below hostile</text></>}
                {t.last_report && x(day(t.last_report)) < right && <line class="now" x1={clamp(day(t.last_report))} x2={clamp(day(t.last_report))} y1={4} y2={height - 24} />}
                {rows.map((m, k) => {
                  const y = kTop + k * row + (narrow ? 20 : 0), plans = plansOf(m), last = plans[plans.length - 1];
                  const label = squeeze(m.name) + " · " + names(m.parties);
                  return (
                    <g key={m.id} class={"meeting s-" + m.status + (m.id === params.m ? " chosen" : "")}>
                      <a href={address(path, { ...params, m: m.id })}>
                        <title>{`${label}: ${m.status} ${m.value ?? ""}${m.slips ? ", slipped " + count(m.slips, "time") : ""}`}</title>
                        <rect class="hit" x={0} y={y - (narrow ? 20 : 0)} width={width} height={row} />
                        <text class="name" x={8} y={narrow ? y - 5 : y + 16}>{(label.length > (narrow ? 54 : 36) ? label.slice(0, narrow ? 52 : 34) + "…" : label)}</text>
                        {plans.map((p, n) => {
                          const a = clamp(p.from), b = Math.max(a + 5, clamp(p.to)), exact = +p.to - +p.from <= 3 * 864e5;
                          return <rect key={n} class={"plan" + (p === last ? " last" : " old") + (exact ? "" : " fuzzy")} x={a} y={y + 6} width={b - a} height={12} rx={exact ? 3 : 6} />;
                        })}
                        {plans.slice(1).map((p, n) => {
                          const a = (clamp(plans[n].from) + clamp(plans[n].to)) / 2, b = (clamp(p.from) + clamp(p.to)) / 2;
                          return Math.abs(b - a) < 6 ? null : <path key={n} class="slip" marker-end="url(#tip)" d={`M${a} ${y + 5}Q${(a + b) / 2} ${y - 7} ${b} ${y + 5}`} />;
                        })}
                        {m.status === "cancelled" && last && <path class="off" d={`M${clamp(last.from) - 3} ${y + 4}L${Math.max(clamp(last.from) + 8, clamp(last.to) + 3)} ${y + 20}`} />}
                      </a>
                    </g>
                  );
                })}
                {drag && <rect class="brush" x={Math.min(...drag)} y={0} width={Math.abs(drag[1] - drag[0])} height={height} />}
              </svg>
            </div>
            <p class="key small">
              <span class="k-bar exact" /> known to the day <span class="k-bar fuzzy" /> somewhere in that time <span class="k-bar old" /> an earlier plan <span class="k-arrow" aria-hidden="true">↷</span> slipped <span class="k-off" aria-hidden="true">╲</span> called off <span class="k-now" /> last report
            </p>
            {dated.length > kShown && <p><button type="button" onClick={() => showAll(!all)}>{all ? "Show the most important only" : `Show all ${dated.length} meetings`}</button></p>}
            <details class="card" open={narrow ? undefined : false}><summary>The meetings as a list ({t.meetings.length})</summary>
              <table class="list"><thead><tr><th>Planned</th><th>Meeting</th><th>Status</th><th>Slips</th></tr></thead>
                <tbody>{[...dated, ...undated].map((m) => <tr key={m.id}><td class="nowrap">{m.value ?? "no date"}</td><td><a href={address(path, { ...params, m: m.id })}>{squeeze(m.name)}</a> <span class="small">{names(m.parties)}</span></td><td><Tag value={m.status} /></td><td class="num">{m.slips || ""}</td></tr>)}</tbody></table>
            </details>
          </>
        );
      }}
    </Waiting>
  );
}
