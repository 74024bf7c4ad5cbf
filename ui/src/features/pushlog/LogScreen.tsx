/** Push log (推送日志): every push and its result, live, with what led to it at a click. */
import {
  CaretRightOutlined,
  ClearOutlined,
  DeleteOutlined,
  DownOutlined,
  PauseOutlined,
  RedoOutlined,
  VerticalAlignTopOutlined,
} from "@ant-design/icons";
import { Button, Dropdown } from "antd";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router-dom";
import { useTargets } from "@/shared/api/queries";
import type { Delivery } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useNow } from "@/shared/format/useNow";
import { useTexts } from "@/shared/i18n";
import { Page } from "@/shared/parts/Page";
import { Empty, Failure, Loading } from "@/shared/parts/states";
import { StatusLegend } from "@/shared/parts/tags";
import { VirtualTable } from "@/shared/parts/VirtualTable";
import { Bulk, type BulkWish } from "./Bulk";
import { logColumns } from "./columns";
import { Detail } from "./Detail";
import { FilterBar } from "./FilterBar";
import { type Filters, isFiltered, readFilters, writeFilters } from "./filters";
import { useLog } from "./useLog";
import "./pushlog.css";

const rowKey = (row: Delivery) => row.id;

export default function LogScreen() {
  const { t, language } = useTexts();
  const [search, setSearch] = useSearchParams();
  const filters = useMemo(() => readFilters(search), [search]);
  const opened = Number(search.get("id")) || null;
  const log = useLog(filters);
  const targets = useTargets();
  const scroller = useRef<HTMLDivElement>(null);
  const navigate = useNavigate();
  const minute = Math.floor(useNow(30_000) / 60_000);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [wish, setWish] = useState<BulkWish | null>(null);
  const onChoose = useCallback(
    (id: number) =>
      setChosen((now) => {
        const next = new Set(now);
        if (!next.delete(id)) next.add(id);
        return next;
      }),
    [],
  );
  const ids = chosen.size > 0 ? [...chosen] : undefined;
  const n = count(chosen.size);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the texts change with the language, the dates at midnight
  const columns = useMemo(() => {
    const names = new Map(targets.data?.map((target) => [target.id, target.name]));
    return logColumns((id) => names.get(id) ?? `#${id}`, Date.now(), { chosen, onChoose });
  }, [targets.data, language, minute, chosen, onChoose]);

  const change = (filters: Partial<Filters>) =>
    setSearch((now) => writeFilters(now, filters), { replace: true });
  const open = useCallback(
    (id: number | null) =>
      setSearch((now) => {
        const next = new URLSearchParams(now);
        if (id === null) next.delete("id");
        else next.set("id", String(id));
        return next;
      }),
    [setSearch],
  );
  const onOpen = useCallback((row: Delivery) => open(row.id), [open]);
  const { fetchNextPage, hasNextPage, isFetching, isError } = log.query;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const nothingYet = log.rows.length === 0;
  // A page may end without a hit: the engine looks at a bounded number of rows for each.
  useEffect(() => {
    if (nothingYet) onEnd();
  }, [nothingYet, onEnd]);
  const follow = () => {
    scroller.current?.scrollTo({ top: 0 });
    log.follow();
  };
  const clear = () => setSearch({}, { replace: true });
  const replace = (wanted: Filters) =>
    setSearch(writeFilters(new URLSearchParams(), wanted), { replace: true });

  return (
    <Page
      fill
      title={t("log.title")}
      actions={
        <>
          <span className={log.following ? "follow follow-on" : "follow"} role="status">
            <span className="follow-dot" aria-hidden="true" />
            {log.following ? t("log.following") : t("log.paused")}
          </span>
          {log.following ? (
            <Button icon={<PauseOutlined />} onClick={log.pause}>
              {t("log.pause")}
            </Button>
          ) : (
            <Button type="primary" icon={<CaretRightOutlined />} onClick={follow}>
              {t("log.resume")}
            </Button>
          )}
          <Dropdown
            trigger={["click"]}
            menu={{
              items: [
                {
                  key: "repush",
                  icon: <RedoOutlined />,
                  label: ids ? t("bulk.repush.chosen", { n }) : t("bulk.repush.all"),
                },
                {
                  key: "deletion",
                  icon: <DeleteOutlined />,
                  danger: true,
                  label: ids ? t("bulk.deletion.chosen", { n }) : t("bulk.deletion.all"),
                },
              ],
              onClick: ({ key }) =>
                setWish({ kind: key === "deletion" ? "deletion" : "repush", ids, filters }),
            }}
          >
            <Button icon={<DownOutlined />} iconPlacement="end">
              {ids ? t("bulk.chosen", { n }) : t("bulk.menu")}
            </Button>
          </Dropdown>
          {ids && <Button onClick={() => setChosen(new Set())}>{t("bulk.unchoose")}</Button>}
          <StatusLegend />
        </>
      }
    >
      <FilterBar filters={filters} onChange={change} onClear={clear} onReplace={replace} />
      <div className="log-list">
        {log.held > 0 && (
          <Button
            type="primary"
            shape="round"
            size="small"
            className="log-new"
            icon={<VerticalAlignTopOutlined />}
            onClick={follow}
          >
            {log.heldMany ? t("log.new.many", { n: log.held - 1 }) : t("log.new", { n: log.held })}
          </Button>
        )}
        <List
          log={log}
          filtered={isFiltered(filters)}
          onClear={clear}
          onTargets={() => navigate("/targets")}
          table={
            <VirtualTable
              label={t("log.title")}
              columns={columns}
              rows={log.rows}
              rowKey={rowKey}
              rowHeight={44}
              minWidth={1_010}
              selected={opened}
              onOpen={onOpen}
              onEnd={onEnd}
              onTop={log.onTop}
              scroller={scroller}
            />
          }
        />
      </div>
      <Foot log={log} />
      <Detail
        id={opened}
        onClose={() => open(null)}
        onRepush={(id) => setWish({ kind: "repush", ids: [id], filters: {} })}
      />
      <Bulk wish={wish} onClose={() => setWish(null)} onBegun={() => setChosen(new Set())} />
    </Page>
  );
}

