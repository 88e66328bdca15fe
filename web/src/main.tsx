// The page: its frame (views, whom it is about, as known when, search) and the view that the address names.
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useStatus } from "./data";
import { Coming, capital, count, day, iso, learnNames, nameOf } from "./parts";
import { Params, address, carried, followLinks, go, usePlace } from "./route";
import type { Status } from "./types";
import { BriefView } from "./views/brief";
import { ReportView, ReportsView, FindingView } from "./views/report";
import { TimelineView } from "./views/timeline";
import { ForecastsView } from "./views/forecasts";
import { ForecastView } from "./views/forecast";
import { SearchView } from "./views/search";
import { TableView } from "./views/table";
import { ScoresView } from "./views/scores";
import { ExplanationsView } from "./views/explanations";
import { ActorsView, ActorView, PairView } from "./views/actors";
import { SourcesView } from "./views/sources";
import { Welcome } from "./views/welcome";

export interface ViewProps { id: string; path: string; params: Params; version: string; status: Status }

const kViews: { path: string; title: string; view: (p: ViewProps) => preact.JSX.Element | null; about?: boolean }[] = [
  { path: "brief", title: "State of play", view: BriefView },
  { path: "timeline", title: "Timeline", view: TimelineView },
  { path: "forecasts", title: "Forecasts", view: ForecastsView },
  { path: "table", title: "On the table", view: TableView },
  { path: "explanations", title: "Explanations", view: ExplanationsView },
  { path: "actors", title: "Actors", view: ActorsView },
  { path: "sources", title: "Sources", view: SourcesView },
  { path: "scores", title: "Scores", view: ScoresView },
  { path: "reports", title: "Reports", view: ReportsView },
];
const kOthers: Record<string, { title: string; under: string; view: (p: ViewProps) => preact.JSX.Element | null }> = {
  report: { title: "Report", under: "reports", view: ReportView },
  finding: { title: "Finding", under: "reports", view: FindingView },
  forecast: { title: "Forecast", under: "forecasts", view: ForecastView },
  actor: { title: "Actor", under: "actors", view: ActorView },
  pair: { title: "Pair", under: "actors", view: PairView },
  search: { title: "Search", under: "", view: SearchView },
};

/// Whom the view is about: chips that can be taken away, and a field that offers the ledger's actors.
function About({ params, path, status }: { params: Params; path: string; status: Status }) {
  const codes = (params.about ?? "").split(",").filter(Boolean);
  const [typed, type] = useState("");
  const set = (next: string[]) => go(path, { ...params, after: "", about: next.join(",") });
  const add = (text: string) => {
    const clean = text.trim().replace(/,+$/, "");
    if (!clean) return;
    const known = status.actors.find((a) => a.code.toLowerCase() === clean.toLowerCase() || a.name.toLowerCase() === clean.toLowerCase());
    const code = known?.code ?? clean;
    if (!codes.includes(code)) set([...codes, code]);
    type("");
  };
  return (
    <form class="about" onSubmit={(e) => { e.preventDefault(); add(typed); }}>
      <label for="about">About</label>
      {codes.map((code) => (
        <button key={code} type="button" class="chip" onClick={() => set(codes.filter((c) => c !== code))} title="Remove">
          {nameOf(code)} <span aria-hidden="true">×</span><span class="hidden">remove</span>
        </button>
      ))}
      <input id="about" list="actors" value={typed} placeholder={codes.length ? "add an actor" : "everybody"} autocomplete="off"
        onInput={(e) => {
          const text = (e.target as HTMLInputElement).value;
          if (status.actors.some((a) => a.name === text)) add(text); else type(text);
        }} />
      <datalist id="actors">{status.actors.filter((a) => !codes.includes(a.code)).map((a) => <option key={a.code} value={a.name}>{a.code}</option>)}</datalist>
    </form>
  );
}

