/** The mapping table: searched, paged by key, drawn only where it is in sight, and edited in place. */
import { ImportOutlined, PlusOutlined, SearchOutlined } from "@ant-design/icons";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Button, Input } from "antd";
import { useEffect, useRef, useState } from "react";
import { count } from "@/shared/format";
import { useDebounced } from "@/shared/format/useDebounced";
import { useTexts } from "@/shared/i18n";
import { Empty, Failure, Loading } from "@/shared/parts/states";
import { AddRow } from "./AddRow";
import { ImportDialog } from "./ImportDialog";
import { MappingLine } from "./MappingLine";
import { useMapping } from "./queries";

const ROW_HEIGHT = 40;

export function MappingTable({ targetId }: { targetId: number }) {
  const { t } = useTexts();
  const [typed, setTyped] = useState("");
  const [adding, setAdding] = useState(false);
  const [importing, setImporting] = useState(false);
  const text = useDebounced(typed.trim(), 250);
  const { query, rows } = useMapping(targetId, text);
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    getItemKey: (index) => rows[index]?.person ?? index,
    overscan: 10,
  });
  const items = virtualizer.getVirtualItems();
  const lastSeen = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError && lastSeen >= rows.length - 10) void fetchNextPage();
  }, [lastSeen, rows.length, hasNextPage, isFetching, isError, fetchNextPage]);

  const importButton = (
    <Button icon={<ImportOutlined />} onClick={() => setImporting(true)}>
      {t("mapping.import")}
    </Button>
  );
  return (
    <section aria-label={t("mapping.table")}>
      <p className="form-note mapping-note">{t("mapping.help")}</p>
      <div className="mapping-tools">
        <Input
          allowClear
          prefix={<SearchOutlined className="dim" />}
          placeholder={t("mapping.search")}
          aria-label={t("mapping.search")}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button icon={<PlusOutlined />} onClick={() => setAdding(true)} disabled={adding}>
          {t("mapping.add")}
        </Button>
        {importButton}
      </div>
      {adding && <AddRow targetId={targetId} onClose={() => setAdding(false)} />}
      {query.error && <Failure error={query.error} onRetry={() => void query.refetch()} compact />}
      {query.isPending && <Loading rows={3} />}
      {query.data && rows.length === 0 && (text !== "" || !adding) && (
        <Empty
          compact
          title={text ? t("mapping.noMatch", { text }) : t("mapping.empty.title")}
          detail={text ? undefined : t("mapping.empty.detail")}
          action={
            text ? <Button onClick={() => setTyped("")}>{t("targets.clearSearch")}</Button> : importButton
          }
        />
      )}
      {rows.length > 0 && (
        <>
          <div className="mapping-head" aria-hidden="true">
            <span>{t("mapping.col.person")}</span>
            <span>{t("mapping.col.value")}</span>
          </div>
          <div className="mapping-list" ref={scroller}>
            {/* biome-ignore lint/a11y/useSemanticElements: rows are placed, which a list element's items can't be */}
            <div role="list" style={{ height: virtualizer.getTotalSize(), position: "relative" }}>
              {items.map((item) => {
                const row = rows[item.index];
                return (
                  row && (
                    <MappingLine
                      key={item.key}
                      targetId={targetId}
                      row={row}
                      style={{ height: ROW_HEIGHT, transform: `translateY(${item.start}px)` }}
                    />
                  )
                );
              })}
            </div>
          </div>
          <div className="dim mapping-foot">
            {t("mapping.shown", { n: count(rows.length) })}
            {hasNextPage && t("log.shown.more")}
          </div>
        </>
      )}
      <ImportDialog targetId={targetId} open={importing} onClose={() => setImporting(false)} />
    </section>
  );
}
