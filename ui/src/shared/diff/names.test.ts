import { expect, it } from "vitest";
import { entryText, partName, valueText } from "./names";

it("D4: the parts of a change are called what the forms call them", () => {
  expect(partName("/specialData/duplicateFilter")).toBe("特殊数据处理 › 重复数据过滤");
  expect(partName("/params/sysCode")).toBe("参数 › sysCode");
  expect(partName("/targets/0/server")).toBe("应用系统 › 第 1 项 › 服务端地址");
  expect(partName("/settings/eBridge/agent")).toBe("系统设置 › 云桥配置 › 应用标识");
  expect(partName("/personMapping/1001")).toBe("人员对照表 › 1001");
});

it("values are read in words where they are choices", () => {
  expect(valueText("/enabled", true)).toBe("是");
  expect(valueText("/personKey", "loginId")).toBe("登录名");
  expect(valueText("/personKey", "unheardOf")).toBe("unheardOf");
  expect(valueText("/delivery/timeoutMs", 10_000)).toBe("10000");
});

it("an entry of a list is read as what it is", () => {
  expect(entryText("7")).toBe("7");
  expect(entryText({ kind: "person", id: "1001", includeBelow: false })).toBe("人员 1001");
  expect(entryText({ kind: "department", id: "12", includeBelow: true })).toBe("部门 12 (含下级)");
  expect(entryText({ name: "p", pc: true, value: { kind: "fixed", text: "1" } })).toBe(
    '名称: p · pc: 是 · value: {"kind":"fixed","text":"1"}',
  );
});
