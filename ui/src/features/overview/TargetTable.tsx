/** One line per target: is it healthy, how much waits, how fast does it go. */
import { Link } from "react-router-dom";
import type { Pulse } from "@/shared/api/types";
import { age, clock, count, millis, rate } from "@/shared/format";
import { useNow } from "@/shared/format/useNow";
import { useTexts } from "@/shared/i18n";
import { isHolding } from "@/shared/live/pulse";
import { BreakerTag, NextProbe } from "@/shared/parts/tags";
import { ByHand } from "./ByHand";

export function TargetTable({ pulses }: { pulses: Pulse[] }) {
  const { t } = useTexts();
  const now = useNow();
  return (
    <div className="grid-scroll">
      <table className="grid per-target">
        <thead>
          <tr>
            <th>{t("overview.col.target")}</th>
            <th>{t("overview.col.breaker")}</th>
            <th className="right">{t("overview.col.backlog")}</th>
            <th className="right">{t("overview.col.oldest")}</th>
            <th className="right">{t("overview.col.rate")}</th>
            <th className="right">{t("overview.col.latency")}</th>
            <th className="right">{t("overview.col.inFlight")}</th>
            <th className="right">{t("overview.col.results")}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {pulses.map((pulse) => (
            <tr key={pulse.targetId} className={isHolding(pulse.breaker.state) ? "grid-bad" : undefined}>
              <td className="target-name">
                <Link to={`/targets/${pulse.targetId}`} className="strong" title={pulse.name}>
                  {pulse.name}
                </Link>
                <div className="dim mono">{pulse.identifier}</div>
              </td>
              <td>
                <BreakerTag
                  breaker={pulse.breaker}
                  enabled={pulse.enabled}
                  blocked={pulse.blocked}
                  held={pulse.hold !== null}
                />
                <BreakerNote pulse={pulse} now={now} />
              </td>
              <td className="right num strong">{count(pulse.counts.pending)}</td>
              <td className="right num">{pulse.oldestPendingAt ? age(pulse.oldestPendingAt, now) : "–"}</td>
              <td className="right num">
                {rate(pulse.perSecond)}
                <span className="dim"> {t("overview.perSecond")}</span>
              </td>
              <td className="right num">
                {pulse.latencyMs ? `${millis(pulse.latencyMs.p50)} / ${millis(pulse.latencyMs.p99)}` : "–"}
              </td>
              <td className="right num">{count(pulse.inFlight)}</td>
              <td className="right">
                <Results pulse={pulse} />
              </td>
              <td className="right nowrap row-acts">
                <ByHand pulse={pulse} />
                <Link to={`/log?targetId=${pulse.targetId}`}>{t("overview.openLog")}</Link>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function BreakerNote({ pulse, now }: { pulse: Pulse; now: number }) {
  const { t } = useTexts();
  const { state, since, cause, nextProbeAt } = pulse.breaker;
  if (pulse.enabled && pulse.blocked) return <div className="breaker-note">{pulse.blocked}</div>;
  if (pulse.hold) {
    return (
      <div className="breaker-note">
        {pulse.hold.reason && (
          <span className="ellipsis" title={pulse.hold.reason}>
            {pulse.hold.reason}
          </span>
        )}
        <span className="dim">
          {t("byHand.since", { by: pulse.hold.by, at: clock(pulse.hold.since, now) })}
        </span>
      </div>
    );
  }
  if (state === "closed") return null;
  return (
    <div className="breaker-note">
      {cause && (
        <span className="ellipsis" title={cause}>
          {cause}
        </span>
      )}
      {since && <span className="num dim">{t("breaker.since", { at: clock(since, now) })}</span>}
      {nextProbeAt && state !== "draining" && (
        <span className="dim">
          <NextProbe at={nextProbeAt} />
        </span>
      )}
    </div>
  );
}

const shown = ["success", "failed", "noAnswer", "ignored"] as const;

function Results({ pulse }: { pulse: Pulse }) {
  const { t } = useTexts();
  return (
    <div className="results">
      {shown.map((status) => (
        <Link
          key={status}
          to={`/log?targetId=${pulse.targetId}&status=${status}`}
          className={pulse.counts[status] === 0 ? "result result-none" : `result result-${status}`}
        >
          <span>{t(`status.${status}`)}</span>
          <b className="num">{count(pulse.counts[status])}</b>
        </Link>
      ))}
    </div>
  );
}
