import { expect, it } from "vitest";
import type { ChannelConfig, ChannelSpec } from "@/shared/api/types";
import { blank, configFrom, draftOf, inserted } from "./draft";

const spec = { kind: "email", mergeSeconds: 60, mostPerHour: 30 } as ChannelSpec;

it("F2: what is read into the form is what is written back", () => {
  const config: ChannelConfig = {
    ...blank(spec, "邮件"),
    params: { host: "mail.example.com", port: 25 },
    recipients: { persons: ["1", "7"], roles: ["ops"] },
  };
  expect(configFrom(draftOf(config), "email")).toEqual(config);
});

it("F2: parameters that are emptied have their defaults again", () => {
  const draft = draftOf({
    ...blank(spec, "x"),
    params: { host: "", port: null, user: "a", proxy: undefined },
  });
  expect(configFrom(draft, "email").params).toEqual({ user: "a" });
});

it("F2: a number that is emptied is left out, so that the engine says what is missing", () => {
  const sent = configFrom({ ...draftOf(blank(spec, "x")), mergeSeconds: null }, "email");
  expect(sent).not.toHaveProperty("mergeSeconds");
  expect(sent.mostPerHour).toBe(30);
});

it("F2: a placeholder goes in where the caret stands", () => {
  expect(inserted("ab", 1, "title")).toEqual({ text: "a{title}b", caret: 8 });
});
