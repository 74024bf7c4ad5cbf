/** How the OA's own interfaces are reached (OA 连接, rows O2, O3, W2): sign-on, to-do lists, organisation. */
import { CheckCircleFilled, MinusCircleFilled } from "@ant-design/icons";
import { Alert } from "antd";
import { useOa } from "@/shared/api/queries";
import type { OaView } from "@/shared/api/types";
import { moment } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { Asked } from "@/shared/parts/states";
import { Tag } from "@/shared/parts/tags";
import { useCheck } from "./Check";
import { OaForm } from "./OaForm";
import "./oa.css";

export function Oa() {
  const oa = useOa();
  const check = useCheck();
  // What was saved, here or elsewhere, begins a new form; what a check has found stays in sight.
  return (
    <Asked query={oa}>
      {(view) => (
        <div className="oa-screen">
          <Head view={view} />
          <OaForm key={JSON.stringify(view.connection)} view={view} check={check} />
        </div>
      )}
    </Asked>
  );
}

function Head({ view }: { view: OaView }) {
  const { t } = useTexts();
  return (
    <>
      <p className="oa-lede">
        {view.connection ? (
          <Tag tone="green" icon={<CheckCircleFilled />}>
            {t("oa.set")}
          </Tag>
        ) : (
          <Tag tone="grey" icon={<MinusCircleFilled />}>
            {t("oa.notSet")}
          </Tag>
        )}
        <span>{t("oa.lede")}</span>
        {view.updatedAt && (
          <span className="dim">{t("oa.updatedAt", { at: moment(view.updatedAt).slice(0, 19) })}</span>
        )}
      </p>
      {view.problem && <Alert type="warning" showIcon title={t("oa.problem")} description={view.problem} />}
    </>
  );
}