interface ListProps {
  log: ReturnType<typeof useLog>;
  filtered: boolean;
  onClear: () => void;
  onTargets: () => void;
  table: React.ReactNode;
}

function List({ log, filtered, onClear, onTargets, table }: ListProps) {
  const { t } = useTexts();
  const { query, rows } = log;
  if (rows.length > 0) return table;
  if (query.error) return <Failure error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending || query.hasNextPage) return <Loading rows={14} />;
  if (filtered) {
    return (
      <Empty
        title={t("log.noMatch.title")}
        detail={t("log.noMatch.detail")}
        action={
          <Button icon={<ClearOutlined />} onClick={onClear}>
            {t("log.clear")}
          </Button>
        }
      />
    );
  }
  return (
    <Empty
      title={t("log.empty.title")}
      detail={t("log.empty.detail")}
      action={<Button onClick={onTargets}>{t("nav.targets")}</Button>}
    />
  );
}

function Foot({ log }: { log: ReturnType<typeof useLog> }) {
  const { t } = useTexts();
  const { query, rows } = log;
  if (rows.length === 0) return null;
  const n = count(rows.length);
  return (
    <footer className="log-foot">
      <span>
        {log.more ? `${t("log.shown", { n })}${t("log.shown.more")}` : t("log.shown.end", { n })}
        {query.isFetchingNextPage && ` · ${t("common.loading")}`}
      </span>
      {log.skipped > 0 && <span className="log-skipped">{t("log.skipped", { n: count(log.skipped) })}</span>}
      {query.isFetchNextPageError && (
        <span className="log-failed" role="alert">
          {t("log.loadMoreFailed")}
          <Button type="link" size="small" onClick={() => void query.fetchNextPage()}>
            {t("common.retry")}
          </Button>
        </span>
      )}
      <span className="log-keys">{t("log.keys")}</span>
    </footer>
  );
}
