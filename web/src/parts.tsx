// Small pieces that all views share: words for values, links to findings, facets, exports, and what is shown when there is
// nothing, not yet, or a problem.
import { ComponentChildren } from "preact";
import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import { Loaded, Reading } from "./data";
import { Params, address, carried, go, place } from "./route";
import type { Actor, Count, Facets, Forecast, ReportNote } from "./types";

export const kKinds: Record<string, string> = {
  event: "events", meeting: "meetings", claim: "claims", forecast: "forecasts", demand: "demands", explanation: "explanations",
  commitment: "commitments", report: "reports",
};

const namesOf = new Map<string, string>();
export function learnNames(list: { code: string; name: string }[]) { for (const a of list) namesOf.set(a.code, a.name); }
export function nameOf(code: string): string {
  if (code === "UNK") return "unnamed";
  if (code === "CIV") return "civilians";
  const known = namesOf.get(code);
  if (known && known !== code) return known;
  return code.startsWith("CIV:") ? "people of " + nameOf(code.slice(4)) : code;
}

/// Each code once.
export function codesOf(actors: Actor[]): string[] { return [...new Set(actors.map((a) => a.code))]; }
export function names(actors: Actor[], none = ""): string {
  const all = [...new Set(codesOf(actors).map(nameOf))];
  return all.length === 0 ? none : all.length === 1 ? all[0] : all.slice(0, -1).join(", ") + " and " + all[all.length - 1];
}

export function squeeze(text: string | null | undefined): string { return (text ?? "").replace(/\s+/g, " ").trim(); }
export function capital(text: string): string { return text ? text[0].toUpperCase() + text.slice(1) : text; }
export function percent(p: number): string { return Math.round(p * 100) + " %"; }
export function percents(low: number | null, high: number | null): string {
  if (low === null || high === null) return "no figure";
  const a = Math.round(low * 100), b = Math.round(high * 100);
  return a === b ? `${a} %` : `${a}–${b} %`;
}
export function count(n: number, one: string, many = one + "s"): string { return `${n.toLocaleString("en")} ${n === 1 ? one : many}`; }

export function Tag({ value, kind = "" }: { value: string; kind?: string }) {
  return <span class={"tag " + kind + " s-" + value.toLowerCase().replace(/[^a-z]+/g, "-")}>{value}</span>;
}

/// What "yes" and "no" mean of a forecast that something will not happen; "" of any other, and while it is open.
export function outcome(f: Forecast): string {
  if (f.polarity !== "-" || (f.state !== "yes" && f.state !== "no")) return "";
  return f.state === "yes" ? "as said, it did not come: " : "against what was said, it came: ";
}

/// Lands on the words of a finding in its report.
export function wordsAddress(report: string, finding: { id?: string; quote?: string }, params: Params = place().params): string {
  return address("/report/" + report, carried(params, finding.id ? { f: finding.id } : { quote: finding.quote ?? "" }));
}

export function From({ report, note, finding, label }: { report: string; note?: ReportNote; finding: { id?: string; quote?: string }; label?: string }) {
  const text = note ? [note.publisher || (note.title ? "“" + note.title + "”" : ""), note.day || "undated"].filter(Boolean).join(", ") : label ?? "the sentence";
  return <a class="from" href={wordsAddress(report, finding)} title={note?.title || undefined}>{text}</a>;
}

export function Quote({ text }: { text: string | null | undefined }) {
  const words = squeeze(text);
  return words ? <q class="quote">{words.length > 320 ? words.slice(0, 320) + "…" : words}</q> : null;
}

export function ActorLink({ code }: { code: string }) {
  return code === "UNK" ? <span>{nameOf(code)}</span> : <a href={address("/actor/" + code, carried(place().params))}>{nameOf(code)}</a>;
}

