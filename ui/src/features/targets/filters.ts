/** The filters of the list of targets live in the address. Pure. */
import type { Pulse, PushType, Target } from "@/shared/api/types";
import { isHolding } from "@/shared/live/pulse";

export const targetStates = ["enabled", "disabled", "trouble", "backlog"] as const;
export type TargetState = (typeof targetStates)[number];

export interface TargetFilters {
  text: string;
  type: PushType | null;
  state: TargetState | null;
}

/** A target beside how it is doing now. */
export interface TargetRow {
  target: Target;
  pulse: Pulse | undefined;
}

export function readTargetFilters(search: URLSearchParams): TargetFilters {
  return {
    text: search.get("text") ?? "",
    type: (search.get("type") as PushType | null) || null,
    state: targetStates.find((state) => state === search.get("state")) ?? null,
  };
}

export function writeTargetFilters(filters: TargetFilters): URLSearchParams {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(filters)) if (value) search.set(name, value);
  return search;
}

function inState({ target, pulse }: TargetRow, state: TargetState): boolean {
  switch (state) {
    case "enabled":
      return target.enabled;
    case "disabled":
      return !target.enabled;
    case "trouble":
      return (
        pulse !== undefined && (isHolding(pulse.breaker.state) || (target.enabled && pulse.blocked !== null))
      );
    case "backlog":
      return (pulse?.counts.pending ?? 0) > 0;
  }
}

export function matches(row: TargetRow, { text, type, state }: TargetFilters): boolean {
  const wanted = text.trim().toLowerCase();
  const { name, identifier, server, pushType } = row.target;
  return (
    [name, identifier, server.authority].some((word) => word.toLowerCase().includes(wanted)) &&
    (type === null || pushType === type) &&
    (state === null || inState(row, state))
  );
}
