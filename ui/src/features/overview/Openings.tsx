/** The last openings of breakers (row F3): when, why, how long, how much was held. */
import { useQuery } from "@tanstack/react-query";
import { Link } from "react-router-dom";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import type { Opening, Page, Pulse } from "@/shared/api/types";
import { count, moment, span } from "@/shared/format";
import { useNow } from "@/shared/format/useNow";
import { useTexts } from "@/shared/i18n";
import { Asked } from "@/shared/parts/states";

const MOST = 20;

export function Openings({ targets }: { targets: Pulse[] }) {
  const { t } = useTexts();
  const openings = useQuery({
    queryKey: keys.openings,
    queryFn: ({ signal }) => api.get<Page<Opening>>("/api/v1/breaker-openings", { limit: MOST }, signal),
    staleTime: 30_000,
  });
  const pulses = new Map(targets.map((pulse) => [pulse.targetId, pulse]));
  return (
    <section className="panel" aria-labelledby="openings">
      <div className="panel-head">
        <h2 id="openings">{t("overview.openings")}</h2>
      </div>
      <Asked query={openings}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="panel-body dim">{t("overview.openings.empty")}</div>
          ) : (
            <div className="grid-scroll">
              <table className="grid">
                <thead>
                  <tr>
                    <th>{t("overview.openings.opened")}</th>
                    <th>{t("overview.col.target")}</th>
                    <th>{t("overview.openings.cause")}</th>
                    <th>{t("overview.openings.recovered")}</th>
                    <th className="right">{t("overview.openings.lasted")}</th>
                    <th className="right">{t("overview.openings.held")}</th>
                  </tr>
                </thead>
                <tbody>
                  {items.map((opening) => (
                    <OpeningRow key={opening.id} opening={opening} pulse={pulses.get(opening.targetId)} />
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Asked>
    </section>
  );
}

function OpeningRow({ opening, pulse }: { opening: Opening; pulse: Pulse | undefined }) {
  const { t } = useTexts();
  const now = useNow();
  // While it is open, what is held is what waits now; the row says how much it was on recovery.
  const held = opening.recoverTime ? opening.held : (pulse?.counts.pending ?? opening.held);
  const end = opening.recoverTime ? Date.parse(opening.recoverTime) : now;
  return (
    <tr>
      <td className="num">{moment(opening.createTime).slice(0, 19)}</td>
      <td>
        {pulse ? <Link to={`/targets/${opening.targetId}`}>{pulse.name}</Link> : `#${opening.targetId}`}
      </td>
      <td className="wrap">{opening.cause}</td>
      <td className="num">
        {opening.recoverTime ? (
          moment(opening.recoverTime).slice(0, 19)
        ) : (
          <span className="still-open">{t("overview.openings.ongoing")}</span>
        )}
      </td>
      <td className="right num">{span((end - Date.parse(opening.createTime)) / 1_000)}</td>
      <td className="right num">{count(held)}</td>
    </tr>
  );
}