export function Waiting<T>({ loaded, children, empty, isEmpty }: {
  loaded: Loaded<T>; children: (data: T) => ComponentChildren; empty?: ComponentChildren; isEmpty?: (data: T) => boolean;
}) {
  if (loaded.problem)
    return <div class="notice bad" role="alert"><b>This could not be shown.</b> {loaded.problem.message}</div>;
  if (!loaded.data) return <p class="wait" role="status">{loaded.reading ? "This view comes by itself when the record has been read." : "Reading the ledger…"}</p>;
  if (isEmpty?.(loaded.data)) return <div class="notice" data-busy={loaded.busy}>{empty}</div>;
  return <div class="loaded" aria-busy={loaded.busy}>{children(loaded.data)}</div>;
}

/// How far the record has been read, and what can be done meanwhile.
export function Coming({ reading }: { reading: Reading }) {
  const { done, all } = reading;
  return (
    <div class="notice coming" aria-busy="true">
      <p>{all === 0 ? "The record is being read." : done < all
        ? `The record is being read: ${done.toLocaleString("en")} of ${all.toLocaleString("en")} reports and findings.`
        : `All ${all.toLocaleString("en")} reports and findings have been read and are being put together.`}
        {" "}<a href={address("/reports", carried(place().params))}>Reports</a> and search can be used; the rest comes by itself.</p>
      <progress max={all || undefined} value={all ? done : undefined} aria-label="Reports and findings read" />
    </div>
  );
}

/// What the view shows as files, and a link that shows it again.
export function Exports({ view, params, forms = ["csv", "json"], picture, more = [] }: {
  view: string; params: Params; forms?: string[]; picture?: () => SVGSVGElement | null; more?: [string, string, string][];
}) {
  const [said, say] = useState("");
  useEffect(() => { if (said) { const t = setTimeout(() => say(""), 2500); return () => clearTimeout(t); } return undefined; }, [said]);
  const data: Params = { ...params };
  delete data.after; delete data.limit;
  return (
    <div class="exports" role="group" aria-label="Export">
      {forms.map((form) => <a key={form} href={address(`/${view}.${form}`, data)} download={`parley-${view.replace(/\W+/g, "-")}.${form}`}>{form.toUpperCase()}</a>)}
      {more.map(([text, to, name]) => <a key={text} href={to} download={name}>{text}</a>)}
      {picture && <button type="button" onClick={() => { const svg = picture(); if (svg) savePicture(svg, "parley-" + view.replace(/\W+/g, "-") + ".svg"); }}>SVG</button>}
      <button type="button" onClick={async () => {
        try { await navigator.clipboard.writeText(location.href); say("Link copied"); } catch { say("Copy the address above: it is the link"); }
      }}>Copy link</button>
      <span role="status" class="said">{said}</span>
    </div>
  );
}

const kDrawn = ["fill", "stroke", "stroke-width", "stroke-dasharray", "opacity", "font-size", "font-family", "font-weight", "text-anchor"];

