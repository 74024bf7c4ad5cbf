/**
 * A list of any length in which things are chosen: only the rows in sight are drawn. One row is the tab stop; up, down,
 * Home and End move, left and right fold, Enter and the space bar choose. As `list` the rows themselves can't be chosen
 * and what stands in them can be reached one by one.
 */
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from "react";
import "./pickers.css";

/** How a row stands. */
export interface RowLook {
  /** From one. */
  level?: number;
  expanded?: boolean;
  selected?: boolean;
  checked?: boolean | "mixed";
  disabled?: boolean;
}

interface VirtualRowsProps<T> {
  label: string;
  rows: T[];
  rowKey: (row: T) => string;
  children: (row: T) => ReactNode;
  kind?: "tree" | "list";
  look?: (row: T) => RowLook;
  onPick?: (row: T) => void;
  /** Unfolds (`true`) or folds a row. */
  onFold?: (row: T, open: boolean) => void;
  /** The last rows have come into sight. */
  onEnd?: () => void;
  rowHeight?: number;
}

const plain: RowLook = {};

export function VirtualRows<T>(props: VirtualRowsProps<T>) {
  const { label, rows, rowKey, kind = "tree", onPick, onFold, onEnd, rowHeight = 30 } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<string | null>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowKey(row);
    },
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const tabStop = items.some(({ key }) => key === active) ? active : items[0]?.key;
  const lastSeen = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (rows.length > 0 && lastSeen >= rows.length - 15) onEnd?.();
  }, [lastSeen, rows.length, onEnd]);

  const goTo = (index: number) => {
    virtualizer.scrollToIndex(index, { align: "auto" });
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus(),
    );
  };

  const onKeyDown = (event: KeyboardEvent<HTMLElement>, index: number, row: T, look: RowLook) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === "ArrowDown") goTo(Math.min(rows.length - 1, index + 1));
    else if (event.key === "ArrowUp") goTo(Math.max(0, index - 1));
    else if (event.key === "Home") goTo(0);
    else if (event.key === "End") goTo(rows.length - 1);
    else if (event.key === "ArrowRight" && look.expanded === false) onFold?.(row, true);
    else if (event.key === "ArrowLeft" && look.expanded) onFold?.(row, false);
    else if ((event.key === "Enter" || event.key === " ") && !look.disabled) onPick?.(row);
    else return;
    event.preventDefault();
  };

  const height = virtualizer.getTotalSize();
  return (
    <div className="vr" ref={scroller}>
      {kind === "list" ? (
        <ul aria-label={label} className="vr-all" style={{ height }}>
          {items.map((item) => {
            const row = rows[item.index];
            const place = { height: rowHeight, transform: `translateY(${item.start}px)` };
            return (
              row !== undefined && (
                <li key={item.key} className="vr-row" style={place}>
                  {props.children(row)}
                </li>
              )
            );
          })}
        </ul>
      ) : (
        <div role="tree" aria-label={label} className="vr-all" style={{ height }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const look = props.look?.(row) ?? plain;
            return (
              <div
                key={item.key}
                role="treeitem"
                data-index={item.index}
                aria-level={look.level ?? 1}
                aria-expanded={look.expanded}
                aria-selected={look.selected}
                aria-checked={look.checked}
                aria-disabled={look.disabled}
                className="vr-row vr-pick"
                tabIndex={item.key === tabStop ? 0 : -1}
                style={{ height: rowHeight, transform: `translateY(${item.start}px)` }}
                onFocus={() => setActive(String(item.key))}
                onClick={() => !look.disabled && onPick?.(row)}
                onKeyDown={(event) => onKeyDown(event, item.index, row, look)}
              >
                {props.children(row)}
              </div>
            );
          })}
        </div>
      )}
    </div>
  );
}
