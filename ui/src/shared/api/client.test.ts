import { beforeEach, expect, it, vi } from "vitest";
import type { Host, HostRequest, HostResponse } from "@/host";
import { api, setHost, withQuery } from "./client";
import { ApiProblem } from "./problem";

const signOut = vi.fn();
let asked: HostRequest[] = [];

function answering(answer: Partial<HostResponse>): void {
  const host: Host = {
    kind: "browser",
    request: async (request) => {
      asked.push(request);
      return { status: 200, headers: [], body: "", ...answer };
    },
    stream: async () => undefined,
    saveFile: async () => null,
    download: async () => null,
    openExternal: () => undefined,
    session: {
      signedIn: () => true,
      signIn: () => undefined,
      signOut,
      wasRefused: () => false,
      subscribe: () => () => undefined,
    },
  };
  setHost(host);
}

beforeEach(() => {
  asked = [];
  signOut.mockClear();
});

it("empty filters stay out of the address, Chinese ones are written safely", () => {
  expect(withQuery("/x", { a: "", b: null, c: undefined, d: 0, e: "报销 &" })).toBe(
    `/x?d=0&e=${encodeURIComponent("报销")}+%26`,
  );
});

it("a refusal becomes a typed problem with its fields", async () => {
  const fields = [{ path: "/name", code: "DIGITS_ONLY", message: "must not be digits only" }];
  answering({
    status: 400,
    body: JSON.stringify({ code: "INVALID_INPUT", detail: "no", traceId: "t", fields }),
  });
  const problem = await api.post("/api/v1/targets", {}).catch((error: unknown) => error);
  expect(problem).toBeInstanceOf(ApiProblem);
  expect(problem).toMatchObject({ status: 400, code: "INVALID_INPUT", traceId: "t", fields });
  expect(asked[0]).toMatchObject({ method: "POST", body: "{}" });
});

it("an answer that is no problem document keeps its words", async () => {
  answering({ status: 502, body: "<html>bad gateway</html>" });
  await expect(api.get("/x")).rejects.toMatchObject({ code: "HTTP_502", detail: "<html>bad gateway</html>" });
});

it("H1: a token that is refused ends the session, so that the sign-in screen comes up; 403 does not", async () => {
  answering({ status: 403, body: "{}" });
  await expect(api.get("/x")).rejects.toBeInstanceOf(ApiProblem);
  expect(signOut).not.toHaveBeenCalled();
  answering({ status: 401, body: "{}" });
  await expect(api.get("/x")).rejects.toBeInstanceOf(ApiProblem);
  expect(signOut).toHaveBeenCalledWith("refused");
});

it("an empty answer is no document", async () => {
  answering({ status: 204 });
  await expect(api.delete("/x")).resolves.toBeUndefined();
});
