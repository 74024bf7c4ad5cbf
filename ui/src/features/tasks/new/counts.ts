/** How much a batch push would take, counted part by part before it is made; the counting may be passed over. */
import { useEffect, useRef, useState } from "react";
import { api } from "@/shared/api/client";
import { countDeliveries, inParts } from "@/shared/api/counting";
import type { RealTimeCount } from "@/shared/api/types";
import { conditionsFrom, type Draft, filterOf, type Kind, logsOf } from "./draft";

export interface Counting {
  /** Rows of each log, or all items of the OA's lists. */
  found: { log: number | null; count: number }[];
  /** A real-time push asks about persons. */
  asked: number;
  persons: number;
  unread: number;
  fault: string | null;
  isDone: boolean;
  error: unknown;
}

const nothing: Counting = {
  found: [],
  asked: 0,
  persons: 0,
  unread: 0,
  fault: null,
  isDone: false,
  error: null,
};

type Tell = (counted: Partial<Counting>) => void;

async function countHistory(draft: Draft, signal: AbortSignal, tell: Tell): Promise<void> {
  let found: Counting["found"] = [];
  for (const { log } of logsOf(draft)) {
    const before = found;
    await countDeliveries({ ...filterOf(draft), targetId: log }, signal, (count) => {
      found = [...before, { log, count }];
      tell({ found });
    });
  }
}

async function countRealTime(draft: Draft, signal: AbortSignal, tell: Tell): Promise<void> {
  const conditions = conditionsFrom(draft);
  let [items, asked, unread] = [0, 0, 0];
  let fault: string | null = null;
  await inParts(
    (after) => api.post<RealTimeCount>("/api/v1/oa/items/count", { conditions, after }),
    signal,
    (part) => {
      items += part.items;
      asked += part.asked;
      unread += part.unread;
      fault ??= part.fault;
      tell({ found: [{ log: null, count: items }], asked, persons: part.persons, unread, fault });
    },
  );
}

/** Counts once for what stands in `draft` now. */
export function useCounting(kind: Kind, draft: Draft): Counting {
  const [counting, setCounting] = useState(nothing);
  const asked = useRef({ kind, draft });
  useEffect(() => {
    const stop = new AbortController();
    const tell: Tell = (counted) => {
      if (!stop.signal.aborted) setCounting((now) => ({ ...now, ...counted }));
    };
    const { kind, draft } = asked.current;
    const count = kind === "history" ? countHistory : countRealTime;
    count(draft, stop.signal, tell).then(
      () => tell({ isDone: true }),
      (error: unknown) => tell({ error }),
    );
    return () => stop.abort();
  }, []);
  return counting;
}
