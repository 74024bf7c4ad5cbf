/**
 * Reads server-sent events out of text that arrives in pieces. Guarantees: a frame is given out once, whole, however the
 * pieces were cut; comments and unknown fields are skipped (the HTML standard's rules, without `id` and `retry`).
 */
import type { StreamFrame } from "./types";

export class SseParser {
  #rest = "";
  #event = "";
  #data: string[] = [];

  /** Takes a piece of text and answers the frames that it completes. */
  push(piece: string): StreamFrame[] {
    const frames: StreamFrame[] = [];
    const lines = (this.#rest + piece).split(/\r\n|\n|\r(?!$)/);
    this.#rest = lines.pop() ?? "";
    for (const line of lines) {
      const frame = this.#line(line);
      if (frame) frames.push(frame);
    }
    return frames;
  }

  #line(line: string): StreamFrame | null {
    if (line === "") {
      const frame =
        this.#data.length > 0 ? { event: this.#event || "message", data: this.#data.join("\n") } : null;
      this.#event = "";
      this.#data = [];
      return frame;
    }
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") this.#event = value;
    else if (field === "data") this.#data.push(value);
    return null;
  }
}
