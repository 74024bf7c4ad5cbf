/**
 * A table of any length: only the rows in sight are drawn. Rows are focusable; up and down move, Enter opens, C copies
 * the row. Each cell can be copied. The owner gives the rows; asking for more is its business (`onEnd`).
 */
import { CopyOutlined } from "@ant-design/icons";
import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, memo, type ReactNode, type RefObject, useEffect, useRef, useState } from "react";
import { useTexts } from "../i18n";
import { useCopy } from "./copy";
import "./table.css";

export interface Column<T> {
  key: string;
  title: ReactNode;
  /** A CSS grid track, such as `120px` or `minmax(160px, 2fr)`. */
  width: string;
  align?: "right" | "center";
  render: (row: T) => ReactNode;
  /** What copying the cell gives; a cell without it can't be copied alone. */
  plain?: (row: T) => string;
}

interface VirtualTableProps<T> {
  label: string;
  columns: Column<T>[];
  rows: T[];
  rowKey: (row: T) => number | string;
  rowHeight?: number;
  minWidth?: number;
  selected?: number | string | null;
  onOpen: (row: T) => void;
  /** The last row has come into sight. */
  onEnd?: () => void;
  /** The list was scrolled away from its top, or back to it. */
  onTop?: (atTop: boolean) => void;
  scroller: RefObject<HTMLDivElement | null>;
  footer?: ReactNode;
}

export function VirtualTable<T>(props: VirtualTableProps<T>) {
  const {
    label,
    columns,
    rows,
    rowKey,
    rowHeight = 36,
    minWidth,
    selected,
    onOpen,
    onEnd,
    onTop,
    scroller,
    footer,
  } = props;
  const copy = useCopy();
  const atTop = useRef(true);
  // One row is the table's tab stop: the one that had the focus last, else the first that is drawn.
  const [active, setActive] = useState<number | string | null>(null);
  // Copy buttons stand only in the row under the pointer: drawing them in every row costs more than the rows.
  const [hovered, setHovered] = useState<number | string | null>(null);
  const grid = columns.map((column) => column.width).join(" ");

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    getItemKey: (index) => {
      const row = rows[index];
      return row === undefined ? index : rowKey(row);
    },
    overscan: 12,
  });
  const items = virtualizer.getVirtualItems();
  const isDrawn = (wanted: number | string | null | undefined) =>
    wanted !== null && items.some(({ key }) => key === wanted);
  const tabStop = isDrawn(active) ? active : isDrawn(selected) ? selected : items[0]?.key;
  const lastSeen = items.at(-1)?.index ?? 0;

  useEffect(() => {
    if (rows.length > 0 && lastSeen >= rows.length - 10) onEnd?.();
  }, [lastSeen, rows.length, onEnd]);

  const onScroll = () => {
    const now = (scroller.current?.scrollTop ?? 0) < rowHeight;
    if (now !== atTop.current) {
      atTop.current = now;
      onTop?.(now);
    }
  };

  const focusRow = (index: number) => {
    virtualizer.scrollToIndex(index, { align: "auto" });
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus(),
    );
  };

  const copyRow = (row: T) =>
    void copy(columns.flatMap((column) => (column.plain ? [column.plain(row)] : [])).join("\t"));

  const onKeyDown = (event: KeyboardEvent<HTMLElement>, index: number, row: T) => {
    if (event.target !== event.currentTarget) return;
    if (event.key === "ArrowDown") focusRow(Math.min(rows.length - 1, index + 1));
    else if (event.key === "ArrowUp") focusRow(Math.max(0, index - 1));
    else if (event.key === "Home") focusRow(0);
    else if (event.key === "Enter" || event.key === " ") onOpen(row);
    else if (event.key === "c" && !event.ctrlKey && !event.metaKey) copyRow(row);
    else return;
    event.preventDefault();
  };

  return (
    <div className="vt" ref={scroller} onScroll={onScroll}>
      <div role="table" aria-label={label} aria-rowcount={rows.length} style={{ minWidth }}>
        <div className="vt-head" role="row" tabIndex={-1} style={{ gridTemplateColumns: grid }}>
          {columns.map((column) => (
            <div
              key={column.key}
              role="columnheader"
              tabIndex={-1}
              className={`vt-cell ${column.align ?? ""}`}
            >
              {column.title}
            </div>
          ))}
        </div>
        <div style={{ height: virtualizer.getTotalSize(), position: "relative" }}>
          {items.map((item) => {
            const row = rows[item.index];
            if (row === undefined) return null;
            const key = rowKey(row);
            return (
              <div
                key={key}
                role="row"
                data-index={item.index}
                aria-rowindex={item.index + 1}
                aria-selected={selected === key}
                className="vt-row"
                tabIndex={key === tabStop ? 0 : -1}
                onFocus={() => setActive(key)}
                onMouseEnter={() => setHovered(key)}
                style={{
                  gridTemplateColumns: grid,
                  height: rowHeight,
                  transform: `translateY(${item.start}px)`,
                }}
                onClick={() => {
                  if (!window.getSelection()?.toString()) onOpen(row);
                }}
                onKeyDown={(event) => onKeyDown(event, item.index, row)}
              >
                <Cells columns={columns as Column<unknown>[]} row={row} copyable={hovered === key} />
              </div>
            );
          })}
        </div>
        {footer}
      </div>
    </div>
  );
}

interface CellsProps {
  columns: Column<unknown>[];
  row: unknown;
  copyable: boolean;
}

/** A row's cells; drawn again only when the row itself has changed. */
const Cells = memo(function Cells({ columns, row, copyable }: CellsProps) {
  return columns.map((column) => (
    <div key={column.key} role="cell" className={`vt-cell ${column.align ?? ""}`}>
      <div className="vt-text">{column.render(row)}</div>
      {copyable && column.plain ? <CellCopy value={column.plain(row)} /> : null}
    </div>
  ));
});

function CellCopy({ value }: { value: string }) {
  const copy = useCopy();
  const { t } = useTexts();
  return (
    <button
      type="button"
      className="vt-copy"
      tabIndex={-1}
      aria-label={t("log.copyCell")}
      title={t("log.copyCell")}
      onClick={(event) => {
        event.stopPropagation();
        void copy(value);
      }}
    >
      <CopyOutlined />
    </button>
  );
}
