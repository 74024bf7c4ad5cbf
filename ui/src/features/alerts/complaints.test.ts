import { expect, it } from "vitest";
import type { ChannelSpec } from "@/shared/api/types";
import { fieldOf, labelOf, wordsOf } from "./complaints";

const spec = {
  kind: "email",
  params: [{ name: "host", label: { zh: "SMTP 服务器", en: "SMTP server" } }],
} as unknown as ChannelSpec;

it("F2: complaints find their fields, whether the draft was saved or only tried", () => {
  expect(fieldOf("/params/host", spec)).toEqual(["params", "host"]);
  expect(fieldOf("/recipients/persons/0", spec)).toEqual(["members"]);
  expect(fieldOf("/mergeSeconds", spec)).toEqual(["mergeSeconds"]);
  expect(fieldOf("/channel/mergeSeconds", spec), "of a test").toEqual(["mergeSeconds"]);
});

it("F2: what no field of the form stands for is told apart, so that it is not lost", () => {
  expect(fieldOf("/kind", spec)).toBeNull();
  expect(fieldOf("/params/nothing", spec)).toBeNull();
  expect(fieldOf("/channel", spec)).toBeNull();
  expect(fieldOf("", spec)).toBeNull();
});

it("F2: fields are called what the form calls them", () => {
  expect(labelOf("/params/host", spec)).toBe("SMTP 服务器");
  expect(labelOf("/channel/recipients/roles/2", spec)).toBe("提醒对象");
  expect(labelOf("/kind", spec)).toBe("/kind");
});

it("F2: a code that means another thing for targets has this screen's words", () => {
  const words = (path: string, code: string) => wordsOf({ path, code, message: "in English" });
  expect(words("/name", "NOT_UNIQUE")).toBe("已有同名的通道");
  expect(words("/params/url", "INVALID_ADDRESS")).toContain("http://");
  expect(words("/params/host", "INVALID_ADDRESS")).toContain("主机名");
  expect(words("/recipients", "REQUIRED")).toBe("至少选择一个人员或角色");
  expect(words("/params/host", "REQUIRED")).toBe("必填");
  expect(words("/recipients/persons/0", "PART_TIME_IDENTITY")).toBe(
    "兼职身份不能作为提醒对象，请选择其主账号（in English）",
  );
});
