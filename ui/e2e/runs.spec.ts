/** Compensation, clean-up, re-push and deletion in the console (rows C1, K1, L3). */
import { engine, expect, test } from "./console";

interface Listed {
  items: { id: number; identifier: string }[];
}
interface Rows {
  items: { id: number; status: string; requestId: string }[];
}

const trouble = (kind: string) => engine("PUT", "/api/v1/sandbox/receivers/ecology/trouble", { kind });
const ecology = async () => {
  const { items } = await engine<Listed>("GET", "/api/v1/targets");
  return items.find(({ identifier }) => identifier === "sandbox-ecology")?.id ?? 0;
};
const rows = async (status: string) =>
  (await engine<Rows>("GET", `/api/v1/deliveries?targetId=${await ecology()}&status=${status}&limit=200`))
    .items;

test.beforeEach(async () => {
  await engine("PUT", "/api/v1/sandbox/oa", { running: true, eventsPerSecond: 10 });
  await trouble("refuse");
  await expect.poll(async () => (await rows("failed")).length).toBeGreaterThan(5);
  await trouble("none");
  await engine("PUT", "/api/v1/sandbox/oa", { running: false, eventsPerSecond: 10 });
});
test.afterEach(async () => {
  await trouble("none");
});

test("L3: all that match are counted, asked about, pushed again, and nothing failed is left", async ({
  relay: { page, open },
}) => {
  await open(`/log?targetId=${await ecology()}&status=failed`);
  await page.getByRole("button", { name: "批量操作" }).click();
  await page.getByRole("menuitem", { name: "重新推送全部符合条件的…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(/^共 \d+ 条$/)).toBeVisible();
  await dialog.getByRole("button", { name: /重新推送 \d+ 条/ }).click();
  await expect(dialog.getByText("已完成")).toBeVisible();
  await expect.poll(async () => (await rows("failed")).length).toBe(0);
  await dialog.getByRole("link", { name: "查看任务" }).click();
  const run = page.getByRole("row", { name: /重新推送.*选定的日志/ }).first();
  await expect(run).toContainText("administrator");
  await expect(page.getByText("这些数据现在的状态：")).toBeVisible();
  await expect(page.locator(".runs-outcome")).toContainText("成功");
});

test("L3: chosen rows are deleted after a question, and only those", async ({ relay: { page, open } }) => {
  await open(`/log?targetId=${await ecology()}&status=failed`);
  const before = (await rows("failed")).length;
  await page.locator(".vt-row").nth(0).getByRole("checkbox").check();
  await page.locator(".vt-row").nth(1).getByRole("checkbox").check();
  await page.getByRole("button", { name: "已选 2 条" }).click();
  await page.getByRole("menuitem", { name: "删除所选 2 条…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("删除的日志不能恢复");
  await dialog.getByRole("button", { name: /取\s*消/ }).click();
  expect((await rows("failed")).length, "who thinks better of it deletes nothing").toBe(before);
  await page.getByRole("button", { name: "已选 2 条" }).click();
  await page.getByRole("menuitem", { name: "删除所选 2 条…" }).click();
  await dialog.getByRole("button", { name: "删除 2 条" }).click();
  await expect(dialog.getByText("已完成")).toBeVisible();
  expect((await rows("failed")).length).toBe(before - 2);
});

test("L3: one row is pushed again from its detail", async ({ relay: { page, open } }) => {
  const [row] = await rows("failed");
  await open(`/log?targetId=${await ecology()}&id=${row?.id}`);
  const detail = page.getByRole("dialog", { name: /#/ });
  await detail.getByRole("button", { name: "重新推送" }).click();
  await page.getByRole("button", { name: "重新推送 1 条" }).click();
  await expect(page.getByText("1 / 1")).toBeVisible();
  const after = async () => (await engine<{ status: string }>("GET", `/api/v1/deliveries/${row?.id}`)).status;
  await expect.poll(after).toMatch(/success|superseded/);
});

test("C1: a cron expression is said in words with its next times, a wrong one is refused beside its field; compensation runs at once", async ({
  relay: { page, open },
}) => {
  await open(`/targets/${await ecology()}`);
  const cron = page.locator("#target_compensation_cron");
  await cron.scrollIntoViewIfNeeded();
  await cron.fill("0 0 2 * * *");
  const item = page.locator(".ant-form-item", { has: cron });
  await expect(item).toContainText("在02:00");
  await expect(item).toContainText(/接下来：( ?\d\d-\d\d 02:00:00( \([+-]\d\d:\d\d\))? ?·?){5}/);
  await page.getByRole("combobox", { name: "常用周期" }).click();
  await page.locator(".ant-select-item-option").first().click();
  await expect(cron).toHaveValue("0 */5 * * * *");
  await expect(page.getByText("有未保存的修改")).toBeVisible();
  await cron.fill("whenever");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(item.locator(".ant-form-item-explain-error")).toContainText("Cron 表达式不正确");
  await cron.fill("0 */10 * * * *");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("有未保存的修改")).toHaveCount(0);

  await open(`/targets/${await ecology()}`);
  await page.locator("#section-housekeeping").getByRole("button", { name: "立即执行" }).first().click();
  await page.locator(".ant-popover").getByRole("button", { name: "立即执行" }).click();
  await expect(page.getByRole("row", { name: /补偿.*沙箱·泛微门户.*人工/ }).first()).toContainText("已完成");
  await expect.poll(async () => (await rows("failed")).length).toBe(0);
});
