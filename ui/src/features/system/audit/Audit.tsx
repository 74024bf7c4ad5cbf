/** Audit trail (审计记录, row D4): who changed what and when, with each change unfolded field by field. */
import { ClearOutlined, ReloadOutlined } from "@ant-design/icons";
import { Button, Tag as Chip, Select } from "antd";
import { useCallback, useMemo } from "react";
import { useSearchParams } from "react-router-dom";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { Empty, Failure, Loading } from "@/shared/parts/states";
import { type AuditFilters, allObjectKinds, readFilters, writeFilters } from "./filters";
import { Trail } from "./Trail";
import { useAudit } from "./useAudit";
import "./audit.css";

export function Audit() {
  const { t } = useTexts();
  const [search, setSearch] = useSearchParams();
  const filters = useMemo(() => readFilters(search), [search]);
  const set = useCallback((next: AuditFilters) => setSearch(writeFilters(next)), [setSearch]);
  const audit = useAudit(filters);
  const entries = audit.data?.pages.flatMap((page) => page.items);
  const { fetchNextPage, hasNextPage, isFetching, isError } = audit;
  const onEnd = useCallback(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  const clear = filters.kind && (
    <Button type="text" icon={<ClearOutlined />} onClick={() => set({})}>
      {t("audit.filter.clear")}
    </Button>
  );

  return (
    <>
      <p className="audit-lede">{t("audit.lede")}</p>
      <search className="audit-filters">
        <Select
          allowClear
          aria-label={t("audit.filter.kind")}
          placeholder={t("audit.filter.kind")}
          style={{ width: 200 }}
          value={filters.kind}
          onChange={(kind) => set({ kind })}
          options={allObjectKinds.map((kind) => ({ value: kind, label: t(`objectKind.${kind}`) }))}
        />
        {filters.objectId && (
          <Chip closable onClose={() => set({ kind: filters.kind })}>
            {t("audit.filter.object", { name: entries?.[0]?.objectName ?? filters.objectId })}
          </Chip>
        )}
        {clear}
        <Button
          icon={<ReloadOutlined />}
          loading={audit.isRefetching && !audit.isFetchingNextPage}
          onClick={() => void audit.refetch()}
          className="audit-refresh"
        >
          {t("audit.refresh")}
        </Button>
      </search>
      {audit.isPending && <Loading rows={10} />}
      {audit.isError && (
        <Failure
          error={audit.error}
          compact={entries !== undefined}
          onRetry={() => void (entries ? fetchNextPage() : audit.refetch())}
        />
      )}
      {entries?.length === 0 &&
        (filters.kind ? (
          <Empty title={t("audit.noMatch.title")} detail={t("audit.noMatch.detail")} action={clear} />
        ) : (
          <Empty title={t("audit.empty.title")} detail={t("audit.empty.detail")} />
        ))}
      {entries && entries.length > 0 && (
        <>
          <Trail entries={entries} filters={filters} onFilter={set} onEnd={onEnd} />
          <p className="audit-foot">
            {hasNextPage
              ? `${t("audit.shown", { n: count(entries.length) })}${t("audit.shown.more")}`
              : t("audit.shown.end", { n: count(entries.length) })}
            {audit.isFetchingNextPage && ` · ${t("common.loading")}`}
          </p>
        </>
      )}
    </>
  );
}
