/** What rows of the push log are written with, wherever some of them are listed. */
import type { ReactNode } from "react";
import type { Delivery } from "../api/types";
import { textOr } from "../i18n";
import "./delivery.css";

export function TwoLines({ first, second }: { first: ReactNode; second: ReactNode }) {
  return (
    <div className="two">
      <div className="ellipsis">{first}</div>
      <div className="ellipsis dim">{second}</div>
    </div>
  );
}

/** `李四 (1002)`, or the id alone. */
export function person(name: string | null, id: string): string {
  return name ? `${name} (${id})` : id;
}

/** A reason's short name, with the log's own words after it where they add something. */
export function reasonName(row: { reasonCode: string | null }): string | null {
  return row.reasonCode ? textOr(`reason.${row.reasonCode}`, row.reasonCode) : null;
}

export function stateName(state: string): string {
  return textOr(`state.${state}`, state);
}

export function Reason({ row }: { row: Delivery }) {
  if (!row.reason && !row.reasonCode) return <span className="dim">–</span>;
  const name = reasonName(row);
  return (
    <div className="two" title={row.reason ?? undefined}>
      <div className="ellipsis">{name ?? row.reason}</div>
      {name && row.reason && row.reason !== name && <div className="ellipsis dim">{row.reason}</div>}
    </div>
  );
}
