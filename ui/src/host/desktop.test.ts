// @vitest-environment jsdom
import { clearMocks, mockIPC } from "@tauri-apps/api/mocks";
import { afterEach, expect, it } from "vitest";
import { desktopHost } from "./desktop";
import { Unreachable } from "./types";

afterEach(clearMocks);

interface Call {
  command: string;
  payload: Record<string, unknown>;
}

/** Stands in for the shell; keeps what it was asked. */
function shell(answer: (command: string, payload: Record<string, unknown>) => unknown): Call[] {
  const calls: Call[] = [];
  mockIPC((command, payload) => {
    const known = (payload ?? {}) as Record<string, unknown>;
    calls.push({ command, payload: known });
    return answer(command, known);
  });
  return calls;
}

interface MessageChannel {
  onmessage: (message: string) => void;
}

function reader() {
  const heard: string[] = [];
  return {
    heard,
    onOpen: () => void heard.push("open"),
    onFrame: ({ event, data }: { event: string; data: string }) => void heard.push(`${event} ${data}`),
  };
}

it("D1: a request goes through the shell's door as it is, and so does its answer", async () => {
  const request = {
    method: "PUT" as const,
    path: "/api/v1/x?a=1",
    headers: [["Accept", "a/b"]] as [string, string][],
    body: "{}",
  };
  const calls = shell(() => ({ status: 201, headers: [["x", "y"]], body: "[]" }));
  await expect(desktopHost().request(request)).resolves.toEqual({
    status: 201,
    headers: [["x", "y"]],
    body: "[]",
  });
  expect(calls).toEqual([{ command: "api_request", payload: { request } }]);
});

it("D1: the bytes of a file go through the door as base64, in a field of their own", async () => {
  const calls = shell(() => ({ status: 200, headers: [], body: "" }));
  const body = Uint8Array.from({ length: 70_000 }, (_, n) => n % 256);
  await desktopHost().request({ method: "POST", path: "/x", headers: [], body });
  const request = calls[0]?.payload.request as { body: unknown; base64: string };
  expect(request.body).toBeNull();
  expect(Uint8Array.from(Buffer.from(request.base64, "base64"))).toEqual(body);
});

it("a door that is closed counts as unreachable", async () => {
  shell(() => {
    throw new Error("the engine is not running");
  });
  await expect(
    desktopHost().request({ method: "GET", path: "/", headers: [], body: null }),
  ).rejects.toBeInstanceOf(Unreachable);
});

it("a stream opens, hands on its frames, and is over with the shell's word", async () => {
  const ear = reader();
  shell((command, payload) => {
    if (command !== "api_stream") return null;
    const channel = payload.channel as MessageChannel;
    queueMicrotask(() => {
      channel.onmessage(JSON.stringify({ event: "pulse", data: "1" }));
      channel.onmessage(JSON.stringify({ event: "end", data: "" }));
    });
    return null;
  });
  await desktopHost().stream("/api/v1/live", ear, new AbortController().signal);
  expect(ear.heard).toEqual(["open", "pulse 1"]);
});

it("a stream that nobody reads any more is stopped under its own name", async () => {
  const abort = new AbortController();
  const calls = shell(() => null);
  const over = desktopHost().stream("/api/v1/live", reader(), abort.signal);
  abort.abort();
  await over;
  const [opened, stopped] = calls;
  expect(stopped).toEqual({ command: "api_stream_stop", payload: { id: opened?.payload.id } });
});

it("a stream that is refused is told as such", async () => {
  shell(() => {
    throw new Error("the stream was refused with status 503");
  });
  await expect(
    desktopHost().stream("/api/v1/live", reader(), new AbortController().signal),
  ).rejects.toBeInstanceOf(Unreachable);
});

it("D4: a file is saved by the shell, which says where; thought better of and refused are told apart", async () => {
  const calls = shell((_, { name }) => {
    if (name === "full.toml")
      throw { code: "REFUSED", path: "/full.toml", detail: "No space left on device" };
    return name === "no.toml" ? null : `/home/me/${name}`;
  });
  const { saveFile } = desktopHost();
  expect(await saveFile("a.toml", "x = 1", "application/toml")).toBe("/home/me/a.toml");
  expect(calls[0]).toEqual({ command: "save_file", payload: { name: "a.toml", content: "x = 1" } });
  expect(await saveFile("no.toml", "", "application/toml")).toBeNull();
  await expect(saveFile("full.toml", "", "application/toml")).rejects.toThrow("No space left on device");
});

it("B4, D4: what the engine answers is saved by the shell, which fetches it itself", async () => {
  const calls = shell((_, { name }) => {
    if (name === "gone.xlsx") throw { code: "REFUSED", path: "", detail: "no such task" };
    return `/home/me/${name}`;
  });
  const { download } = desktopHost();
  expect(await download("/api/v1/tasks/3/abnormal.xlsx", "a.xlsx")).toBe("/home/me/a.xlsx");
  expect(calls[0]).toEqual({
    command: "save_download",
    payload: { path: "/api/v1/tasks/3/abnormal.xlsx", name: "a.xlsx" },
  });
  await expect(download("/api/v1/tasks/4/abnormal.xlsx", "gone.xlsx")).rejects.toThrow("no such task");
});
