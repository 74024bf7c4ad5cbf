/** People by unit: the tree on the left, who works there on the right. */
import { SearchOutlined, TeamOutlined } from "@ant-design/icons";
import { Input } from "antd";
import { useEffect, useState } from "react";
import type { Structure } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { Toggle, useRested } from "@/shared/pickers/bits";
import { unitKey } from "@/shared/pickers/tree";
import { UnitTree, unitOf } from "@/shared/pickers/UnitTree";
import { Nobody, PeopleTable } from "./PeopleTable";
import { usePlace } from "./usePlace";

export function PeopleTab({ structure }: { structure: Structure }) {
  const { t } = useTexts();
  const { unit: key, below, text, go } = usePlace();
  const unit = key === null ? undefined : unitOf(structure.units, key);
  const where = unit?.name ?? t("directory.everyone");
  return (
    <div className="split">
      <section className="panel split-side" aria-label={t("directory.units")}>
        <UnitTree
          units={structure.units}
          label={t("directory.units")}
          selected={key}
          onPick={(picked) => go({ unit: unitKey(picked) })}
          above={
            <button
              type="button"
              className={key === null ? "all-people all-people-on" : "all-people"}
              aria-pressed={key === null}
              onClick={() => go({ unit: null })}
            >
              <TeamOutlined className="dim" aria-hidden="true" />
              <span>{t("directory.everyone")}</span>
              <span className="unit-count num">{count(structure.persons)}</span>
            </button>
          }
        />
      </section>
      <section className="split-main" aria-label={where}>
        <div className="split-tools">
          <h2 className="ellipsis">{where}</h2>
          <PeopleSearch text={text} onChange={(next) => go({ text: next })} />
          {unit && (
            <Toggle on={below} onChange={(on) => go({ below: on ? null : "no" })}>
              {t("directory.below")}
            </Toggle>
          )}
        </div>
        <PeopleTable
          filter={unit ? { text, unitKind: unit.kind, unit: unit.id, includeBelow: below } : { text }}
          empty={<Nobody text={text} where={where} />}
        />
      </section>
    </div>
  );
}

interface PeopleSearchProps {
  text: string;
  onChange: (text: string) => void;
}

/** Speaks once typing has rested; follows the address when that changes by other means. */
export function PeopleSearch({ text, onChange }: PeopleSearchProps) {
  const { t } = useTexts();
  const [typed, setTyped] = useState(text);
  const [told, setTold] = useState(text);
  const rested = useRested(typed.trim(), 250);
  if (text !== told) {
    setTold(text);
    if (text !== typed.trim()) setTyped(text);
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what is typed speaks
  useEffect(() => {
    if (rested === typed.trim() && rested !== text) onChange(rested);
  }, [rested]);
  return (
    <Input
      allowClear
      className="people-search"
      prefix={<SearchOutlined className="dim" />}
      placeholder={t("directory.search")}
      aria-label={t("directory.search")}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
