/** What the screens of batch pushes ask the engine, and what they have it do. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef } from "react";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import { useTargets } from "@/shared/api/queries";
import type { Delivery, NewTasks, Page, Run, Task, UnreadPerson } from "@/shared/api/types";
import { isUnderWay } from "@/shared/parts/runs";

const PAGE = 50;
const WATCHED_MS = 1_000;
const IDLE_MS = 10_000;
/** Before any task. */
const EVER = "1970-01-01T00:00:00Z";

/** It moves on by itself: it is under way, or what it has put in line is not sent yet. */
const isMoving = (task: Task) => isUnderWay(task) || task.outcome.pending > 0;

/** Newest first: those of seven days, or all. */
export function useTasks(all: boolean) {
  const since = all ? EVER : undefined;
  return useInfiniteQuery({
    queryKey: keys.tasks(since),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<Task>>("/api/v1/tasks", { since, limit: PAGE, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some(isMoving)) ? WATCHED_MS : IDLE_MS,
  });
}

export function useTask(id: number) {
  return useQuery({
    queryKey: keys.task(id),
    queryFn: ({ signal }) => api.get<Task>(`/api/v1/tasks/${id}`, undefined, signal),
    refetchInterval: ({ state }) => (state.data && isMoving(state.data) ? WATCHED_MS : IDLE_MS),
  });
}

/** `known`: how many the task says that there are; when that changes the rows are read again. */
function useRowsOf<T>(id: number, list: "abnormal" | "unread", known: number) {
  const query = useInfiniteQuery({
    queryKey: list === "abnormal" ? keys.taskAbnormal(id) : keys.taskUnread(id),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<T>>(`/api/v1/tasks/${id}/${list}`, { limit: PAGE, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    gcTime: 0,
  });
  const { refetch } = query;
  const seen = useRef(known);
  useEffect(() => {
    if (known === seen.current) return;
    seen.current = known;
    void refetch();
  }, [known, refetch]);
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap(({ items }) => items) ?? [], [pages]);
  return { query, rows };
}

export const useAbnormal = (id: number, known: number) => useRowsOf<Delivery>(id, "abnormal", known);
export const useUnread = (id: number, known: number) => useRowsOf<UnreadPerson>(id, "unread", known);

export function useTargetNames(): (id: number) => string {
  const { data } = useTargets();
  return useCallback((id) => data?.find((target) => target.id === id)?.name ?? `#${id}`, [data]);
}

export function useTaskChange() {
  const queries = useQueryClient();
  const onSettled = () => queries.invalidateQueries({ queryKey: keys.allTasks });
  const path = (id: number) => `/api/v1/tasks/${id}`;
  return {
    create: useMutation({
      mutationFn: (tasks: NewTasks) => api.post<Run[]>("/api/v1/tasks", tasks),
      onSettled,
    }),
    start: useMutation({ mutationFn: (id: number) => api.post<void>(`${path(id)}/start`, {}), onSettled }),
    pause: useMutation({ mutationFn: (id: number) => api.post<void>(`${path(id)}/pause`, {}), onSettled }),
    retry: useMutation({ mutationFn: (id: number) => api.post<Run[]>(`${path(id)}/retry`, {}), onSettled }),
    remove: useMutation({ mutationFn: (id: number) => api.delete(path(id)), onSettled }),
    setPace: useMutation({
      mutationFn: ({ id, perSecond }: { id: number; perSecond: number | null }) =>
        api.put<void>(`${path(id)}/pace`, { perSecond }),
      onSettled,
    }),
  };
}
