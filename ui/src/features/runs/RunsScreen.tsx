/** Runs (任务): what each kind of work over the log or the organisation has done, and what came of it. */
import { StopOutlined } from "@ant-design/icons";
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Progress, Select } from "antd";
import { useSearchParams } from "react-router-dom";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import { useTargets } from "@/shared/api/queries";
import type { Page as OfRuns, Run, RunDetail, RunKind } from "@/shared/api/types";
import { between, moment, span } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { problemWords } from "@/shared/parts/complaint";
import { Page } from "@/shared/parts/Page";
import { isUnderWay, RunStateTag, RunTally } from "@/shared/parts/runs";
import { StatusCounts } from "@/shared/parts/StatusCounts";
import { Empty, Failure, Loading } from "@/shared/parts/states";
import "./runs.css";

const kinds: RunKind[] = ["compensation", "cleanup", "repush", "deletion", "synchronisation"];
/** Those after which deliveries stand otherwise than before. */
const withOutcome: RunKind[] = ["compensation", "repush"];
const PAGE = 50;

export default function RunsScreen() {
  const { t } = useTexts();
  const [search, setSearch] = useSearchParams();
  const targets = useTargets();
  const kind = kinds.find((known) => known === search.get("kind"));
  const targetId = Number(search.get("targetId")) || undefined;
  const opened = Number(search.get("id")) || null;
  const filters = { kind, targetId };
  const runs = useInfiniteQuery({
    queryKey: keys.runs(filters),
    queryFn: ({ pageParam, signal }) =>
      api.get<OfRuns<Run>>("/api/v1/runs", { ...filters, limit: PAGE, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    // Runs begin by themselves, and those that are under way move on.
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.items.some(isUnderWay)) ? 1_000 : 10_000,
  });
  const change = (name: string, value: string | number | undefined) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        if (value === undefined) next.delete(name);
        else next.set(name, String(value));
        return next;
      },
      { replace: true },
    );
  const rows = runs.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Page title={t("runs.title")} lede={t("runs.lede")}>
      <div className="runs-filter">
        <Select
          allowClear
          className="runs-choice"
          aria-label={t("runs.col.kind")}
          placeholder={t("runs.allKinds")}
          value={kind}
          onChange={(value) => change("kind", value)}
          options={kinds.map((value) => ({ value, label: t(`run.kind.${value}`) }))}
        />
        <Select
          allowClear
          showSearch={{ optionFilterProp: "label" }}
          className="runs-choice"
          aria-label={t("log.col.target")}
          placeholder={t("runs.allTargets")}
          value={targetId}
          onChange={(value) => change("targetId", value)}
          options={targets.data?.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </div>
      {runs.error && rows.length === 0 ? (
        <Failure error={runs.error} onRetry={() => void runs.refetch()} />
      ) : runs.isPending ? (
        <Loading rows={8} />
      ) : rows.length === 0 ? (
        <Empty title={t("runs.empty.title")} detail={t("runs.empty.detail")} />
      ) : (
        <div className="panel runs-panel">
          <table className="grid" aria-label={t("runs.title")}>
            <thead>
              <tr>
                <th>{t("runs.col.kind")}</th>
                <th>{t("log.col.target")}</th>
                <th>{t("runs.col.cause")}</th>
                <th>{t("runs.col.state")}</th>
                <th>{t("runs.col.done")}</th>
                <th>{t("runs.col.began")}</th>
                <th className="right">{t("runs.col.actions")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((run) => (
                <Row
                  key={run.id}
                  run={run}
                  target={targets.data?.find(({ id }) => id === run.targetId)?.name}
                  open={opened === run.id}
                  onToggle={() => change("id", opened === run.id ? undefined : run.id)}
                />
              ))}
            </tbody>
          </table>
          {runs.hasNextPage && (
            <div className="runs-more">
              <Button loading={runs.isFetchingNextPage} onClick={() => void runs.fetchNextPage()}>
                {t("runs.more")}
              </Button>
            </div>
          )}
        </div>
      )}
    </Page>
  );
}

interface RowProps {
  run: Run;
  target: string | undefined;
  open: boolean;
  onToggle: () => void;
}

/** What a run is about that is about no target. */
const whatOf = (kind: RunKind) => (kind === "synchronisation" ? "directory.title" : "runs.chosen");

function Row({ run, target, open, onToggle }: RowProps) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const stop = useMutation({
    mutationFn: () => api.post<void>(`/api/v1/runs/${run.id}/stop`, {}),
    onSuccess: () => queries.invalidateQueries({ queryKey: keys.allRuns }),
    onError: (error) => message.error(problemWords(error)),
  });
  const took = between(run.startedAt, run.finishedAt);
  return (
    <>
      <tr>
        <td>
          <div className="strong">{t(`run.kind.${run.kind}`)}</div>
          <div className="dim num">#{run.id}</div>
        </td>
        <td>{run.targetId === null ? t(whatOf(run.kind)) : (target ?? `#${run.targetId}`)}</td>
        <td>
          {t(`run.cause.${run.cause}`)}
          {run.actor && <div className="dim">{run.actor}</div>}
        </td>
        <td>
          <RunStateTag state={run.state} />
          {run.error && (
            <div className={run.state === "done" ? "runs-remark" : "runs-error"}>{run.error}</div>
          )}
        </td>
        <td className="runs-done">
          {isUnderWay(run) && run.tally.total > 0 && (
            <Progress
              size="small"
              percent={Math.floor((run.tally.looked / run.tally.total) * 100)}
              aria-label={t("runs.col.done")}
            />
          )}
          <RunTally run={run} />
        </td>
        <td>
          <span className="num">{moment(run.startedAt)}</span>
          {took !== null && <div className="dim">{t("runs.took", { span: span(took / 1_000) })}</div>}
        </td>
        <td className="right">
          {isUnderWay(run) && (
            <Button
              size="small"
              danger
              icon={<StopOutlined />}
              loading={stop.isPending}
              onClick={() => stop.mutate()}
            >
              {t("runs.stop")}
            </Button>
          )}{" "}
          {withOutcome.includes(run.kind) && (
            <Button size="small" aria-expanded={open} onClick={onToggle}>
              {t("runs.outcome")}
            </Button>
          )}
        </td>
      </tr>
      {open && (
        <tr>
          <td colSpan={7} className="runs-outcome">
            <Outcome id={run.id} />
          </td>
        </tr>
      )}
    </>
  );
}

function Outcome({ id }: { id: number }) {
  const { t } = useTexts();
  const detail = useQuery({
    queryKey: keys.run(id),
    queryFn: ({ signal }) => api.get<RunDetail>(`/api/v1/runs/${id}`, undefined, signal),
    refetchInterval: ({ state }) =>
      state.data && (isUnderWay(state.data) || state.data.outcome.pending > 0) ? 1_000 : false,
  });
  if (!detail.data) return detail.error ? <Failure compact error={detail.error} /> : <Loading rows={1} />;
  const { outcome } = detail.data;
  const isEmpty = Object.values(outcome).every((rows) => rows === 0);
  return (
    <>
      <span className="dim">{t("runs.outcome.now")}</span>
      {isEmpty ? <span className="dim">{t("run.nothing")}</span> : <StatusCounts counts={outcome} />}
    </>
  );
}
