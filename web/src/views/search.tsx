// Search: words in reports and findings, the words around them, and counts that narrow the list.
import type { ViewProps } from "../main";
import { useData } from "../data";
import { Chosen, Exports, FacetList, Pager, Tag, Waiting } from "../parts";
import { Params, address, carried } from "../route";
import type { Found, Hit } from "../types";

/// The server puts U+0002 and U+0003 around what matched.
function Snippet({ text }: { text: string }) {
  return <>{text.split("\u0002").map((part, k) => {
    if (k === 0) return part;
    const [hit, ...rest] = part.split("\u0003");
    return <span key={k}><mark>{hit}</mark>{rest.join("")}</span>;
  })}</>;
}

function target(hit: Hit, params: Params): string {
  return hit.kind === "report" ? address("/report/" + hit.id, carried(params)) : address("/report/" + hit.report, carried(params, { f: hit.id }));
}

export function SearchView({ path, params, version }: ViewProps) {
  const asked: Params = { ...params, limit: "25" };
  const loaded = useData<Found>(params.q ? "search" : "", asked, version);
  if (!params.q) return <div class="notice"><h1>Search</h1><p>Type words above: all of them must occur. “Quoted words” stand together, and nucl* finds nuclear.</p></div>;
  return (
    <Waiting loaded={loaded}>
      {(found) => (
        <>
          <div class="head"><div><h1>{found.total.toLocaleString("en")} for “{params.q}”</h1>{found.cut && <p class="small">More than 3,000 matches: those read last are counted. Add a word to narrow the search.</p>}</div><Exports view="search" params={asked} /></div>
          <Chosen path={path} params={params} keys={["kind", "status", "outlet", "since", "until"]} />
          {found.total === 0 ? <div class="notice">Nothing holds all of these words. Take one away, or end it with * for other endings.</div> : (
            <div class="with-facets">
              <FacetList facets={found.facets} path={path} params={params} />
              <div>
                <ol class="hits">{found.items.map((hit) => (
                  <li key={hit.kind + hit.id}><p class="small"><Tag value={hit.kind} kind={"kind k-" + hit.kind} /> {hit.day || "undated"} · {hit.publisher || hit.title}</p>
                    <p><a href={target(hit, params)}>{hit.kind === "report" ? hit.title || hit.id : <Snippet text={hit.snippet} />}</a></p>
                    {hit.kind === "report" && <p class="detail"><Snippet text={hit.snippet} /></p>}</li>
                ))}</ol>
                <Pager path={path} params={params} next={found.next} shown={found.items.length} total={found.total} />
              </div>
            </div>
          )}
        </>
      )}
    </Waiting>
  );
}
