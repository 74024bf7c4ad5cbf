/** What an import would do: how many rows of each kind, the first of them, and the cells that are wrong. */
import { EditOutlined, MinusCircleOutlined, PlusCircleOutlined, WarningOutlined } from "@ant-design/icons";
import type { MappingImported } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { fieldWords } from "@/shared/parts/complaint";
import { Tag } from "@/shared/parts/tags";
import type { ToneName } from "@/shared/theme/palette";
import { personWords } from "./words";

const looks: Record<MappingImported["shown"][number]["change"], { tone: ToneName; icon: React.ReactNode }> = {
  added: { tone: "green", icon: <PlusCircleOutlined /> },
  changed: { tone: "blue", icon: <EditOutlined /> },
  removed: { tone: "red", icon: <MinusCircleOutlined /> },
};

interface ImportPreviewProps {
  answer: MappingImported;
  /** The wrong cells keep the whole file out. */
  stopped: boolean;
}

export function ImportPreview({ answer, stopped }: ImportPreviewProps) {
  const { t } = useTexts();
  const counts = ["added", "changed", "same", "removed", "unknown", "wrong"] as const;
  return (
    <div className="import-preview" role="status">
      <dl className="import-counts">
        {counts.map((name) => (
          <div key={name} className={name === "wrong" && answer.wrong > 0 ? "field-bad" : undefined}>
            <dt>{t(`mapping.import.${name}`)}</dt>
            <dd className="num">{count(answer[name])}</dd>
          </div>
        ))}
      </dl>
      {answer.unknown > 0 && (
        <p className="field-warn">
          <WarningOutlined aria-hidden="true" />{" "}
          {t("mapping.import.unknown.help", { n: count(answer.unknown) })}
        </p>
      )}
      {stopped && (
        <p className="field-bad" role="alert">
          <WarningOutlined aria-hidden="true" /> {t("mapping.import.wrong.stop", { n: count(answer.wrong) })}
        </p>
      )}
      {answer.shownWrong.length > 0 && (
        <>
          <h4>{t("mapping.import.wrongRows")}</h4>
          <ul className="import-wrong">
            {answer.shownWrong.map((cell) => (
              <li key={`${cell.sheet} ${cell.row} ${cell.column}`}>
                <span className="num">
                  {t("mapping.import.row", {
                    row: cell.row,
                    column: cell.column === "value" ? t("mapping.col.value") : t("mapping.col.person"),
                  })}
                </span>{" "}
                {fieldWords(cell)}
              </li>
            ))}
          </ul>
        </>
      )}
      {answer.shown.length > 0 ? (
        <>
          <h4>{t("mapping.import.changes")}</h4>
          <div className="import-rows">
            <table className="grid">
              <thead>
                <tr>
                  <th aria-label={t("mapping.import.changes")} />
                  <th>{t("mapping.col.person")}</th>
                  <th>{t("mapping.import.before")}</th>
                  <th>{t("mapping.import.after")}</th>
                </tr>
              </thead>
              <tbody>
                {answer.shown.map((row) => (
                  <tr key={`${row.change} ${row.person}`}>
                    <td>
                      <Tag tone={looks[row.change].tone} icon={looks[row.change].icon}>
                        {t(`mapping.import.${row.change}`)}
                      </Tag>
                    </td>
                    <td>{personWords(row)}</td>
                    <td className="mono">{row.before ?? <span className="dim">–</span>}</td>
                    <td className="mono">{row.after ?? <span className="dim">–</span>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </>
      ) : (
        <p className="dim">{t("mapping.import.noChange")}</p>
      )}
    </div>
  );
}
