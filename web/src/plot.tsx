// What the pictures share: an axis of days, bars of events by intensity, an interval of chances.
import type { ScaleTime } from "d3-scale";
import { day } from "./parts";
import type { Bin } from "./types";

type Days = ScaleTime<number, number>;
const kClasses = ["hostile", "unfriendly", "neutral", "friendly", "very friendly"];
const kMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

function tickText(d: Date, span: number): string {
  if (span > 6 * 365 * 864e5) return String(d.getUTCFullYear());
  const month = kMonths[d.getUTCMonth()];
  if (d.getUTCDate() !== 1 || span < 60 * 864e5) return d.getUTCDate() + " " + month;
  return d.getUTCMonth() === 0 ? String(d.getUTCFullYear()) : month;
}

export function Axis({ x, y, ticks, to }: { x: Days; y: number; ticks: number; to?: number }) {
  const [a, b] = x.domain();
  const [left, right] = x.range();
  return (
    <g class="axis" aria-hidden="true">
      <line x1={left} x2={right} y1={y} y2={y} />
      {x.ticks(ticks).filter((d) => x(d) < right - 26).map((d) => (
        <g key={+d}>
          <line class="grid" x1={x(d)} x2={x(d)} y1={y} y2={to ?? y + 4} />
          <text x={x(d) + 3} y={y + 13}>{tickText(d, +b - +a)}</text>
          {+d === +x.ticks(ticks)[0] && tickText(d, +b - +a).length < 4 && <text x={x(d) + 3} y={y - 4}>{d.getUTCFullYear()}</text>}
        </g>
      ))}
    </g>
  );
}

/// Friendly events above the line, hostile ones below, neutral ones on both sides of it.
export function EventBars({ bins, unit, x, top, height }: { bins: Bin[]; unit: string; x: Days; top: number; height: number }) {
  const up = Math.max(1, ...bins.map((b) => b.counts[2] / 2 + b.counts[3] + b.counts[4])), down = Math.max(1, ...bins.map((b) => b.counts[0] + b.counts[1] + b.counts[2] / 2));
  const scale = height / (up + down), zero = top + up * scale;
  const days: Record<string, number> = { day: 1, week: 7, month: 30, quarter: 91, year: 365 };
  const wide = Math.max(1.5, x(new Date(+x.domain()[0] + days[unit] * 864e5)) - x(x.domain()[0]) - 1);
  const [left, right] = x.range();
  return (
    <g class="events">
      <line class="zero" x1={left} x2={right} y1={zero} y2={zero} />
      {bins.map((b) => {
        const at = Math.max(left, x(day(b.from)));
        const tip = `${unit} of ${b.from}: ` + b.counts.map((n, k) => (n ? `${n} ${kClasses[k]}` : "")).filter(Boolean).join(", ");
        let above = zero - (b.counts[2] / 2) * scale, below = zero + (b.counts[2] / 2) * scale;
        return (
          <g key={b.from}>
            <title>{tip}</title>
            {b.counts[2] > 0 && <rect class="i2" x={at} width={wide} y={above} height={b.counts[2] * scale} />}
            {[3, 4].map((k) => { const h = b.counts[k] * scale; above -= h; return h > 0 ? <rect key={k} class={"i" + k} x={at} width={wide} y={above} height={h} /> : null; })}
            {[1, 0].map((k) => { const h = b.counts[k] * scale, y = below; below += h; return h > 0 ? <rect key={k} class={"i" + k} x={at} width={wide} y={y} height={h} /> : null; })}
          </g>
        );
      })}
    </g>
  );
}

export function IntensityKey() {
  return <p class="key small">{kClasses.map((name, k) => <span key={name}><span class={"k-sq i" + k} /> {name} </span>)}</p>;
}

/// A range of chances on a line from 0 to 100 %, its point marked.
export function Interval({ low, point, high, own = false }: { low: number | null; point: number | null; high: number | null; own?: boolean }) {
  if (low === null || high === null) return <div class="interval none" aria-hidden="true" />;
  return (
    <div class={"interval" + (own ? " own" : "")} aria-hidden="true">
      <span class="band" style={{ left: low * 100 + "%", width: Math.max(0.8, (high - low) * 100) + "%" }} />
      {point !== null && <span class="dot" style={{ left: point * 100 + "%" }} />}
    </div>
  );
}
