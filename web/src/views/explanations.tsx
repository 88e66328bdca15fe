// Explanations that compete: a matrix of hypotheses against who holds them and the evidence that a report names, and whether
// the ranking hangs on one source.
import type { ViewProps } from "../main";
import { useData } from "../data";
import { Chosen, Exports, FacetList, From, Waiting, squeeze } from "../parts";
import { Params, address, carried } from "../route";
import type { Explanation, List } from "../types";

/// Explanations of one thing in one report, as the brief puts them together.
function groupsOf(list: Explanation[]): Explanation[][] {
  const out = new Map<string, Explanation[]>();
  for (const e of list) { const key = e.report + squeeze(e.of).toLowerCase(); out.set(key, [...(out.get(key) ?? []), e]); }
  return [...out.values()].sort((a, b) => b.length - a.length);
}

const score = (e: Explanation, without = "") => e.supports.filter((x) => x !== without).length - e.contradicts.filter((x) => x !== without).length;

/// The hypotheses that fewest pieces of evidence speak against; after Heuer's analysis of competing hypotheses.
function leaders(group: Explanation[], without = ""): string {
  const best = Math.max(...group.map((e) => score(e, without)));
  return group.filter((e) => score(e, without) === best).map((e) => e.id).join(" ");
}

function Matrix({ group, params }: { group: Explanation[]; params: Params }) {
  const evidence = [...new Set(group.flatMap((e) => [...e.supports, ...e.contradicts]))];
  const flips = evidence.filter((x) => leaders(group) !== leaders(group, x));
  return (
    <>
      <div class="scroll"><table class="list matrix">
        <thead><tr><th>Hypothesis</th><th>Who holds it</th>{evidence.map((x, k) => <th key={x}><a href={address("/finding/" + x, carried(params))}>evidence {k + 1}</a></th>)}<th>Words</th></tr></thead>
        <tbody>{group.map((e) => (
          <tr key={e.id}><th scope="row">{squeeze(e.hypothesis)}</th><td>{squeeze(e.by) || <i>no one named</i>}</td>
            {evidence.map((x) => <td key={x} class="cell">{e.supports.includes(x) ? <span title="consistent">+<span class="hidden">consistent</span></span> : e.contradicts.includes(x) ? <span title="inconsistent">−<span class="hidden">inconsistent</span></span> : <span class="faint">neutral</span>}</td>)}
            <td><From report={e.report} finding={e} /></td></tr>
        ))}</tbody>
      </table></div>
      {evidence.length === 0 ? <p class="small">The report ties no evidence to {group.length > 1 ? "these explanations" : "this explanation"}, so nothing ranks {group.length > 1 ? "them" : "it"}.</p>
        : <p class="small">{flips.length ? `The ranking flips without evidence ${flips.map((x) => evidence.indexOf(x) + 1).join(", ")}.` : "The ranking hangs on no single piece of evidence."}</p>}
    </>
  );
}

export function ExplanationsView({ path, params, version }: ViewProps) {
  const asked: Params = { ...params, order: "new", limit: "200" };
  const loaded = useData<List<Explanation>>("explanations", asked, version);
  return (
    <Waiting loaded={loaded} isEmpty={(l) => l.total === 0 && !params.outlet && !params.since} empty="No explanation is known here. Choose other actors, or a later day.">
      {(list) => (
        <>
          <div class="head"><div><h1>Explanations <span class="n">{list.total.toLocaleString("en")}</span></h1><p class="small">What reports say lies behind a thing, each against the others of the same report.</p></div><Exports view="explanations" params={asked} /></div>
          <Chosen path={path} params={params} keys={["by", "outlet", "since", "until"]} />
          <div class="with-facets">
            <FacetList facets={list.facets} path={path} params={params} />
            <div>
              {list.total > list.items.length && <p class="small">The latest {list.items.length} of {list.total.toLocaleString("en")}.</p>}
              {groupsOf(list.items).map((group) => (
                <section class="card" key={group[0].id}><h2>Why {squeeze(group[0].of).replace(/\?$/, "")}?</h2>
                  <p class="small"><From report={group[0].report} note={list.reports[group[0].report]} finding={group[0]} /></p>
                  <Matrix group={group} params={params} /></section>
              ))}
            </div>
          </div>
        </>
      )}
    </Waiting>
  );
}
