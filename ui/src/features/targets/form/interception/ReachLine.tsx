/** "These rules let through N of M people, n of m workflows", counted while the rules are being written (row I5). */
import { TeamOutlined, WarningFilled } from "@ant-design/icons";
import { Button } from "antd";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import type { ReachQuery } from "./useReach";

export function ReachLine({ reach }: { reach: ReachQuery }) {
  const { t } = useTexts();
  if (reach.data === undefined) {
    return (
      <div className="reach" role="status">
        {reach.error ? (
          <>
            <WarningFilled className="reach-warn" aria-hidden="true" /> {t("rules.reach.failed")}
            <Button type="link" size="small" onClick={() => void reach.refetch()}>
              {t("common.retry")}
            </Button>
          </>
        ) : (
          <span className="dim">{t("rules.reach.counting")}</span>
        )}
      </div>
    );
  }
  const { people, workflows } = reach.data;
  const nobody = people.total > 0 && people.passing === 0;
  const noWorkflow = workflows.total > 0 && workflows.passing === 0;
  return (
    <div className={reach.isPlaceholderData ? "reach reach-old" : "reach"} role="status">
      <div className="reach-line">
        <TeamOutlined className="dim" aria-hidden="true" />
        <span>{t("rules.reach")}</span>
        <strong className={nobody ? "num reach-warn" : "num"}>
          {t("rules.reach.people", { n: count(people.passing), all: count(people.total) })}
        </strong>
        <strong className={noWorkflow ? "num reach-warn" : "num"}>
          {t("rules.reach.workflows", { n: count(workflows.passing), all: count(workflows.total) })}
        </strong>
        {reach.error !== null && <span className="reach-warn">{t("rules.reach.failed")}</span>}
      </div>
      {(nobody || noWorkflow) && (
        <div className="reach-warn">
          <WarningFilled aria-hidden="true" />{" "}
          {[nobody && t("rules.reach.nobody"), noWorkflow && t("rules.reach.noWorkflow")]
            .filter(Boolean)
            .join(" · ")}
        </div>
      )}
      <div className="dim">{t("rules.reach.note")}</div>
    </div>
  );
}
