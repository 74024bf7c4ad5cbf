/** The push log's filters live in the address, so that a view can be shared and gone back to. Pure. */
import { withQuery } from "@/shared/api/client";
import type { DataSet, Delivery, DeliveryFilter, Status } from "@/shared/api/types";
import { allDataSets, allStatuses } from "@/shared/parts/kinds";

export interface Filters {
  targetId?: number;
  status?: Status;
  dataSet?: DataSet;
  businessState?: string;
  requestId?: string;
  receiver?: string;
  creator?: string;
  text?: string;
  from?: string;
  to?: string;
}

const words = ["businessState", "requestId", "receiver", "creator", "text", "from", "to"] as const;

/** Those that stand behind "more filters". */
export const lessUsed = ["businessState", "requestId", "receiver", "creator"] as const;

/** Reads the filters out of an address; what makes no sense there is left out. */
export function readFilters(search: URLSearchParams): Filters {
  const filters: Filters = {};
  const target = Number(search.get("targetId"));
  if (Number.isInteger(target) && target > 0) filters.targetId = target;
  const status = allStatuses.find((known) => known === search.get("status"));
  if (status) filters.status = status;
  const dataSet = allDataSets.find((known) => known === search.get("dataSet"));
  if (dataSet) filters.dataSet = dataSet;
  for (const word of words) {
    const value = search.get(word)?.trim();
    if (value) filters[word] = value;
  }
  return filters;
}

/** Writes changed filters into an address; what else stands there stays, except the opened row. */
export function writeFilters(search: URLSearchParams, change: Partial<Filters>): URLSearchParams {
  const next = new URLSearchParams(search);
  next.delete("id");
  for (const [name, value] of Object.entries(change)) {
    if (value === undefined || value === null || value === "") next.delete(name);
    else next.set(name, String(value));
  }
  return next;
}

export function isFiltered(filters: Filters): boolean {
  return Object.keys(filters).length > 0;
}

const only = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value]);

/** The filters as runs and counts take them, of which some name several values. */
export function deliveryFilter(filters: Filters): DeliveryFilter {
  const { targetId, status, businessState, text, from, to } = filters;
  return {
    targetId: targetId ?? null,
    status: status ?? null,
    dataSets: only(filters.dataSet),
    businessState: businessState ?? null,
    requestIds: only(filters.requestId),
    receivers: only(filters.receiver),
    creators: only(filters.creator),
    workflowTypeIds: [],
    text: text ?? null,
    from: from ?? null,
    to: to ?? null,
  };
}

/**
 * The stream that belongs to a list. The status is not part of it: a row that leaves the filtered status must still be
 * told about, or the list would show it as it was. Nor is the time, which a stream of news does not know.
 */
export function streamPath({ status: _, from: __, to: ___, ...filters }: Filters): string {
  return withQuery("/api/v1/live", { topics: "deliveries", ...filters });
}

/** Whether a row fits those filters that the stream is not told. */
export function fitsList({ status, from, to }: Filters): (row: Delivery) => boolean {
  return (row) =>
    (!status || row.status === status) &&
    (!from || Date.parse(row.createdAt) >= Date.parse(from)) &&
    (!to || Date.parse(row.createdAt) < Date.parse(to));
}
