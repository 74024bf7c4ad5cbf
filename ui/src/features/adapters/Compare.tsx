/** What the script in the editor changes, against an earlier version. */
import { Select } from "antd";
import { useMemo, useState } from "react";
import { useTexts } from "@/shared/i18n";
import { Asked } from "@/shared/parts/states";
import { type DiffLine, diffLines, parts } from "./diff";
import { useAdapterSource } from "./queries";

interface CompareProps {
  name: string;
  /** The versions to compare with, oldest first. */
  versions: number[];
  source: string;
}

export function Compare({ name, versions, source }: CompareProps) {
  const { t } = useTexts();
  const [chosen, setChosen] = useState<number | null>(null);
  const version = chosen ?? versions.at(-1) ?? null;
  const older = useAdapterSource(name, version);
  if (version === null) return <p className="dim">{t("adapters.compare.none")}</p>;
  return (
    <>
      {versions.length > 1 && (
        <Select
          value={version}
          onChange={setChosen}
          aria-label={t("adapters.compare.choose")}
          style={{ width: 140, marginBottom: 10 }}
          options={versions.toReversed().map((n) => ({ value: n, label: t("adapters.version", { n }) }))}
        />
      )}
      <Asked query={older}>
        {(found) => <Difference older={found.source} newer={source} version={version} />}
      </Asked>
    </>
  );
}

function Difference({ older, newer, version }: { older: string; newer: string; version: number }) {
  const { t } = useTexts();
  const lines = useMemo(() => diffLines(older, newer), [older, newer]);
  const number = (kind: DiffLine["kind"]) => lines.filter((line) => line.kind === kind).length;
  if (number("same") === lines.length)
    return <p className="dim">{t("adapters.compare.same", { n: version })}</p>;
  return (
    <>
      <p className="adapter-diff-lead">
        {t("adapters.compare.with", { n: version })}{" "}
        <span className="tag tone-green">+ {t("adapters.compare.added", { n: number("added") })}</span>{" "}
        <span className="tag tone-red">− {t("adapters.compare.removed", { n: number("removed") })}</span>
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <div className="adapter-diff" tabIndex={0}>
        {parts(lines).map((part) =>
          part.kind === "skipped" ? (
            <div key={`skipped ${part.at}`} className="adapter-diff-skipped">
              {t("adapters.compare.skipped", { n: part.count })}
            </div>
          ) : (
            part.lines.map((line) => (
              <div
                key={`${line.before ?? ""}-${line.after ?? ""}`}
                className={`adapter-diff-${line.kind}`}
                data-kind={line.kind}
              >
                <span className="num">{line.before ?? ""}</span>
                <span className="num">{line.after ?? ""}</span>
                <span aria-hidden="true">
                  {line.kind === "added" ? "+" : line.kind === "removed" ? "−" : ""}
                </span>
                <code>{line.text}</code>
              </div>
            ))
          ),
        )}
      </div>
    </>
  );
}
