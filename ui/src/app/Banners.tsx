/** What concerns every screen: the live connection is lost, or the engine can't serve. */
import { DisconnectOutlined, WarningFilled } from "@ant-design/icons";
import { Button } from "antd";
import { useSystem } from "../shared/api/queries";
import { clock } from "../shared/format";
import { useNow } from "../shared/format/useNow";
import { useTexts } from "../shared/i18n";
import { useLive } from "../shared/live";

export function Banners() {
  const { t } = useTexts();
  const live = useLive();
  const system = useSystem();
  const engine = system.data?.engine.state;
  return (
    <>
      {live.state.kind === "lost" && live.state.tries > 1 && (
        <LostBanner
          tries={live.state.tries}
          retryAt={live.state.retryAt}
          since={live.state.since}
          hurry={live.hurry}
        />
      )}
      {engine !== undefined && engine !== "running" && (
        <div className="strip strip-red" role="alert">
          <WarningFilled aria-hidden="true" />
          <div>
            <strong>{t(`engine.${engine}`)}</strong>
            <span>{t(`engine.${engine}.detail`)}</span>
            {system.data?.engine.detail && <span className="mono">{system.data.engine.detail}</span>}
          </div>
        </div>
      )}
    </>
  );
}

interface LostProps {
  tries: number;
  retryAt: number;
  since: number;
  hurry: () => void;
}

function LostBanner({ tries, retryAt, since, hurry }: LostProps) {
  const { t } = useTexts();
  const now = useNow(500);
  const s = Math.max(0, Math.ceil((retryAt - now) / 1_000));
  return (
    <div className="strip strip-amber" role="alert">
      <DisconnectOutlined aria-hidden="true" />
      <div>
        <strong>{t("live.lost.title")}</strong>
        <span>{t("live.lost.detail", { n: tries, s, at: clock(new Date(since).toISOString(), now) })}</span>
      </div>
      <Button size="small" onClick={hurry}>
        {t("live.reconnect")}
      </Button>
    </div>
  );
}
