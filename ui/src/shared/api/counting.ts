/** Counting what the engine counts part by part, so that one part takes it a tenth of a second however much there is. */
import { api } from "./client";
import type { Counted, DeliveryFilter } from "./types";

/** Asks part by part until the last one, or until `signal` fires; `onPart` hears of each. */
export async function inParts<P extends { next: number | null }>(
  ask: (after: number | null) => Promise<P>,
  signal: AbortSignal,
  onPart: (part: P) => void,
): Promise<void> {
  let after: number | null = null;
  do {
    const part: P = await ask(after);
    if (signal.aborted) return;
    onPart(part);
    after = part.next;
  } while (after !== null);
}

/** Counts rows of the push log; `onCount` hears how many were found so far. */
export async function countDeliveries(
  filter: DeliveryFilter,
  signal: AbortSignal,
  onCount: (found: number, isAll: boolean) => void,
): Promise<void> {
  let found = 0;
  await inParts(
    (after) => api.post<Counted>("/api/v1/deliveries/count", { filter, after }),
    signal,
    (part) => {
      found += part.count;
      onCount(found, part.next === null);
    },
  );
}
