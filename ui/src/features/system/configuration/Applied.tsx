/** What an import did, and which secrets are still to be entered. */
import { CheckCircleFilled } from "@ant-design/icons";
import { Link } from "react-router-dom";
import { useTargets } from "@/shared/api/queries";
import type { Comparison } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { countsOf, missingSecrets } from "./comparison";

export function Applied({ comparison }: { comparison: Comparison }) {
  const { t } = useTexts();
  const targets = useTargets();
  const { added, changed } = countsOf(comparison.things);
  const missing = missingSecrets(comparison);
  return (
    <div className="applied" role="status">
      <h3>
        <CheckCircleFilled aria-hidden="true" /> {t("import.applied.title", { added, changed })}
      </h3>
      <p>
        {t("import.applied.detail")} <Link to="/system/audit">{t("import.applied.audit")}</Link>
      </p>
      {missing.length > 0 && (
        <div className="missing">
          <h4>{t("import.missing.title")}</h4>
          <p>{t("import.missing.done")}</p>
          <ul>
            {missing.map(({ identifier, parameter }) => {
              const target = targets.data?.find((one) => one.identifier === identifier);
              return (
                <li key={`${identifier}/${parameter}`}>
                  <span className="mono">
                    {identifier} / {parameter}
                  </span>{" "}
                  {target && <Link to={`/targets/${target.id}`}>{target.name}</Link>}
                </li>
              );
            })}
          </ul>
        </div>
      )}
    </div>
  );
}
