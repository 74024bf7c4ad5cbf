import { expect, it } from "vitest";
import { refusal, tokenInFragment } from "./browser";

it("a token in the address's fragment is found, and nothing else is taken for one", () => {
  expect(tokenInFragment("#token=abc-123_x")).toBe("abc-123_x");
  expect(tokenInFragment("#/log?text=token")).toBeNull();
  expect(tokenInFragment("#token=")).toBeNull();
  expect(tokenInFragment("")).toBeNull();
});

it("B4: a download that is refused says why in the engine's words, or at least its status", () => {
  expect(refusal('{"code":"NOT_FOUND","detail":"no such task"}', 404)).toBe("no such task");
  expect(refusal('{"code":"NOT_FOUND"}', 404)).toBe("NOT_FOUND");
  expect(refusal("<html>", 502)).toBe("HTTP 502");
});