/// As known on a day: a slider from the first report to the last, and the day itself.
function AsKnown({ params, path, status }: { params: Params; path: string; status: Status }) {
  const first = day(status.first ?? "2000-01-01").getTime() / 864e5, last = day(status.last ?? "2000-01-02").getTime() / 864e5;
  const chosen = params.on ? Math.min(last, Math.max(first, day(params.on).getTime() / 864e5)) : last;
  const [moving, move] = useState<number | null>(null);
  useEffect(() => {
    if (moving === null) return undefined;
    const timer = setTimeout(() => {
      go(path, { ...params, after: "", on: moving >= last ? "" : iso(new Date(moving * 864e5)) }, "replace");
      move(null);
    }, 120);
    return () => clearTimeout(timer);
  }, [moving]);
  const at = moving ?? chosen;
  const text = at >= last && !params.on ? `${status.last} (all that is known)` : iso(new Date(at * 864e5));
  return (
    <div class="known">
      <label for="on">As known on</label>
      <input id="on" type="range" min={first} max={last} step={1} value={at} aria-valuetext={text}
        onInput={(e) => move(+(e.target as HTMLInputElement).value)} />
      <input type="date" aria-label="As known on this day" min={status.first ?? undefined} max={status.last ?? undefined} value={iso(new Date(at * 864e5))}
        onChange={(e) => { const on = (e.target as HTMLInputElement).value; go(path, { ...params, after: "", on: on === status.last ? "" : on }); }} />
      {params.on && <a class="chip" href={address(path, { ...params, on: "", after: "" })}>latest</a>}
    </div>
  );
}

function Find({ params }: { params: Params }) {
  const [typed, type] = useState(params.q ?? "");
  useEffect(() => type(params.q ?? ""), [params.q]);
  return (
    <form class="find" role="search" onSubmit={(e) => { e.preventDefault(); if (typed.trim()) go("/search", carried(params, { q: typed.trim() })); }}>
      <input type="search" aria-label="Search reports and findings" placeholder="Search" value={typed} onInput={(e) => type((e.target as HTMLInputElement).value)} />
    </form>
  );
}

function App() {
  const { path, params } = usePlace();
  const { status, problem } = useStatus("");
  const parts = path.split("/").filter(Boolean);
  const name = parts[0] ?? "brief";
  const main = kViews.find((v) => v.path === name);
  const other = kOthers[name];
  const title = main?.title ?? other?.title ?? "Not found";
  if (status && !status.empty) learnNames(status.actors);
  useEffect(() => { document.title = `${title} · Parley`; }, [title]);
  const View = main?.view ?? other?.view;
  const whole = name !== "report" && name !== "finding";
  return (
    <>
      <a class="skip" href="#view">Skip to the view</a>
      <header class="top">
        <a class="brand" href={address("/brief", carried(params))}>Parley</a>
        <nav aria-label="Views">
          {kViews.map((v) => (
            <a key={v.path} href={address("/" + v.path, carried(params))} aria-current={(main?.path ?? other?.under) === v.path ? "page" : undefined}>{v.title}</a>
          ))}
        </nav>
        <Find params={params} />
      </header>
      {status && !status.empty && whole && (main || other) && name !== "forecast" && (
        <div class="bar"><About params={params} path={path === "/" ? "/brief" : path} status={status} /><AsKnown params={params} path={path === "/" ? "/brief" : path} status={status} /></div>
      )}
      <main id="view" tabIndex={-1}>
        {problem && <div class="notice bad" role="alert">{problem.message}</div>}
        {status?.reading && <Coming reading={status.reading} />}
        {!status ? !problem && <p class="wait" role="status">Opening the ledger…</p>
          : status.empty ? <Welcome status={status} />
          : View ? <View id={parts.slice(1).join("/")} path={path === "/" ? "/brief" : path} params={params} version={status.version} status={status} />
          : <div class="notice"><h1>Nothing is here</h1><p>There is no view “{name}”. <a href="/brief">State of play</a></p></div>}
      </main>
      {status && !status.empty && (
        <footer class="foot">
          <span>{status.ledger}</span> · <span>{count(status.reports, "report")}, {status.first} to {status.last}</span> ·{" "}
          {!status.reading && <span>{Object.entries(status.findings).filter(([, n]) => n > 0).map(([kind, n]) => count(n, kind.replace(/s$/, ""), kind)).join(", ")}</span>}
          <span class="hidden">{capital(title)}</span>
        </footer>
      )}
    </>
  );
}

document.addEventListener("click", followLinks);
render(<App />, document.getElementById("app")!);
