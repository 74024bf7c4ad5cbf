/** The small mark that says whether what is on the screen is live. */
import { useTexts } from "../shared/i18n";
import { useLive } from "../shared/live";

export function LiveMark({ narrow }: { narrow: boolean }) {
  const { t } = useTexts();
  const { state } = useLive();
  const word =
    state.kind === "open"
      ? t("live.open")
      : state.kind === "connecting"
        ? t("live.connecting")
        : t("live.lost");
  return (
    <div className={`live live-${state.kind}`} role="status" title={narrow ? word : undefined}>
      <span className="live-dot" aria-hidden="true" />
      <span className="side-text">{word}</span>
      {narrow && <span className="visually-hidden">{word}</span>}
    </div>
  );
}
