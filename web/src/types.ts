// The record as the server writes it (docs/record.md, docs/http.md).
export interface Actor { name: string; code: string; actor: string }
export interface Finding {
  kind: string; id: string; report: string; start: number; end: number; quote: string; by_rule: string; confidence: number;
}
export interface Event extends Finding {
  trigger: string; type: string; mode: string | null; contexts: string[]; source: Actor[]; target: Actor[]; place: string | null;
  when: string | null; value: string | null; status: string; intensity: number | null;
}
export interface Step {
  status: string; planned: string | null; value: string | null; earliest: string | null; latest: string | null; by: Actor[];
  reported: string; report: string; quote: string;
}
export interface Meeting extends Finding {
  name: string; level: string | null; parties: Actor[]; people: string[]; place: string | null; status: string; planned: string | null;
  value: string | null; earliest: string | null; latest: string | null; conditions: string[]; history: Step[]; slips: number;
  slipped_days: number | null;
}
export interface Claim extends Finding {
  source: string | null; class: string; actors: Actor[]; chain: string[]; anonymity_reason: string | null; cue: string; content: string;
  stance: string; certainty: number;
}
export interface Forecast extends Finding {
  by: string | null; actors: Actor[]; event: string; predicate: { type: string | null; source: Actor[]; target: Actor[] }; phrase: string;
  low: number | null; point: number | null; high: number | null; scale: string | null;
  window: { from: string | null; to: string | null; value: string | null; when: string | null };
  conditions: string[]; polarity: string; scoreable: string; state: string; resolved_by: string[];
}
export interface Demand extends Finding {
  form: string; by: Actor[]; to: Actor[]; what: string; quantity: { amount: string; unit: string; object: string }[];
  in_return: string | null; deadline: string | null; within: { min: string | null; max: string | null };
}
export interface Explanation extends Finding {
  of: string; hypothesis: string; by: string | null; actors: Actor[]; supports: string[]; contradicts: string[];
}
export interface Commitment extends Finding { by: Actor[]; to: Actor[]; what: string; state: string; history: string[] }
export interface Contradiction extends Finding { about: string; between: string[]; note: string }
export interface Signal { about: string; source: string; when: string | null; value: string | null; weight: number; doubtful: boolean; note: string | null }
export interface Estimate { value: string | null; earliest: string | null; latest: string | null; basis: string | null; signals: Signal[] }
export interface Report {
  kind: string; id: string; title: string | null; publisher: string | null; authors: string[]; language: string | null; url: string | null;
  published: Estimate; copies_of: { report: string; relation: string }[]; sha256: string; warnings: string[];
}
export interface Correction {
  explanation: string; evidence: string; bearing: "consistent" | "inconsistent" | "neutral" | "withdrawn"; note: string | null; by: string; day: string;
}
/// A claim or event as evidence.
export interface Piece { kind: string; report: string; start: number; end: number; by: string | null; quote: string }
export interface Named { code: string; name: string; count: number }
export interface Status {
  empty: boolean; ledger: string; message?: string; version: string; reports: number; stories: number; first: string | null;
  last: string | null; findings: Record<string, number>; actors: Named[]; analyst: string | null;
  reading?: { done: number; all: number }; // while the record is being read; findings and actors are not there then
}
export interface Count { value: string; name: string; count: number }
export type Facets = Record<string, Count[]>;
export interface ReportNote { title: string; publisher: string; day: string }
export interface List<T> {
  total: number; items: T[]; next: string | null; facets: Facets; reports: Record<string, ReportNote>;
  resolutions?: Record<string, { note: string; question: string | null }>;
  corrections?: Correction[]; evidence?: Record<string, Piece>;
}
export interface BriefItem { id: string; lead: string; text: string; details: string[]; quote: string | null; source: string | null }
export interface Brief { title: string; on: string; basis: string; sections: { title: string; more: number; items: BriefItem[] }[] }
export interface Bin { from: string; counts: number[]; mean: number }
export interface Timeline {
  from: string; to: string; last_report: string; unit: string; events: number; bins: Bin[]; meetings_total: number; meetings: Meeting[];
}
export interface Pair { from: string; to: string; actors: { code: string; name: string }[]; unit: string; events: number; bins: Bin[] }
export interface Sighted { name: string; count: number; first: string | null; last: string | null }
export interface ActorRow extends Sighted { code: string; acted: number; acted_on: number; names: Sighted[] }
export interface ActorPage extends ActorRow {
  nodes: { code: string; name: string; step: number }[]; edges: { a: string; b: string; count: number; mean: number }[];
  people: (Sighted & { offices: { role: string; of: string; from: string | null; to: string | null }[]; called: Sighted[] })[];
}
export interface Sources {
  total: number; items: { source: string; class: string; count: number; first: string | null; last: string | null; outlets: number; reason: string | null }[];
  outlets: (Record<string, number> & { outlet: string })[];
}
export interface Hit { kind: string; id: string; report: string; day: string; title: string; publisher: string; snippet: string }
export interface Found { total: number; cut: boolean; items: Hit[]; next: string | null; facets: Facets }
export interface ReportPage {
  reading?: unknown; // while the findings are still being read
  report: Report; day: string; text: string; blocks: [number, number, string][]; findings: Finding[]; meetings: Meeting[]; loose: string[];
  repeated_by: { report: string; relation: string; title: string; publisher: string }[];
}
export interface Reason { shift: number; text: string; ids: string[]; quotes: string[] }
export interface Answer {
  understood: string; on: string; probability: number; low: number; high: number; base_rate: number; basis: string; for: Reason[];
  against: Reason[]; changes: { if: string; probability: number }[]; notes: string[];
}
export interface Estimated { answer?: Answer; curve?: { days: number; by: string; chance: number }[]; none?: string }
export interface Statement {
  id: string; day: string; by: string | null; event: string; phrase: string; low: number | null; point: number | null; high: number | null;
  report: string | null; title: string; publisher: string;
}
export interface ForecastPage {
  forecast: Forecast; day: string; note: string; question: string | null; parties: string[]; statements: Statement[]; parley: Estimated;
}
export interface Share { stated: number | null; came: number | null; low: number; high: number; n: number }
export interface Score {
  kind: string; by: string; name: string | null; n: number; stated: number; open: number; void: number; too_few: boolean; brier?: number;
  log_score?: number; skill?: number | null; calibration?: Record<string, number>[]; first?: string; second?: string; questions?: number;
  brier_difference?: number; low?: number; high?: number;
}
export interface Scores { fewest: number; copies: number; unscoreable: number; items: Score[] }
