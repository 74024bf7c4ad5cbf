/** Which kind of channel a new one is. */
import { Link } from "react-router-dom";
import { useTexts } from "@/shared/i18n";
import { Page } from "@/shared/parts/Page";
import { Asked } from "@/shared/parts/states";
import { useChannelKinds } from "./queries";
import "./alerts.css";

export default function ChooseChannelScreen() {
  const { t, pick } = useTexts();
  const kinds = useChannelKinds();
  return (
    <Page title={t("alerts.choose.title")} lede={t("alerts.choose.lede")}>
      <Asked query={kinds}>
        {(all) => (
          <div className="alerts-kinds">
            {all
              .filter(({ kind }) => kind !== "native")
              .map((spec) => (
                <Link key={spec.kind} to={`/alerts/new/${spec.kind}`} className="panel alerts-kind">
                  <strong>{pick(spec.name)}</strong>
                  <span className="dim">{pick(spec.description)}</span>
                </Link>
              ))}
          </div>
        )}
      </Asked>
    </Page>
  );
}
