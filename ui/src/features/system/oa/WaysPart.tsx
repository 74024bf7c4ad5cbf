/** What seldom needs a change: the workflow interface, and how long the OA is waited for. */
import type { OaConnection } from "@/shared/api/types";
import { Fold } from "@/shared/form/Fold";
import { NumberItem } from "@/shared/form/NumberItem";
import { Part } from "@/shared/form/Part";
import { useTexts } from "@/shared/i18n";
import { TextItem } from "./TextItem";

const paths = ["todoListPath", "todoCountPath", "doneListPath", "doneCountPath"] as const;

export function WaysPart({ blank }: { blank: OaConnection }) {
  const { t } = useTexts();
  return (
    <Part title={t("oa.ways")} lede={t("oa.ways.lede")} className="oa-part">
      <Fold title={t("oa.workflow")}>
        <div className="form-columns">
          {paths.map((name) => (
            <TextItem
              key={name}
              name={["workflow", name]}
              label={t(`oa.workflow.${name}`)}
              placeholder={blank.workflow[name]}
            />
          ))}
          <NumberItem
            name={["workflow", "pageSize"]}
            label={t("oa.pageSize")}
            extra={t("oa.workflow.pageSize.help")}
            placeholder={String(blank.workflow.pageSize)}
          />
          <NumberItem
            name={["workflow", "parallel"]}
            label={t("oa.workflow.parallel")}
            extra={t("oa.workflow.parallel.help")}
            placeholder={String(blank.workflow.parallel)}
          />
        </div>
      </Fold>
      <Fold title={t("oa.patience")}>
        <div className="form-columns">
          <NumberItem
            name={["patience", "connectTimeoutMs"]}
            label={t("form.delivery.connectTimeout")}
            suffix={t("form.delivery.ms")}
            extra="100–60000"
            placeholder={String(blank.patience.connectTimeoutMs)}
          />
          <NumberItem
            name={["patience", "responseTimeoutMs"]}
            label={t("oa.patience.response")}
            suffix={t("form.delivery.ms")}
            extra="100–300000"
            placeholder={String(blank.patience.responseTimeoutMs)}
          />
        </div>
      </Fold>
    </Part>
  );
}
