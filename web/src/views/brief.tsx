// State of play: the brief of `parley brief`, as it was known on the chosen day.
import type { ViewProps } from "../main";
import { useData } from "../data";
import { Exports, Quote, Waiting, squeeze } from "../parts";
import { Params, address, carried } from "../route";
import type { Brief, BriefItem } from "../types";

function target(item: BriefItem, params: Params): string {
  if (item.id.startsWith("for-")) return address("/forecast/" + item.id, carried(params));
  if (item.id.startsWith("mee-")) return address("/timeline", carried(params, { m: item.id }));
  return address("/finding/" + item.id, carried(params));
}

function Item({ item, params }: { item: BriefItem; params: Params }) {
  const adds = item.quote && !item.text.toLowerCase().includes(squeeze(item.quote).toLowerCase());
  return (
    <li class="item">
      <span class="lead">{item.lead}</span>
      <div>
        <p class="what"><a href={target(item, params)}>{item.text}</a></p>
        {item.details.map((d, k) => <p key={k} class="detail">{d}</p>)}
        {adds && <p><Quote text={item.quote} /></p>}
        {item.source && <p class="small"><a class="from" href={address("/finding/" + item.id, carried(params))}>{item.source}</a></p>}
      </div>
    </li>
  );
}

export function BriefView({ params, version }: ViewProps) {
  const asked = carried(params);
  const loaded = useData<Brief>("brief", asked, version);
  return (
    <Waiting loaded={loaded}>
      {(brief) => (
        <>
          <div class="head">
            <div><h1>{brief.title}</h1><p class="small">As known on <b>{brief.on}</b>; {brief.basis}</p></div>
            <Exports view="brief" params={asked} />
          </div>
          <div class="columns">
            {brief.sections.filter((s) => s.items.length > 0).map((s) => (
              <section class="card" key={s.title}>
                <h2>{s.title} <span class="n">{s.items.length + s.more}</span></h2>
                <ul class="items">{s.items.map((item) => <Item key={item.id} item={item} params={params} />)}</ul>
                {s.more > 0 && <p class="small">… and {s.more} more</p>}
              </section>
            ))}
          </div>
          {brief.sections.every((s) => s.items.length === 0) && <div class="notice">Nothing is known of this on that day. Move the slider, or choose other actors.</div>}
        </>
      )}
    </Waiting>
  );
}
