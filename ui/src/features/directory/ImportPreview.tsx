/** What an import would change, part by part, and every cell that keeps it from being done. */
import { DownOutlined, WarningFilled } from "@ant-design/icons";
import { Alert, Button } from "antd";
import { Fragment, useState } from "react";
import type { DirectoryImported, PartChange, WrongCell } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { fieldWords } from "@/shared/parts/complaint";
import { changesOf, type Part, parts, removing, sumsOf } from "./imported";
import { switched } from "./lines";

export function ImportPreview({ found }: { found: DirectoryImported }) {
  const { t, language } = useTexts();
  const sums = sumsOf(found);
  const gone = removing(found)
    .map(({ part, rows }) => `${t(`directory.import.${part}`)} ${count(rows)}`)
    .join(language === "zh" ? "、" : ", ");
  return (
    <>
      {found.wrong > 0 ? (
        <WrongCells wrong={found.wrong} cells={found.shownWrong} />
      ) : sums.added + sums.changed + sums.removed === 0 ? (
        <Alert type="info" showIcon title={t("directory.import.nothing")} />
      ) : (
        gone !== "" && <Alert type="warning" showIcon title={t("directory.import.removes", { what: gone })} />
      )}
      <Changes found={found} />
    </>
  );
}

function Changes({ found }: { found: DirectoryImported }) {
  const { t } = useTexts();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  return (
    <table className="grid import-changes">
      <thead>
        <tr>
          <th>{t("directory.import.part")}</th>
          <th className="right">{t("directory.import.added")}</th>
          <th className="right">{t("directory.import.changed")}</th>
          <th className="right">{t("directory.import.removed")}</th>
          <th className="right">{t("directory.import.same")}</th>
          <th>
            <span className="visually-hidden">{t("directory.import.rows")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {parts.map((part) => (
          <PartRows
            key={part}
            part={part}
            change={found[part]}
            open={open.has(part)}
            onToggle={() => setOpen(switched(open, part))}
          />
        ))}
      </tbody>
    </table>
  );
}

interface PartRowsProps {
  part: Part;
  change: PartChange;
  open: boolean;
  onToggle: () => void;
}

function PartRows({ part, change, open, onToggle }: PartRowsProps) {
  const { t } = useTexts();
  const all = changesOf(change);
  const cell = (n: number, tone: string) => (
    <td className={n > 0 ? `right num strong ${tone}` : "right num dim"}>{count(n)}</td>
  );
  return (
    <Fragment>
      <tr data-part={part}>
        <td>{t(`directory.import.${part}`)}</td>
        {cell(change.added, "ink-green")}
        {cell(change.changed, "ink-amber")}
        {cell(change.removed, "ink-red")}
        <td className="right num dim">{count(change.same)}</td>
        <td className="right">
          {all > 0 && (
            <Button
              type="link"
              size="small"
              aria-expanded={open}
              icon={<DownOutlined rotate={open ? 180 : 0} />}
              onClick={onToggle}
            >
              {t(open ? "directory.import.hideRows" : "directory.import.rows")}
            </Button>
          )}
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={6}>
            <ul className="import-rows">
              {change.shown.map((row) => (
                <li key={`${row.change} ${row.id}`}>
                  <span className={`import-change import-${row.change}`}>
                    {t(`directory.import.${row.change}`)}
                  </span>
                  <span className="ellipsis">{row.name}</span>
                  <span className="mono dim">{row.id}</span>
                </li>
              ))}
            </ul>
            {all > change.shown.length && (
              <div className="dim">
                {t("directory.import.firstRows", { n: count(change.shown.length), all: count(all) })}
              </div>
            )}
          </td>
        </tr>
      )}
    </Fragment>
  );
}

function WrongCells({ wrong, cells }: { wrong: number; cells: WrongCell[] }) {
  const { t } = useTexts();
  return (
    <section className="wrong" role="alert">
      <p>
        <WarningFilled aria-hidden="true" /> {t("directory.import.wrong", { n: count(wrong) })}{" "}
        {wrong > cells.length && t("directory.import.wrong.first", { n: count(cells.length) })}
      </p>
      <div className="wrong-cells">
        <table className="grid">
          <thead>
            <tr>
              <th>{t("directory.import.wrong.sheet")}</th>
              <th className="right">{t("directory.import.wrong.row")}</th>
              <th>{t("directory.import.wrong.column")}</th>
              <th>{t("directory.import.wrong.what")}</th>
            </tr>
          </thead>
          <tbody>
            {cells.map((cell) => (
              <tr key={`${cell.sheet} ${cell.row} ${cell.column} ${cell.code}`}>
                <td>{cell.sheet || "–"}</td>
                <td className="right num">{cell.row > 0 ? cell.row : "–"}</td>
                <td className="mono wrap">{cell.column}</td>
                <td className="wrap">{fieldWords(cell)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
