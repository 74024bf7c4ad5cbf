/** The tree of subsidiaries and departments: virtual, searched as one types, with its finds under their ancestors. */
import { ApartmentOutlined, BankOutlined } from "@ant-design/icons";
import { memo, type ReactNode, useDeferredValue, useMemo, useState } from "react";
import type { Unit } from "../api/types";
import { count } from "../format";
import { useTexts } from "../i18n";
import { Empty } from "../parts/states";
import { Caret, Marked, SearchBox, Tick } from "./bits";
import { forestOf, rowsOf, rowsWith, type TreeRow, unfoldedAtFirst, unitKey } from "./tree";
import { VirtualRows } from "./VirtualRows";

interface UnitTreeProps {
  units: Unit[];
  /** What the tree is called for who can't see it. */
  label: string;
  /** The one that is chosen, by its `unitKey`. */
  selected?: string | null;
  /** Where several can be chosen: those that are, by `unitKey`. */
  checked?: ReadonlySet<string>;
  /** Which units can be chosen; all when left out. The others only show where those stand. */
  pickable?: (unit: Unit) => boolean;
  onPick: (unit: Unit) => void;
  /** Stands between the search box and the tree. */
  above?: ReactNode;
}

export function UnitTree({ units, label, selected, checked, pickable, onPick, above }: UnitTreeProps) {
  const { t } = useTexts();
  const [text, setText] = useState("");
  const looked = useDeferredValue(text.trim());
  const forest = useMemo(() => forestOf(units), [units]);
  const [folding, setFolding] = useState<ReadonlySet<string> | null>(null);
  const unfolded = useMemo(() => folding ?? unfoldedAtFirst(forest), [folding, forest]);
  const rows = useMemo(
    () => (looked ? rowsWith(forest, looked) : rowsOf(forest, unfolded)),
    [forest, looked, unfolded],
  );
  const hits = useMemo(() => rows.filter((row) => row.hit).length, [rows]);

  const fold = (row: TreeRow, open: boolean) => {
    if (looked) return;
    const after = new Set(unfolded);
    if (open) after.add(row.key);
    else after.delete(row.key);
    setFolding(after);
  };

  return (
    <div className="unit-tree">
      <SearchBox value={text} onChange={setText} label={t("pick.searchUnits")} />
      {looked !== "" && (
        <div className="pick-note" role="status">
          {t("pick.unitsFound", { n: count(hits) })}
        </div>
      )}
      {above}
      {rows.length === 0 ? (
        <Empty compact title={looked ? t("pick.noUnit", { text: looked }) : t("pick.noUnits")} />
      ) : (
        <VirtualRows
          label={label}
          rows={rows}
          rowKey={(row) => row.key}
          look={(row) => ({
            level: row.depth + 1,
            expanded: row.folds ? row.open : undefined,
            selected: checked ? undefined : row.key === selected,
            checked: checked && isPickable(row.node.unit, pickable) ? checked.has(row.key) : undefined,
          })}
          onPick={(row) =>
            isPickable(row.node.unit, pickable) ? onPick(row.node.unit) : fold(row, !row.open)
          }
          onFold={fold}
        >
          {(row) => (
            <UnitLine
              row={row}
              wanted={looked}
              ticked={checked && isPickable(row.node.unit, pickable) ? checked.has(row.key) : null}
              onFold={looked ? null : fold}
            />
          )}
        </VirtualRows>
      )}
    </div>
  );
}

const isPickable = (unit: Unit, pickable: UnitTreeProps["pickable"]) => pickable?.(unit) ?? true;

interface UnitLineProps {
  row: TreeRow;
  wanted: string;
  /** Null where it has no check box. */
  ticked: boolean | null;
  onFold: ((row: TreeRow, open: boolean) => void) | null;
}

/** Drawn again only when it is different: scrolling draws the rows that come, not those that stay. */
const UnitLine = memo(function UnitLine({ row, wanted, ticked, onFold }: UnitLineProps) {
  const { unit, total } = row.node;
  return (
    <div className="unit" style={{ paddingLeft: row.depth * 16 }} title={`${unit.name} (${unit.id})`}>
      {row.folds && onFold ? (
        <Caret open={row.open} onFold={(open) => onFold(row, open)} />
      ) : (
        <span className="caret" />
      )}
      {ticked !== null && <Tick on={ticked} />}
      <span className="dim" aria-hidden="true">
        {unit.kind === "subsidiary" ? <BankOutlined /> : <ApartmentOutlined />}
      </span>
      <span className="ellipsis">
        <Marked text={unit.name} wanted={wanted} />
      </span>
      <span className="unit-count num">{count(total)}</span>
    </div>
  );
});

/** The unit of a key, for who keeps only `unitKey`s. */
export function unitOf(units: Unit[], key: string): Unit | undefined {
  return units.find((unit) => unitKey(unit) === key);
}
