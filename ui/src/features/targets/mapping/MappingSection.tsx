/** Person conversion of a stored target: its mapping table, and who appeared in events without a value under its rule. */
import { Alert } from "antd";
import type { PersonKey } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { MappingTable } from "./MappingTable";
import { WithoutValue } from "./WithoutValue";
import "./mapping.css";

interface MappingSectionProps {
  targetId: number;
  /** The rule that holds now. */
  stored: PersonKey;
  /** The rule as the form has it. */
  chosen: PersonKey | undefined;
}

export function MappingSection({ targetId, stored, chosen }: MappingSectionProps) {
  const { t } = useTexts();
  return (
    <div className="mapping">
      {chosen === "mapping" && (
        <>
          {stored !== "mapping" && <Alert type="info" showIcon title={t("mapping.notMapping")} />}
          <MappingTable targetId={targetId} />
        </>
      )}
      <WithoutValue targetId={targetId} personKey={stored} />
    </div>
  );
}
