/** Groups, roles or posts to choose from. */
import { useDeferredValue, useMemo, useState } from "react";
import { count } from "../format";
import { useTexts } from "../i18n";
import { Empty } from "../parts/states";
import { Marked, SearchBox, Tick } from "./bits";
import { VirtualRows } from "./VirtualRows";

interface Entry {
  id: string;
  name: string;
  persons: number;
}

interface ListRowsProps {
  label: string;
  search: string;
  empty: string;
  entries: Entry[];
  /** Ids of those that are chosen. */
  checked: ReadonlySet<string>;
  onToggle: (entry: Entry) => void;
}

export function ListRows({ label, search, empty, entries, checked, onToggle }: ListRowsProps) {
  const { t } = useTexts();
  const [text, setText] = useState("");
  const looked = useDeferredValue(text.trim());
  const shown = useMemo(() => entriesWith(entries, looked), [entries, looked]);
  return (
    <div className="unit-tree">
      <SearchBox value={text} onChange={setText} label={search} />
      {shown.length === 0 ? (
        <Empty compact title={looked ? t("pick.noMatch", { text: looked }) : empty} />
      ) : (
        <VirtualRows
          label={label}
          rows={shown}
          rowKey={(entry) => entry.id}
          look={(entry) => ({ checked: checked.has(entry.id) })}
          onPick={onToggle}
        >
          {(entry) => (
            <div className="unit">
              <Tick on={checked.has(entry.id)} />
              <span className="ellipsis">
                <Marked text={entry.name} wanted={looked} /> <span className="mono dim">{entry.id}</span>
              </span>
              <span className="unit-count num">{count(entry.persons)}</span>
            </div>
          )}
        </VirtualRows>
      )}
    </div>
  );
}

/** Those whose name or id holds a text. */
export function entriesWith<T extends { id: string; name: string }>(entries: T[], text: string): T[] {
  const wanted = text.trim().toLowerCase();
  if (wanted === "") return entries;
  return entries.filter((entry) =>
    [entry.name, entry.id].some((word) => word.toLowerCase().includes(wanted)),
  );
}