/// The picture with the colours that the style sheet gives it, as a file.
export function savePicture(svg: SVGSVGElement, name: string) {
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const from = svg.querySelectorAll("*"), to = copy.querySelectorAll("*");
  from.forEach((element, k) => {
    const style = getComputedStyle(element);
    for (const key of kDrawn) to[k].setAttribute(key, style.getPropertyValue(key));
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  const box = svg.getBoundingClientRect();
  copy.setAttribute("width", String(Math.round(box.width)));
  copy.setAttribute("height", String(Math.round(box.height)));
  const url = URL.createObjectURL(new Blob([new XMLSerializer().serializeToString(copy)], { type: "image/svg+xml" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 1000);
}

const kFacetNames: Record<string, string> = { kind: "Kind", status: "Status", actor: "Actor", outlet: "Outlet", month: "Month" };

/// Counts that narrow the list when chosen; chosen ones can be taken back.
export function FacetList({ facets, path, params, without = [] }: { facets: Facets; path: string; params: Params; without?: string[] }) {
  const change = (more: Params) => { const next = { ...params, ...more }; delete next.after; return address(path, next); };
  const chosen = (facet: string, c: Count): boolean =>
    facet === "actor" ? (params.about ?? "").split(",").includes(c.value)
    : facet === "month" ? (params.since ?? "").slice(0, 7) === c.value && (params.until ?? "").slice(0, 7) === c.value
    : params[facet] === c.value;
  const link = (facet: string, c: Count): string => {
    const on = chosen(facet, c);
    if (facet === "actor") {
      const codes = (params.about ?? "").split(",").filter(Boolean);
      return change({ about: (on ? codes.filter((x) => x !== c.value) : [...codes, c.value]).join(",") });
    }
    if (facet === "month") {
      const last = new Date(Date.UTC(+c.value.slice(0, 4), +c.value.slice(5, 7), 0)).getUTCDate();
      return change(on ? { since: "", until: "" } : { since: c.value + "-01", until: `${c.value}-${last}` });
    }
    return change({ [facet]: on ? "" : c.value });
  };
  learnNames((facets.actor ?? []).map((c) => ({ code: c.value, name: c.name })));
  const groups = Object.entries(facets).filter(([facet, counts]) => counts.length > 0 && !without.includes(facet));
  return (
    <aside class="facets" aria-label="Narrow the list">
      {groups.map(([facet, counts]) => (
        <section key={facet}>
          <h3>{kFacetNames[facet] ?? facet}</h3>
          <ul>
            {counts.slice(0, 14).map((c) => (
              <li key={c.value}>
                <a href={link(facet, c)} aria-current={chosen(facet, c) ? "true" : undefined}>
                  <span>{facet === "actor" ? nameOf(c.value) : c.name || "(not told)"}</span><span class="n">{c.count.toLocaleString("en")}</span>
                </a>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </aside>
  );
}

/// Chosen filters, each with a way to drop it.
export function Chosen({ path, params, keys }: { path: string; params: Params; keys: string[] }) {
  const there = keys.filter((k) => params[k]);
  if (there.length === 0) return null;
  return (
    <p class="filters" aria-label="Chosen filters">
      {there.map((k) => {
        const next = { ...params }; delete next[k]; delete next.after;
        return <a key={k} class="chip" href={address(path, next)} title="Remove this filter">{k} {params[k]} <span aria-hidden="true">×</span><span class="hidden"> remove</span></a>;
      })}
    </p>
  );
}

export function Pager({ path, params, next, shown, total }: { path: string; params: Params; next: string | null; shown: number; total: number }) {
  return (
    <nav class="pager" aria-label="Pages">
      <span>{params.after ? "" : "First "}{shown.toLocaleString("en")} of {total.toLocaleString("en")}</span>
      {params.after && <a href={address(path, { ...params, after: "" })}>From the start</a>}
      {next && <a rel="next" href={address(path, { ...params, after: next })}>Next {shown}</a>}
    </nav>
  );
}

export function Select({ label, name, options, path, params }: { label: string; name: string; options: [string, string][]; path: string; params: Params }) {
  return (
    <label class="select">{label}{" "}
      <select value={params[name] ?? ""} onChange={(e) => go(path, { ...params, after: "", [name]: (e.target as HTMLSelectElement).value })}>
        {options.map(([value, text]) => <option key={value} value={value}>{text}</option>)}
      </select>
    </label>
  );
}

/// Width of an element, as it changes: a ref for it, and the number.
export function useWidth<T extends HTMLElement>(first = 900): [(element: T | null) => void, number] {
  const [width, set] = useState(first);
  const observer = useRef<ResizeObserver | null>(null);
  const attach = useCallback((element: T | null) => {
    observer.current?.disconnect();
    observer.current = null;
    if (!element) return;
    const look = () => set(Math.max(260, Math.floor(element.clientWidth)));
    look();
    observer.current = new ResizeObserver(look);
    observer.current.observe(element);
  }, []);
  return [attach, width];
}

/// Milliseconds of an ISO day, UTC.
export function day(iso: string): Date { return new Date(iso.slice(0, 10) + "T00:00:00Z"); }
export function iso(date: Date): string { return date.toISOString().slice(0, 10); }
