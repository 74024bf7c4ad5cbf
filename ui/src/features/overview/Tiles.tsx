/** The five figures that an operator looks at first. */
import type { ReactNode } from "react";
import type { Overview } from "@/shared/api/types";
import { age, count, millis, percent, rate } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { meanRate, slowest, totals } from "@/shared/live/pulse";

interface TileProps {
  label: string;
  value: ReactNode;
  unit?: string;
  note?: ReactNode;
  tone?: "red" | "amber";
}

function Tile({ label, value, unit, note, tone }: TileProps) {
  return (
    <div className={tone ? `tile tile-${tone}` : "tile"}>
      <div className="tile-label">{label}</div>
      <div className="tile-value">
        {value}
        {unit && <span className="tile-unit">{unit}</span>}
      </div>
      <div className="tile-note">{note ?? " "}</div>
    </div>
  );
}

/** Seconds that a rate is averaged over: steady enough to read, quick enough to follow. */
const RATE_SECONDS = 5;

export function Tiles({ overview }: { overview: Overview }) {
  const { t } = useTexts();
  const { series, targets, at } = overview;
  const sums = totals(series);
  const decided = sums.success + sums.failed + sums.noAnswer;
  const latency = slowest(targets);
  const backlog = targets.reduce((sum, pulse) => sum + pulse.counts.pending, 0);
  const oldest = targets
    .flatMap((pulse) => (pulse.oldestPendingAt ? [pulse.oldestPendingAt] : []))
    .sort((a, b) => Date.parse(a) - Date.parse(b))[0];
  const share = decided === 0 ? 1 : sums.success / decided;
  return (
    <div className="tiles">
      <Tile
        label={t("overview.intake")}
        value={rate(overview.intake.eventsPerSecond)}
        unit={t("overview.perSecond")}
      />
      <Tile
        label={t("overview.delivered")}
        value={rate(meanRate(series, RATE_SECONDS, (point) => point.success))}
        unit={t("overview.perSecond")}
      />
      <Tile
        label={t("overview.successShare")}
        value={percent(sums.success, decided)}
        note={t("overview.successShare.hint")}
        tone={share < 0.9 ? "red" : share < 0.99 ? "amber" : undefined}
      />
      <Tile
        label={t("overview.latency")}
        value={latency ? `${millis(latency.p50)} / ${millis(latency.p99)}` : "–"}
        note={latency ? t("overview.latency.hint", { name: latency.name }) : t("overview.latency.none")}
      />
      <Tile
        label={t("overview.backlog")}
        value={count(backlog)}
        note={
          oldest
            ? t("overview.backlog.oldest", { age: age(oldest, Date.parse(at)) })
            : t("overview.backlog.none")
        }
      />
    </div>
  );
}
