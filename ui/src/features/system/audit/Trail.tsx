/**
 * The rows of the trail. Only those in sight are drawn; the page itself scrolls, and an unfolded row is as high as its
 * change is long.
 */
import { DeleteFilled, EditFilled, PlusCircleFilled, RightOutlined } from "@ant-design/icons";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Button } from "antd";
import { type ReactNode, useEffect, useLayoutEffect, useMemo, useRef, useState } from "react";
import type { AuditAction, AuditEntry } from "@/shared/api/types";
import { ChangeTable } from "@/shared/diff/ChangeTable";
import { changedLeaves, type Leaf } from "@/shared/diff/leaves";
import { partName } from "@/shared/diff/names";
import { moment } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { Tag } from "@/shared/parts/tags";
import type { ToneName } from "@/shared/theme/palette";
import { type AuditFilters, isShownAlone, isSingle, onlyThis } from "./filters";

const ROW = 42;
/** Names of changed fields in a folded row; the others are counted. */
const MOST_NAMED = 2;

const looks: Record<AuditAction, { tone: ToneName; icon: ReactNode }> = {
  created: { tone: "blue", icon: <PlusCircleFilled /> },
  changed: { tone: "amber", icon: <EditFilled /> },
  deleted: { tone: "red", icon: <DeleteFilled /> },
};

interface TrailProps {
  entries: AuditEntry[];
  filters: AuditFilters;
  onFilter: (filters: AuditFilters) => void;
  /** The last row has come into sight. */
  onEnd: () => void;
}

export function Trail({ entries, filters, onFilter, onEnd }: TrailProps) {
  const { t } = useTexts();
  const list = useRef<HTMLUListElement>(null);
  const [top, setTop] = useState(0);
  const [unfolded, setUnfolded] = useState<ReadonlySet<number>>(new Set());
  useLayoutEffect(() => {
    const main = document.getElementById("main");
    if (main && list.current) {
      setTop(list.current.getBoundingClientRect().top - main.getBoundingClientRect().top + main.scrollTop);
    }
  }, []);
  const virtualizer = useVirtualizer({
    count: entries.length,
    getScrollElement: () => document.getElementById("main"),
    estimateSize: () => ROW,
    getItemKey: (index) => entries[index]?.id ?? index,
    scrollMargin: top,
    overscan: 8,
  });
  const items = virtualizer.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastSeen >= entries.length - 5) onEnd();
  }, [lastSeen, entries.length, onEnd]);
  const toggle = (id: number) =>
    setUnfolded((before) => {
      const next = new Set(before);
      if (!next.delete(id)) next.add(id);
      return next;
    });

  return (
    <div className="panel trail">
      <div className="trail-head trail-row" aria-hidden="true">
        <span />
        <span>{t("audit.col.when")}</span>
        <span>{t("audit.col.who")}</span>
        <span>{t("audit.col.what")}</span>
        <span>{t("audit.col.object")}</span>
        <span>{t("diff.field")}</span>
      </div>
      <ul ref={list} style={{ height: virtualizer.getTotalSize() }}>
        {items.map((item) => {
          const entry = entries[item.index];
          if (!entry) return null;
          return (
            <li
              key={item.key}
              data-index={item.index}
              ref={virtualizer.measureElement}
              style={{ transform: `translateY(${item.start - top}px)` }}
            >
              <Entry
                entry={entry}
                open={unfolded.has(entry.id)}
                onToggle={() => toggle(entry.id)}
                onOnlyThis={isShownAlone(entry, filters) ? null : () => onFilter(onlyThis(entry))}
              />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

interface EntryProps {
  entry: AuditEntry;
  open: boolean;
  onToggle: () => void;
  /** Nothing where one object is looked at already. */
  onOnlyThis: (() => void) | null;
}

function Entry({ entry, open, onToggle, onOnlyThis }: EntryProps) {
  const { t } = useTexts();
  const leaves = useMemo(() => changedLeaves(entry.before, entry.after), [entry]);
  const kind = t(`objectKind.${entry.kind}`);
  const name = isSingle(entry.kind) ? kind : entry.objectName;
  return (
    <>
      <button
        type="button"
        className="trail-row"
        aria-expanded={open}
        title={open ? t("audit.fold") : t("audit.unfold")}
        onClick={onToggle}
      >
        <RightOutlined rotate={open ? 90 : 0} aria-hidden="true" className="dim" />
        <span className="num">{moment(entry.at).slice(0, 19)}</span>
        <span className="ellipsis">{entry.actor}</span>
        <span>
          <Tag {...looks[entry.action]}>{t(`audit.action.${entry.action}`)}</Tag>
        </span>
        <span className="ellipsis">
          <span className="strong">{name}</span> {name !== kind && <span className="dim">{kind}</span>}
        </span>
        <span className="ellipsis dim">{summary(leaves, t("audit.fields", { n: leaves.length }))}</span>
      </button>
      {open && (
        <div className="trail-change">
          <div className="trail-facts">
            {entry.objectId !== "" && <span className="mono dim">#{entry.objectId}</span>}
            {onOnlyThis && (
              <Button type="link" size="small" onClick={onOnlyThis}>
                {t("audit.onlyThis")}
              </Button>
            )}
          </div>
          {leaves.length > 0 ? (
            <ChangeTable leaves={leaves} kind={entry.action} />
          ) : (
            <p className="dim">{t("audit.noFields")}</p>
          )}
        </div>
      )}
    </>
  );
}

/** `启用、名称`, or how many there are. */
function summary(leaves: Leaf[], counted: string): string {
  if (leaves.length === 0) return "–";
  if (leaves.length > MOST_NAMED) return counted;
  return leaves.map(({ path }) => partName(path)).join(" · ");
}
