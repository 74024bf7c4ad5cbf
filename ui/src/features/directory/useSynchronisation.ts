/** The OA's organisation being read (row O2): begun, watched, stopped; and what came of the last time. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import type { Extent, Page, Run, RunDetail } from "@/shared/api/types";
import { isUnderWay } from "@/shared/parts/runs";
import { useDirectoryChange } from "./useDirectoryChange";

const last = { kind: "synchronisation", limit: 1 } as const;
const WATCHED_MS = 1_000;
const IDLE_MS = 15_000;

/** The last one, or null. One that ends, whoever began it, has the organisation read anew. */
export function useLastSynchronisation() {
  const { readAnew } = useDirectoryChange();
  const runs = useQuery({
    queryKey: keys.runs(last),
    queryFn: async ({ signal }) => (await api.get<Page<Run>>("/api/v1/runs", last, signal)).items[0] ?? null,
    // A schedule begins one by itself.
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? WATCHED_MS : IDLE_MS),
  });
  const run = runs.data;
  const seen = useRef<string | undefined>(undefined);
  const now = run === undefined ? undefined : run === null ? "none" : `${run.id} ${run.state}`;
  useEffect(() => {
    const isNews = seen.current !== undefined && seen.current !== now;
    seen.current = now;
    if (isNews && run && !isUnderWay(run)) void readAnew();
  }, [now, run, readAnew]);
  return runs;
}

/**
 * One run, asked about each second until it ends. What is learned of it is known of the last one too, at once: a dialog
 * that is opened again must not take a run that is over for one under way.
 */
export function useRun(id: number) {
  const queries = useQueryClient();
  return useQuery({
    queryKey: keys.run(id),
    queryFn: async ({ signal }) => {
      const run = await api.get<RunDetail>(`/api/v1/runs/${id}`, undefined, signal);
      await queries.cancelQueries({ queryKey: keys.runs(last) });
      queries.setQueryData<Run | null>(keys.runs(last), (known) => (known && known.id > id ? known : run));
      return run;
    },
    refetchInterval: ({ state }) => (state.data && !isUnderWay(state.data) ? false : WATCHED_MS),
  });
}

export interface Wish {
  extent: Extent;
  /** Even when more than half of the people would be gone. */
  acceptLoss: boolean;
}

export function useSynchronisationChange() {
  const queries = useQueryClient();
  const askAgain = () => queries.invalidateQueries({ queryKey: keys.allRuns });
  const begin = useMutation({
    mutationFn: (wish: Wish) => api.post<Run>("/api/v1/directory/synchronisation", wish),
    onSettled: askAgain,
  });
  const stop = useMutation({
    mutationFn: (id: number) => api.post<void>(`/api/v1/runs/${id}/stop`, {}),
    onSettled: askAgain,
  });
  return { begin, stop };
}
