/** What each stage of planning made of the event, in their order. */
import { CheckCircleFilled, MinusOutlined, PlusCircleFilled, StopFilled } from "@ant-design/icons";
import type { StageOutcome, Verdict } from "../api/types";
import { useTexts } from "../i18n";
import type { ToneName } from "../theme/palette";
import "./evidence.css";

const looks: Record<StageOutcome, { tone: ToneName; icon: React.ReactNode }> = {
  passed: { tone: "green", icon: <CheckCircleFilled /> },
  stopped: { tone: "red", icon: <StopFilled /> },
  acted: { tone: "blue", icon: <PlusCircleFilled /> },
  notApplied: { tone: "grey", icon: <MinusOutlined /> },
};

export function Verdicts({ verdicts }: { verdicts: Verdict[] }) {
  const { t } = useTexts();
  return (
    <ol className="verdicts">
      {verdicts.map((verdict) => {
        const look = looks[verdict.outcome];
        return (
          <li key={verdict.stage} className={`verdict-${verdict.outcome}`}>
            <span className={`verdict-icon tone-${look.tone}`} aria-hidden="true">
              {look.icon}
            </span>
            <span>{t(`stage.${verdict.stage}`)}</span>
            <span className="verdict-outcome">{t(`outcome.${verdict.outcome}`)}</span>
            <span className="dim">{verdict.detail}</span>
          </li>
        );
      })}
    </ol>
  );
}
