import { engine, expect, test } from "./console";

interface Backups {
  items: { name: string }[];
}

const PATH = "/api/v1/system/backups";
const asItWas = { enabled: false, hour: 3, keep: 7, directory: "" };

async function clean() {
  await engine("DELETE", "/api/v1/system/restore");
  for (const { name } of (await engine<Backups>("GET", PATH)).items)
    await engine("DELETE", `${PATH}/${name}`);
  await engine("PUT", "/api/v1/system/backup-plan", asItWas);
}

test.beforeEach(clean);
test.afterAll(clean);

test("a backup is made, checked, chosen to be put back, and deleted", async ({ relay: { page, open } }) => {
  await open("/system/backups");
  await expect(page.getByText("还没有备份")).toBeVisible();
  await page.getByRole("button", { name: "立即备份" }).click();
  const row = page.locator("table.grid tbody tr");
  await expect(row).toHaveCount(1);
  await row.getByRole("button", { name: "校验" }).click();
  await expect(page.getByText(/的备份完好$/)).toBeVisible();

  await row.getByRole("button", { name: "恢复" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("所有应用系统先暂停推送");
  await dialog.getByRole("button", { name: "取消" }).click();
  await expect(page.getByText("请重新启动")).toBeHidden();
  await row.getByRole("button", { name: "恢复" }).click();
  await dialog.getByRole("button", { name: "恢复" }).click();
  await expect(page.getByText("请重新启动 Todo Relay 完成恢复")).toBeVisible();
  await expect(row.getByRole("button", { name: "删除" })).toBeDisabled();
  await page.getByRole("button", { name: "取消恢复" }).click();
  await expect(page.getByText("请重新启动 Todo Relay 完成恢复")).toBeHidden();

  await row.getByRole("button", { name: "删除" }).click();
  await dialog.getByRole("button", { name: "删除" }).click();
  await expect(page.getByText("还没有备份")).toBeVisible();
});

test("the daily backup is set; what is wrong is said beside its field", async ({ relay: { page, open } }) => {
  await open("/system/backups");
  const directory = page.getByLabel("备份目录");
  await directory.fill("relative/path");
  await page.getByRole("switch", { name: "每天自动备份" }).click();
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("应为绝对路径")).toBeVisible();
  await directory.fill("/proc/nothing-can-be-made-here");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText(/不能写入这个目录/)).toBeVisible();
  await directory.fill("");
  await page.getByLabel("保留份数").fill("30");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.getByText("定时备份已保存")).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("保留份数")).toHaveValue("30");
  await expect(page.getByRole("switch", { name: "每天自动备份" })).toBeChecked();
});

test("targets that are held together are released together", async ({ relay: { page, open } }) => {
  const { items } = await engine<{ items: { id: number; name: string }[] }>("GET", "/api/v1/targets");
  const held = items.slice(0, 2);
  for (const { id } of held) await engine("PUT", `/api/v1/targets/${id}/hold`, { reason: "恢复备份后暂停" });
  await open("/");
  await page.getByRole("button", { name: "全部恢复推送" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "全部恢复推送" }).click();
  await expect(page.getByText("已全部恢复推送")).toBeVisible();
  await expect(page.getByText(/个应用系统已暂停推送/)).toBeHidden();
});
