import { expect, it } from "vitest";
import { LEAST, MOST, rateAt, STEPS, stepOf } from "./rateScale";

it("D3: the slider goes from 0.1 to 500 events a second", () => {
  expect(rateAt(0)).toBe(LEAST);
  expect(rateAt(STEPS)).toBe(MOST);
});

it("each step is more than the one before, and comes back to itself", () => {
  for (let step = 1; step <= STEPS; step++) {
    expect(rateAt(step)).toBeGreaterThan(rateAt(step - 1));
    expect(Math.abs(stepOf(rateAt(step)) - step)).toBeLessThanOrEqual(1);
  }
});
