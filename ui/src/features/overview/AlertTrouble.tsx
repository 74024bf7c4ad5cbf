/** A channel that should have told of a trouble and could not: quiet, and a way there (row F4). */
import { WarningFilled } from "@ant-design/icons";
import { Link } from "react-router-dom";
import { useAlertChannels } from "@/shared/api/queries";
import type { AlertChannel } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";

/** Why a channel is in trouble; nothing for one that does well, is disabled, or has its place elsewhere. */
function trouble({ enabled, here, problem, lastMessage }: AlertChannel): string | null {
  if (!enabled || !here) return null;
  if (problem) return problem;
  return lastMessage && lastMessage.state !== "sent" ? lastMessage.remark : null;
}

export function AlertTrouble() {
  const { t } = useTexts();
  const channels = useAlertChannels();
  const wrong = (channels.data ?? []).flatMap((channel) => {
    const why = trouble(channel);
    return why === null ? [] : [{ ...channel, why }];
  });
  if (wrong.length === 0) return null;
  return (
    <section className="alert-trouble" role="status">
      <WarningFilled aria-hidden="true" />
      <ul>
        {wrong.map(({ id, name, why }) => (
          <li key={id}>{t("alerts.trouble", { name, why })}</li>
        ))}
      </ul>
      <Link to="/alerts">{t("alerts.trouble.go")}</Link>
    </section>
  );
}
