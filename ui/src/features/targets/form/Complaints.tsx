/** All complaints in one place, each a way to its field; and those that no field of the form stands for. */

import { Alert } from "antd";
import { ApiProblem, type FieldProblem } from "@/shared/api/problem";
import type { PushTypeSpec } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { fieldWords } from "@/shared/parts/complaint";
import { Failure } from "@/shared/parts/states";
import { labelOf } from "./labels";
import { fieldOf, rowOf } from "./pointers";

/** What the engine complained about, in this language, with the row where the field has rows. */
export function complaint(problem: FieldProblem, suite: PushTypeSpec | undefined): string {
  const row = rowOf(problem.path, fieldOf(problem.path, suite));
  return `${row === null ? "" : `#${row} `}${fieldWords(problem)}`;
}

interface ComplaintsProps {
  problem: unknown;
  suite: PushTypeSpec | undefined;
  onGoTo: (pointer: string) => void;
}

export function Complaints({ problem, suite, onGoTo }: ComplaintsProps) {
  const { t } = useTexts();
  if (!problem) return null;
  if (!(problem instanceof ApiProblem) || problem.fields.length === 0)
    return <Failure error={problem} compact />;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t("form.refused.title", { n: problem.fields.length })}
      description={
        <>
          {t("form.refused.detail")}
          <ul className="complaints">
            {problem.fields.map((field) => (
              <li key={`${field.path} ${field.code}`}>
                <button type="button" onClick={() => onGoTo(field.path)}>
                  <strong>{labelOf(field.path, suite)}</strong> {complaint(field, suite)}
                </button>
              </li>
            ))}
          </ul>
        </>
      }
    />
  );
}
