// Forecasts: who expects what, how likely, by when, and what became of it.
import type { ViewProps } from "../main";
import { useData } from "../data";
import { Chosen, Exports, FacetList, From, Pager, Select, Tag, Waiting, outcome, percents, squeeze } from "../parts";
import { Interval } from "../plot";
import { Params, address, carried } from "../route";
import type { Forecast, List } from "../types";

export function ForecastsView({ path, params, version }: ViewProps) {
  const asked: Params = { ...params, order: params.order ?? "new", limit: "30" };
  const loaded = useData<List<Forecast>>("forecasts", asked, version);
  return (
    <Waiting loaded={loaded}>
      {(list) => (
        <>
          <div class="head"><div><h1>Forecasts <span class="n">{list.total.toLocaleString("en")}</span></h1><p class="small">What reports and the people in them expect; ranges are what their words mean to readers, on the scale that each names.</p></div><Exports view="forecasts" params={asked} /></div>
          <Chosen path={path} params={params} keys={["status", "by", "outlet", "since", "until"]} />
          <div class="with-facets">
            <FacetList facets={list.facets} path={path} params={params} />
            <div>
              <Select label="Order" name="order" path={path} params={params} options={[["", "latest first"], ["old", "earliest first"]]} />
              <ul class="cards">
                {list.items.map((f) => (
                  <li class="forecast card" key={f.id}>
                    <div class="chance"><b>{percents(f.low, f.high)}</b><Interval low={f.low} point={f.point} high={f.high} /></div>
                    <div>
                      <p class="what"><a href={address("/forecast/" + f.id, carried(params))}>{squeeze(f.event)}</a></p>
                      <p class="detail">{squeeze(f.by) || "the report itself"}, “{squeeze(f.phrase)}”{f.window.value && <> · window <b>{f.window.value}</b></>}</p>
                      {f.conditions.map((c, k) => <p class="detail" key={k}>condition: {squeeze(c)}</p>)}
                      <p class="small"><Tag value={f.state} /> {outcome(f)}{list.resolutions?.[f.id]?.note} · <From report={f.report} note={list.reports[f.report]} finding={f} /></p>
                    </div>
                  </li>
                ))}
              </ul>
              {list.items.length === 0 && <div class="notice">No forecast fits. Take a filter away above.</div>}
              <Pager path={path} params={params} next={list.next} shown={list.items.length} total={list.total} />
            </div>
          </div>
        </>
      )}
    </Waiting>
  );
}
