/** The steps of a trial in their order: what came of each, how long it took, and what there is to say of it. */
import { CheckCircleFilled, CloseCircleFilled, MinusCircleOutlined } from "@ant-design/icons";
import type { ReactNode } from "react";
import { millis } from "../format";
import { useTexts } from "../i18n";
import type { ToneName } from "../theme/palette";
import { Tag } from "./tags";
import "./steps.css";

export type StepOutcome = "ok" | "failed" | "skipped";

export interface Step {
  name: string;
  outcome: StepOutcome;
  millis: number;
  detail: ReactNode;
}

const looks: Record<StepOutcome, { tone: ToneName; icon: ReactNode }> = {
  ok: { tone: "green", icon: <CheckCircleFilled /> },
  failed: { tone: "red", icon: <CloseCircleFilled /> },
  skipped: { tone: "grey", icon: <MinusCircleOutlined /> },
};

export function Steps({ steps }: { steps: Step[] }) {
  const { t } = useTexts();
  return (
    <ol className="steps">
      {steps.map((step) => (
        <li key={step.name} data-outcome={step.outcome}>
          <span>{step.name}</span>
          <Tag tone={looks[step.outcome].tone} icon={looks[step.outcome].icon}>
            {t(`test.${step.outcome}`)}
          </Tag>
          <span className="num dim">{step.outcome === "skipped" ? "" : millis(step.millis)}</span>
          <div className="steps-detail">{step.detail}</div>
        </li>
      ))}
    </ol>
  );
}
