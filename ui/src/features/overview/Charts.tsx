/** Rate and latency of the last five minutes, and what became of it all. */
import { useMemo } from "react";
import type { Point } from "@/shared/api/types";
import { count, percent } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { totals } from "@/shared/live/pulse";
import { StatusTag } from "@/shared/parts/tags";
import { useTheme } from "@/shared/theme";
import { statusTone } from "@/shared/theme/palette";
import { Chart } from "./Chart";
import { type Line, latencyChart, rateChart } from "./charts";

const HEIGHT = 196;
const resultKinds = ["success", "failed", "noAnswer", "ignored"] as const;

export function Charts({ points }: { points: Point[] }) {
  const { t, language } = useTexts();
  const { palette } = useTheme();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts change with the language
  const rates = useMemo(() => {
    const { tones } = palette;
    const lines: Line[] = [
      { name: t("overview.accepted"), colour: tones.blue.ink, of: (point) => point.accepted, area: true },
      { name: t("status.success"), colour: tones.green.ink, of: (point) => point.success },
      { name: t("status.failed"), colour: tones.red.ink, of: (point) => point.failed },
      { name: t("status.noAnswer"), colour: tones.amber.ink, of: (point) => point.noAnswer },
    ];
    return rateChart(points, lines, palette);
  }, [points, palette, language]);

  const latencies = useMemo(() => {
    const lines: Line[] = [
      { name: "p50", colour: palette.tones.blue.ink, of: (point) => point.p50Ms },
      { name: "p99", colour: palette.tones.violet.ink, of: (point) => point.p99Ms },
    ];
    return latencyChart(points, lines, palette);
  }, [points, palette]);

  return (
    <div className="charts">
      <section className="panel chart">
        <h2>
          {t("overview.rateChart")}
          <span className="dim">
            {t("overview.perSecond")} · {t("overview.last5")}
          </span>
        </h2>
        <Chart option={rates} label={t("overview.rateChart")} height={HEIGHT} />
      </section>
      <section className="panel chart">
        <h2>
          {t("overview.latencyChart")}
          <span className="dim">{t("overview.last5")}</span>
        </h2>
        <Chart option={latencies} label={t("overview.latencyChart")} height={HEIGHT} />
      </section>
      <Shares points={points} />
    </div>
  );
}

function Shares({ points }: { points: Point[] }) {
  const { t } = useTexts();
  const sums = totals(points);
  const all = resultKinds.reduce((sum, kind) => sum + sums[kind], 0);
  return (
    <section className="panel chart shares">
      <h2>
        {t("overview.shares")}
        <span className="dim">{t("overview.last5")}</span>
      </h2>
      {all === 0 && <p className="dim">{t("overview.noResults")}</p>}
      <div className="share-bar" aria-hidden="true">
        {resultKinds.map((kind) => (
          <span key={kind} style={{ flexGrow: sums[kind], background: `var(--${statusTone[kind]}-ink)` }} />
        ))}
      </div>
      <dl>
        {resultKinds.map((kind) => (
          <div key={kind}>
            <dt>
              <StatusTag status={kind} />
            </dt>
            <dd className="num dim">{count(sums[kind])}</dd>
            <dd className="num">{percent(sums[kind], all)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
