/**
 * Re-push and deletion of chosen rows or of all that match (row L3): the count comes first, then the question, then the
 * progress. The run goes on in the engine whether or not anybody looks.
 */
import { useMutation, useQuery } from "@tanstack/react-query";
import { Alert, Button, Modal, Progress } from "antd";
import { useEffect, useRef, useState } from "react";
import { Link } from "react-router-dom";
import { api } from "@/shared/api/client";
import { countDeliveries } from "@/shared/api/counting";
import { keys } from "@/shared/api/keys";
import { ApiProblem } from "@/shared/api/problem";
import type { Run, RunDetail } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { isUnderWay, RunStateTag, RunTally } from "@/shared/parts/runs";
import { Failure } from "@/shared/parts/states";
import { deliveryFilter, type Filters } from "./filters";

/** What is to be done to which rows. */
export interface BulkWish {
  kind: "repush" | "deletion";
  /** These; all that match `filters` when left out. */
  ids?: number[];
  filters: Filters;
}

interface BulkProps {
  wish: BulkWish | null;
  onClose: () => void;
  /** The run has begun: what was chosen is taken care of. */
  onBegun: () => void;
}

export function Bulk({ wish, onClose, onBegun }: BulkProps) {
  const { t } = useTexts();
  return (
    <Modal
      open={wish !== null}
      onCancel={onClose}
      footer={null}
      title={wish ? t(`bulk.${wish.kind}.title`) : ""}
      destroyOnHidden
    >
      {wish && <Steps wish={wish} onClose={onClose} onBegun={onBegun} />}
    </Modal>
  );
}

function Steps({ wish, onClose, onBegun }: BulkProps & { wish: BulkWish }) {
  const { t } = useTexts();
  const counting = useCounting(wish);
  const begin = useMutation({
    mutationFn: () =>
      api.post<Run>("/api/v1/runs", {
        kind: wish.kind,
        ...(wish.ids ? { ids: wish.ids } : { filter: deliveryFilter(wish.filters) }),
      }),
    onSuccess: onBegun,
  });
  if (begin.data) return <Going id={begin.data.id} onClose={onClose} />;
  const n = count(counting.count);
  const isUnderWay = begin.error instanceof ApiProblem && begin.error.code === "RUN_UNDER_WAY";
  return (
    <div className="bulk">
      <p className="bulk-count" role="status">
        {counting.done ? t("bulk.count", { n }) : t("bulk.counting", { n })}
      </p>
      <p className="form-note">{t(`bulk.${wish.kind}.help`)}</p>
      {counting.error !== null && <Failure compact error={counting.error} />}
      {begin.error &&
        (isUnderWay ? (
          <Alert
            type="warning"
            showIcon
            title={
              <>
                {t("bulk.underWay")} <Link to={`/runs?kind=${wish.kind}`}>{t("bulk.toRuns")}</Link>
              </>
            }
          />
        ) : (
          <Failure compact error={begin.error} />
        ))}
      <div className="bulk-actions">
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button
          type="primary"
          danger={wish.kind === "deletion"}
          disabled={!counting.done || counting.count === 0}
          loading={begin.isPending}
          onClick={() => begin.mutate()}
        >
          {t(`bulk.${wish.kind}.do`, { n })}
        </Button>
      </div>
    </div>
  );
}

function useCounting({ ids, filters }: BulkWish) {
  const [state, setState] = useState<{ count: number; done: boolean; error: unknown }>({
    count: ids?.length ?? 0,
    done: ids !== undefined,
    error: null,
  });
  const asked = useRef({ ids, filters });
  useEffect(() => {
    const { ids, filters } = asked.current;
    if (ids) return;
    const stop = new AbortController();
    const tell = (count: number, done: boolean) => setState({ count, done, error: null });
    countDeliveries(deliveryFilter(filters), stop.signal, tell).catch((error: unknown) => {
      if (!stop.signal.aborted) setState((now) => ({ ...now, error }));
    });
    return () => stop.abort();
  }, []);
  return state;
}

function Going({ id, onClose }: { id: number; onClose: () => void }) {
  const { t } = useTexts();
  const run = useQuery({
    queryKey: keys.run(id),
    queryFn: ({ signal }) => api.get<RunDetail>(`/api/v1/runs/${id}`, undefined, signal),
    refetchInterval: ({ state }) => (state.data && !isUnderWay(state.data) ? false : 500),
  });
  if (!run.data) return run.error ? <Failure compact error={run.error} /> : null;
  const { tally, state, error } = run.data;
  const share = tally.total === 0 ? 0 : Math.floor((tally.looked / tally.total) * 100);
  return (
    <div className="bulk" role="status">
      <div className="bulk-state">
        <RunStateTag state={state} />
        <span className="num">
          {count(tally.looked)} / {count(tally.total)}
        </span>
      </div>
      <Progress
        percent={state === "done" ? 100 : share}
        status={state === "failed" ? "exception" : undefined}
      />
      <RunTally run={run.data} />
      {error && <Alert type="error" showIcon title={error} />}
      <p className="form-note">{t("bulk.goesOn")}</p>
      <div className="bulk-actions">
        <Link to={`/runs?id=${id}`}>{t("bulk.toRuns")}</Link>
        <Button type="primary" onClick={onClose}>
          {t("common.close")}
        </Button>
      </div>
    </div>
  );
}
