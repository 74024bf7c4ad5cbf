/** Holding, releasing and probing a target by hand (row F1). */
import { engine, expect, test } from "./console";

interface Listed {
  items: { id: number; identifier: string }[];
}

test("F1: a target is held with a reason, keeps what comes, and is released", async ({
  relay: { page, open },
}) => {
  const { items } = await engine<Listed>("GET", "/api/v1/targets");
  const id = items.find(({ identifier }) => identifier === "sandbox-esb")?.id;
  await engine("PUT", "/api/v1/sandbox/oa", { running: true, eventsPerSecond: 5 });
  await open("/overview");
  await page.getByRole("button", { name: "暂停推送：沙箱·ESB 动作流" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("重启后仍然暂停");
  await dialog.getByRole("textbox", { name: /原因/ }).fill("对方今晚升级");
  await dialog.getByRole("button", { name: /暂\s*停/ }).click();
  const row = page.getByRole("row", { name: /沙箱·ESB 动作流/ });
  await expect(row).toContainText("人工暂停");
  await expect(row).toContainText("对方今晚升级");
  await expect(row).toContainText("administrator 于");
  await expect.poll(async () => Number(await row.locator("td").nth(2).textContent())).toBeGreaterThan(3);
  await open("/targets?text=sandbox-esb");
  await expect(page.locator(".vt-row").first()).toContainText("人工暂停");
  await open("/overview");
  await row.getByRole("button", { name: "恢复推送：沙箱·ESB 动作流" }).click();
  await expect(row).toContainText("正常");
  await expect.poll(async () => Number(await row.locator("td").nth(2).textContent())).toBeLessThan(3);
  const trail = await engine<{ items: { objectId: string; after: unknown }[] }>(
    "GET",
    `/api/v1/audit?kind=target&objectId=${id}&limit=2`,
  );
  expect(trail.items.map(({ after }) => after)).toEqual([{ hold: null }, { hold: "对方今晚升级" }]);
});

test("F1: an open breaker is probed at once", async ({ relay: { page, open } }) => {
  await engine("PUT", "/api/v1/sandbox/oa", { running: true, eventsPerSecond: 5 });
  await engine("PUT", "/api/v1/sandbox/receivers/wisedu/trouble", { kind: "down" });
  try {
    await open("/overview");
    const row = page.getByRole("row", { name: /沙箱·金智待办中心/ }).first();
    await expect(row).toContainText("熔断", { timeout: 30_000 });
    await row.getByRole("button", { name: "立即探测：沙箱·金智待办中心" }).click();
    await expect(page.getByText("已向 沙箱·金智待办中心 发出探测")).toBeVisible();
  } finally {
    await engine("PUT", "/api/v1/sandbox/receivers/wisedu/trouble", { kind: "none" });
  }
});
