import { expect, it } from "vitest";
import { partName, valueText } from "./names";

it("D4: the parts of a change are called what the forms call them", () => {
  expect(partName("/specialData/duplicateFilter")).toBe("特殊数据处理 › 重复数据过滤");
  expect(partName("/params/sysCode")).toBe("参数 › sysCode");
  expect(partName("/targets/0/server")).toBe("应用系统 › 第 1 项 › 服务端地址");
  expect(partName("/personMapping/1001")).toBe("人员对照表 › 1001");
});

it("values are read in words where they are choices", () => {
  expect(valueText("/enabled", true)).toBe("是");
  expect(valueText("/personKey", "loginId")).toBe("登录名");
  expect(valueText("/personKey", "unheardOf")).toBe("unheardOf");
  expect(valueText("/delivery/timeoutMs", 10_000)).toBe("10000");
});
