/** The list behind the push log: pages by key, and live rows as they come. */
import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { api, theHost } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import type { DeliveriesFrame, Delivery } from "@/shared/api/types";
import { useAwake, useLive } from "@/shared/live";
import { keepLive } from "@/shared/live/connection";
import { type Filters, fitsList, streamPath } from "./filters";
import { type LogPage, type LogPages, merge, type Names, withNames, withRecent } from "./follow";

const PAGE = 100;
/** Rows of the stream kept for a page that is on its way. */
const MOST_RECENT = 400;
const MOST_HELD = 999;
/** The list is drawn anew at most this often, however many frames come. */
const PACE_MS = 250;

export function useLog(filters: Filters) {
  const queries = useQueryClient();
  const { epoch } = useLive();
  const awake = useAwake();
  const [paused, setPaused] = useState(false);
  const [atTop, setAtTop] = useState(true);
  const [held, setHeld] = useState<ReadonlySet<number>>(new Set());
  const [skipped, setSkipped] = useState(0);
  const recent = useRef<Delivery[]>([]);
  const names = useRef<Names>(new Map());
  const following = useRef(true);
  following.current = !paused && atTop;
  const openedFor = useRef<string | null>(null);

  const key = keys.deliveries({ ...filters });
  const name = JSON.stringify(key);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `name` says all that `key` holds
  const queryKey = useMemo(() => key, [name]);

  const query = useInfiniteQuery({
    queryKey,
    queryFn: async ({ pageParam, signal }): Promise<LogPage> => {
      const page = await api.get<LogPage>(
        "/api/v1/deliveries",
        { ...filters, limit: PAGE, after: pageParam },
        signal,
      );
      withNames(page.items, names.current);
      return pageParam === null ? withRecent(page, recent.current, fitsList(filters)) : page;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    gcTime: 0,
  });

  /** Reads the first page again and forgets the others: whatever was missed is in it. */
  const startOver = useCallback(() => {
    setHeld(new Set());
    setSkipped(0);
    recent.current = [];
    queries.setQueryData<LogPages>(
      queryKey,
      (old) => old && { pages: old.pages.slice(0, 1), pageParams: old.pageParams.slice(0, 1) },
    );
    void queries.invalidateQueries({ queryKey });
  }, [queries, queryKey]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new list begins with nothing held
  useEffect(() => {
    setHeld(new Set());
    setSkipped(0);
    recent.current = [];
  }, [name]);

  const path = streamPath(filters);
  const listFilters = useRef(filters);
  listFilters.current = filters;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new epoch opens the stream again and fills what was missed
  useEffect(() => {
    if (!awake) return;
    const abort = new AbortController();
    let waiting: DeliveriesFrame = { items: [], skipped: 0 };
    let timer: ReturnType<typeof setTimeout> | undefined;
    let takenAt = 0;
    const take = () => {
      timer = undefined;
      takenAt = Date.now();
      const frame = waiting;
      waiting = { items: [], skipped: 0 };
      const items = withNames(frame.items, names.current);
      recent.current = [...recent.current, ...items].slice(-MOST_RECENT);
      let kept: number[] = [];
      queries.setQueryData<LogPages>(queryKey, (old) => {
        if (!old) return old;
        const merged = merge(old, {
          items,
          skipped: frame.skipped,
          following: following.current,
          fits: fitsList(listFilters.current),
        });
        kept = merged.held;
        return merged.pages;
      });
      if (following.current && frame.skipped > 0) setSkipped((n) => n + frame.skipped);
      if (kept.length > 0) {
        setHeld((before) => (before.size > MOST_HELD ? before : new Set([...before, ...kept])));
      }
    };
    const hear = (frame: DeliveriesFrame) => {
      waiting = { items: [...waiting.items, ...frame.items], skipped: waiting.skipped + frame.skipped };
      timer ??= setTimeout(take, Math.max(0, takenAt + PACE_MS - Date.now()));
    };
    keepLive({
      host: theHost(),
      path,
      signal: abort.signal,
      silenceMs: null,
      onFrame: (frame) => {
        if (frame.event === "deliveries") hear(JSON.parse(frame.data) as DeliveriesFrame);
      },
      onState: (state) => {
        if (state.kind !== "open") return;
        // Opened again (the connection was lost, or the tab rested): what was missed is in the first page.
        if (openedFor.current === path && following.current) startOver();
        openedFor.current = path;
      },
    });
    return () => {
      clearTimeout(timer);
      abort.abort();
    };
  }, [path, queries, queryKey, awake, epoch, startOver]);

  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  const gap = pages?.some((page) => page.gap) ?? false;

  /** The list was scrolled. Away from the top, rows that were left out must be there before one comes to their place. */
  const onTop = useCallback(
    (now: boolean) => {
      setAtTop(now);
      following.current = now && !paused;
      if (!now && gap) startOver();
      if (now && !paused && held.size > 0) startOver();
    },
    [gap, held.size, paused, startOver],
  );

  const follow = useCallback(() => {
    setPaused(false);
    setAtTop(true);
    following.current = true;
    startOver();
  }, [startOver]);

  return {
    query,
    rows,
    held: held.size,
    heldMany: held.size > MOST_HELD,
    skipped,
    /** There is more below than what is loaded. */
    more: query.hasNextPage || gap,
    paused,
    following: !paused && atTop,
    pause: () => setPaused(true),
    follow,
    onTop,
  };
}
