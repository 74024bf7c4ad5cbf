/** Overview (运行总览): what the engine does right now, live; an open breaker can't be missed. */
import { PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useNavigate } from "react-router-dom";
import { useOverview } from "@/shared/api/queries";
import type { Overview } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { isHolding } from "@/shared/live/pulse";
import { Page } from "@/shared/parts/Page";
import { Asked, Empty, Loading } from "@/shared/parts/states";
import { AlertTrouble } from "./AlertTrouble";
import { BreakerBanner } from "./BreakerBanner";
import { Charts } from "./Charts";
import { HeldAll } from "./HeldAll";
import { Openings } from "./Openings";
import { TargetTable } from "./TargetTable";
import { Tiles } from "./Tiles";
import "./overview.css";

export default function OverviewScreen() {
  const { t } = useTexts();
  const overview = useOverview();
  return (
    <Page title={t("overview.title")} lede={t("overview.lede")}>
      <Asked query={overview} loading={<Loading rows={12} />}>
        {(data) => <Body overview={data} />}
      </Asked>
    </Page>
  );
}

function Body({ overview }: { overview: Overview }) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const held = overview.targets.filter((pulse) => isHolding(pulse.breaker.state));
  return (
    <>
      {held.length > 0 && <BreakerBanner pulses={held} />}
      <AlertTrouble />
      <HeldAll pulses={overview.targets} />
      <Tiles overview={overview} />
      <Charts points={overview.series} />
      <section className="panel" aria-labelledby="per-target">
        <div className="panel-head">
          <h2 id="per-target">{t("overview.perTarget")}</h2>
          <span className="dim">
            {t("overview.targetsUp", { n: overview.targets.filter((pulse) => pulse.enabled).length })}
          </span>
        </div>
        {overview.targets.length > 0 ? (
          <TargetTable pulses={overview.targets} />
        ) : (
          <Empty
            title={t("overview.empty.title")}
            detail={t("overview.empty.detail")}
            action={
              <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate("/targets/new")}>
                {t("overview.empty.action")}
              </Button>
            }
          />
        )}
      </section>
      <Openings targets={overview.targets} />
    </>
  );
}
