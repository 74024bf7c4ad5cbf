/** A fault in words, with its place. */
import type { AdapterFault } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";

export function FaultText({ fault }: { fault: AdapterFault }) {
  const { t } = useTexts();
  return (
    <>
      {fault.line !== null && (
        <strong>{t("adapters.at", { line: fault.line, column: fault.column ?? 1 })}</strong>
      )}{" "}
      <span className="mono">{fault.message}</span>
    </>
  );
}
