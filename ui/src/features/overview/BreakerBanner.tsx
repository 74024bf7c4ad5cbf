/** An open breaker: what happened, what the program does about it, what the operator can do. */
import { ThunderboltFilled } from "@ant-design/icons";
import { Link } from "react-router-dom";
import type { Pulse } from "@/shared/api/types";
import { clock, count } from "@/shared/format";
import { useNow } from "@/shared/format/useNow";
import { useTexts } from "@/shared/i18n";
import { NextProbe } from "@/shared/parts/tags";

/** More open breakers than this are counted, not listed; the table below has them all. */
const MOST_LISTED = 4;

export function BreakerBanner({ pulses }: { pulses: Pulse[] }) {
  const { t } = useTexts();
  const now = useNow(10_000);
  const [first] = pulses;
  if (!first) return null;
  const title =
    pulses.length === 1
      ? t("overview.banner.title", { name: first.name })
      : t("overview.banner.title.many", { n: pulses.length });
  return (
    <section className="breaker-banner" role="alert">
      <ThunderboltFilled className="breaker-bolt" aria-hidden="true" />
      <div>
        <h2>{title}</h2>
        <ul>
          {pulses.slice(0, MOST_LISTED).map((pulse) => (
            <li key={pulse.targetId}>
              {pulses.length > 1 && <strong>{pulse.name}</strong>}
              <span>
                {t("overview.banner.cause")}
                {": "}
                {pulse.breaker.cause ?? t("common.unknown")}
              </span>
              {pulse.breaker.since && (
                <span className="num">{t("breaker.since", { at: clock(pulse.breaker.since, now) })}</span>
              )}
              <span className="num">
                {t("overview.banner.held")} {count(pulse.counts.pending)}
              </span>
              {pulse.breaker.nextProbeAt && <NextProbe at={pulse.breaker.nextProbeAt} />}
              <Link to={`/targets/${pulse.targetId}?test=1`}>{t("overview.banner.test")}</Link>
              <Link to={`/log?targetId=${pulse.targetId}&status=pending`}>{t("overview.openLog")}</Link>
            </li>
          ))}
        </ul>
        <dl>
          <dt>{t("overview.banner.program")}</dt>
          <dd>{t("overview.banner.program.text")}</dd>
          <dt>{t("overview.banner.you")}</dt>
          <dd>{t("overview.banner.you.text")}</dd>
        </dl>
      </div>
    </section>
  );
}
