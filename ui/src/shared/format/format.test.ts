import { expect, it } from "vitest";
import { bytes, clock, count, millis, percent, rate, span } from "./index";

it("a share is never rounded up to everything nor down to nothing", () => {
  expect(percent(99_999, 100_000)).toBe("99.9%");
  expect(percent(1, 100_000)).toBe("0.1%");
  expect(percent(5, 5)).toBe("100%");
  expect(percent(0, 5)).toBe("0%");
  expect(percent(0, 0)).toBe("–");
});

it("sizes step by 1,024 and never say more than one decimal", () => {
  const said = [0, 1, 1_023, 1_024, 1_536, 150 * 1_024, 1_048_576, 5 * 1_024 ** 5].map(bytes);
  expect(said).toEqual(["0 B", "1 B", "1023 B", "1.0 KiB", "1.5 KiB", "150 KiB", "1.0 MiB", "5120 TiB"]);
});

it("spans have at most two units", () => {
  expect(span(5)).toBe("5 秒");
  expect(span(192)).toBe("3 分 12 秒");
  expect(span(7_200)).toBe("2 小时");
  expect(span(90_000)).toBe("1 天 1 小时");
  expect(span(-3)).toBe("0 秒");
});

it("durations and rates keep three figures or so", () => {
  expect(millis(0)).toBe("0 ms");
  expect(millis(0.01)).toBe("0 ms");
  expect(millis(0.4)).toBe("0.4 ms");
  expect(millis(12.4)).toBe("12 ms");
  expect(millis(1_240)).toBe("1.24 s");
  expect(millis(null)).toBe("–");
  expect(rate(0)).toBe("0");
  expect(rate(3.14)).toBe("3.1");
  expect(rate(1234.5)).toBe("1,235");
  expect(count(1234567)).toBe("1,234,567");
});

it("a moment of another day carries its date", () => {
  const now = new Date(2026, 10, 22, 12, 0, 0).getTime();
  expect(clock(new Date(2026, 10, 22, 9, 1, 0).toISOString(), now)).toBe("09:01:00");
  expect(clock(new Date(2026, 10, 21, 9, 1, 0).toISOString(), now)).toBe("11-21 09:01:00");
  expect(clock(new Date(2025, 10, 21, 9, 1, 0).toISOString(), now)).toBe("2025-11-21 09:01:00");
  expect(clock(null, now)).toBe("–");
});
