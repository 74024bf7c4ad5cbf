/** The event of a dry run: what the small form starts with, and what was pasted, as an event. Pure. */
import type { DataSet, Event } from "../api/types";

/** The state that most events of a data set carry. */
const usualState: Record<DataSet, string> = {
  todo: "pending",
  done: "handled",
  closed: "archived",
  deleted: "deleted",
};

export function stateOf(dataSet: DataSet): string {
  return usualState[dataSet];
}

/** What the small form asks for; times are set when it is asked. */
export interface TypedEvent {
  dataSet: DataSet;
  businessState: string;
  requestId: string;
  requestName: string;
  workflowId: string;
  workflowName: string;
  workflowTypeId: string;
  nodeName: string;
  creator: string;
  receiver: string;
  viewType: "unread" | "read" | undefined;
}

export function typedOf(event: Event): TypedEvent {
  return {
    dataSet: event.dataSet,
    businessState: event.businessState,
    requestId: event.requestId,
    requestName: event.requestName,
    workflowId: event.workflowId,
    workflowName: event.workflowName,
    workflowTypeId: event.workflowTypeId,
    nodeName: event.nodeName,
    creator: event.creator,
    receiver: event.receiver,
    viewType: event.viewType ?? undefined,
  };
}

/** An event that happens now; what the form does not ask for stays as `base` has it. */
export function eventOf(typed: TypedEvent, now: Date, base: Event | null = null): Event {
  const at = now.toISOString();
  return {
    ...base,
    ...typed,
    viewType: typed.viewType ?? null,
    createdAt: base?.createdAt ?? at,
    receivedAt: at,
    occurredAt: at,
    // Another receiver's part-time identity is not this one's.
    receiverIdentity: base?.receiver === typed.receiver ? base.receiverIdentity : null,
  };
}

/** What was pasted: one event, or a batch of which the first event counts. */
export function pastedEvent(text: string): Event | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== "object" || value === null) return null;
    if (Array.isArray(value)) return (value[0] as Event | undefined) ?? null;
    const { events, event } = value as { events?: Event[]; event?: Event };
    if (Array.isArray(events)) return events[0] ?? null;
    return event ?? (value as Event);
  } catch {
    return null;
  }
}
