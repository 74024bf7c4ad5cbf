import { expect, it } from "vitest";
import type { Overview, Point, Pulse } from "../api/types";
import { MOST_POINTS, meanRate, slowest, totals, withPulse } from "./pulse";

const point = (second: number, more: Partial<Point> = {}): Point => ({
  at: new Date(second * 1_000).toISOString(),
  accepted: 1,
  success: 1,
  failed: 0,
  ignored: 0,
  noAnswer: 0,
  p50Ms: 10,
  p99Ms: 20,
  ...more,
});
const overview: Overview = {
  at: "",
  intake: { eventsPerSecond: 0 },
  targets: [],
  series: [point(1), point(2)],
};
const frame = (p: Point) => ({ at: p.at, intake: { eventsPerSecond: 3 }, targets: [], point: p });

it("a pulse adds its second, and a second that comes again replaces itself", () => {
  const once = withPulse(overview, frame(point(3)));
  expect(once.series).toHaveLength(3);
  const again = withPulse(once, frame(point(3, { accepted: 9 })));
  expect(again.series).toHaveLength(3);
  expect(again.series.at(-1)?.accepted).toBe(9);
  expect(again.intake.eventsPerSecond).toBe(3);
});

it("no more than five minutes are kept", () => {
  let grown = overview;
  for (let second = 3; second < 400; second++) grown = withPulse(grown, frame(point(second)));
  expect(grown.series).toHaveLength(MOST_POINTS);
});

it("the slowest target is the one with the highest p99; one without answers is not slow", () => {
  const pulse = (name: string, latencyMs: Pulse["latencyMs"]) => ({ name, latencyMs }) as Pulse;
  const pulses = [pulse("a", { p50: 9, p99: 20 }), pulse("b", null), pulse("c", { p50: 5, p99: 90 })];
  expect(slowest(pulses)).toEqual({ name: "c", p50: 5, p99: 90 });
  expect(slowest([pulse("b", null)])).toBeNull();
});

it("sums and means", () => {
  expect(totals([point(1), point(2, { failed: 2 })])).toEqual({
    accepted: 2,
    success: 2,
    failed: 2,
    ignored: 0,
    noAnswer: 0,
  });
  expect(meanRate([point(1), point(2, { accepted: 3 })], 5, (p) => p.accepted)).toBe(2);
  expect(meanRate([], 5, (p) => p.accepted)).toBe(0);
});
