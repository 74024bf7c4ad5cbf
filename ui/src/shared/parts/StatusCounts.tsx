/** How many deliveries have come to what; what none has come to is left out. */
import type { Counts } from "../api/types";
import { count } from "../format";
import { allStatuses } from "./kinds";
import { StatusTag } from "./tags";
import "./runs.css";

export function StatusCounts({ counts }: { counts: Counts }) {
  return allStatuses
    .filter((status) => counts[status] > 0)
    .map((status) => (
      <span key={status} className="status-count">
        <StatusTag status={status} /> <strong className="num">{count(counts[status])}</strong>
      </span>
    ));
}
