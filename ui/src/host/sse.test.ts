import { describe, expect, it } from "vitest";
import { SseParser } from "./sse";

const text = ': hello\n\nevent: pulse\ndata: {"a":1}\n\nevent: deliveries\ndata: one\ndata: two\n\n';
const frames = [
  { event: "pulse", data: '{"a":1}' },
  { event: "deliveries", data: "one\ntwo" },
];

describe("the reader of server-sent events", () => {
  it("gives the same frames wherever the text is cut", () => {
    for (let cut = 0; cut <= text.length; cut++) {
      const parser = new SseParser();
      expect([...parser.push(text.slice(0, cut)), ...parser.push(text.slice(cut))]).toEqual(frames);
    }
  });

  it("takes line ends of both kinds, also when one is cut in two", () => {
    const windows = text.replaceAll("\n", "\r\n");
    for (let cut = 0; cut <= windows.length; cut++) {
      const parser = new SseParser();
      expect([...parser.push(windows.slice(0, cut)), ...parser.push(windows.slice(cut))]).toEqual(frames);
    }
  });

  it("holds back a frame that is not finished", () => {
    expect(new SseParser().push("event: pulse\ndata: 1\n")).toEqual([]);
  });
});
