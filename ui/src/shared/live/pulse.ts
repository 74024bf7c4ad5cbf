/** How a pulse changes the overview in the cache. Pure. */
import type { BreakerState, Overview, Point, Pulse, PulseFrame } from "../api/types";

/** Points kept: five minutes, one a second. */
export const MOST_POINTS = 300;

export function withPulse(overview: Overview, frame: PulseFrame): Overview {
  const last = overview.series.at(-1);
  const series =
    last && last.at === frame.point.at
      ? [...overview.series.slice(0, -1), frame.point]
      : [...overview.series, frame.point].slice(-MOST_POINTS);
  return { at: frame.at, intake: frame.intake, targets: frame.targets, series };
}

/** Whether a target keeps its deliveries back, for one reason or another. */
export function isHolding(state: BreakerState): boolean {
  return state === "open" || state === "probing";
}

export interface Totals {
  accepted: number;
  success: number;
  failed: number;
  ignored: number;
  noAnswer: number;
}

/** The sums of a stretch of points. */
export function totals(points: Point[]): Totals {
  const sum = { accepted: 0, success: 0, failed: 0, ignored: 0, noAnswer: 0 };
  for (const point of points) {
    sum.accepted += point.accepted;
    sum.success += point.success;
    sum.failed += point.failed;
    sum.ignored += point.ignored;
    sum.noAnswer += point.noAnswer;
  }
  return sum;
}

/** The target that answers slowest, by the engine's own figures of the last minute. */
export function slowest(pulses: Pulse[]): { name: string; p50: number; p99: number } | null {
  let found: { name: string; p50: number; p99: number } | null = null;
  for (const { name, latencyMs } of pulses) {
    if (latencyMs && (!found || latencyMs.p99 > found.p99)) found = { name, ...latencyMs };
  }
  return found;
}

/** The mean rate over the last `seconds` points. */
export function meanRate(points: Point[], seconds: number, of: (point: Point) => number): number {
  const last = points.slice(-seconds);
  if (last.length === 0) return 0;
  return last.reduce((sum, point) => sum + of(point), 0) / last.length;
}
