/** Why a channel was not saved or not tried: every complaint with a way to its field, and those that no field stands for. */
import { Alert } from "antd";
import { ApiProblem } from "@/shared/api/problem";
import type { ChannelSpec } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { Failure } from "@/shared/parts/states";
import { type FieldName, fieldOf, labelOf, wordsOf } from "./complaints";

/** What was wanted, and why it was refused. */
export interface Refused {
  what: "save" | "test";
  error: unknown;
}

interface RefusalProps {
  refused: Refused | null;
  spec: ChannelSpec;
  onGoTo: (field: FieldName) => void;
}

export function Refusal({ refused, spec, onGoTo }: RefusalProps) {
  const { t } = useTexts();
  if (!refused) return null;
  const { what, error } = refused;
  if (!(error instanceof ApiProblem) || error.fields.length === 0) return <Failure error={error} compact />;
  const n = error.fields.length;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={what === "save" ? t("form.refused.title", { n }) : t("alerts.test.refused", { n })}
      description={
        <ul className="complaints">
          {error.fields.map((problem) => {
            const field = fieldOf(problem.path, spec);
            const said = (
              <>
                <strong>{labelOf(problem.path, spec)}</strong> {wordsOf(problem)}
              </>
            );
            return (
              <li key={`${problem.path} ${problem.code}`}>
                {field ? (
                  <button type="button" onClick={() => onGoTo(field)}>
                    {said}
                  </button>
                ) : (
                  said
                )}
              </li>
            );
          })}
        </ul>
      }
    />
  );
}
