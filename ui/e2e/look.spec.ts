import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "@playwright/test";
import { engine, expect, test } from "./console";

const screens = {
  overview: "/overview",
  targets: "/targets",
  chooser: "/targets/new",
  form: "/targets/new/landray",
  log: "/log",
  sandbox: "/sandbox",
  receiver: "/sandbox/ecology",
  system: "/system",
};

async function hasNoOverflow(page: Page): Promise<boolean> {
  return page.evaluate(() => {
    const main = document.querySelector("main");
    return (
      document.documentElement.scrollWidth <= innerWidth &&
      main !== null &&
      main.scrollWidth <= main.clientWidth
    );
  });
}

for (const [width, height] of [
  [1280, 800],
  [1920, 1080],
] as const) {
  test(`D2: every screen fits into ${width} by ${height}, in both languages and both themes`, async ({
    relay: { page, open },
  }) => {
    await page.setViewportSize({ width, height });
    for (const [language, theme] of [
      ["zh", "light"],
      ["en", "dark"],
    ] as const) {
      await open("/system");
      await page.evaluate(
        ([language, theme]) => {
          localStorage.setItem("todo-relay.language", language ?? "");
          localStorage.setItem("todo-relay.theme", theme ?? "");
        },
        [language, theme],
      );
      for (const [name, path] of Object.entries(screens)) {
        await open(path);
        await expect.poll(() => hasNoOverflow(page), `${name} in ${language}, ${theme}`).toBe(true);
      }
    }
  });
}

test("D2: language and theme are switched at a click and kept", async ({ relay: { page, open } }) => {
  await open("/overview");
  await page.getByRole("button", { name: "Switch to English" }).click();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await page.getByRole("button", { name: "Switch to dark" }).click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await page.reload();
  await expect(page.getByRole("heading", { name: "Overview" })).toBeVisible();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
});

test("the live connection that is lost is said, and comes back by itself", async ({
  relay: { page, open },
}) => {
  await open("/overview");
  await expect(page.getByText("实时", { exact: true })).toBeVisible();
  await page.route("**/api/v1/live*", (route) => route.abort());
  await page.reload();
  await expect(page.getByText("与引擎的实时连接已断开")).toBeVisible();
  await page.unroute("**/api/v1/live*");
  await page.getByRole("button", { name: "立即重连" }).click();
  await expect(page.getByText("与引擎的实时连接已断开")).toHaveCount(0);
  await expect(page.getByText("实时", { exact: true })).toBeVisible();
});

test("tokens are made and shown once, then revoked", async ({ relay: { page, open } }) => {
  await open("/system");
  await page.getByRole("button", { name: "新建令牌" }).click();
  await page.getByLabel("名称").fill("端到端令牌");
  await page.getByRole("checkbox", { name: /事件接收/ }).check();
  await page.getByRole("dialog").getByRole("button", { name: "新建令牌" }).click();
  await expect(page.getByText("令牌已创建，只显示这一次")).toBeVisible();
  await page.getByRole("button", { name: "我已保存，关闭" }).click();
  const row = page.getByRole("row", { name: /端到端令牌/ });
  await row.getByRole("button", { name: "吊销" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "吊销" }).click();
  await expect(row).toHaveCount(0);
});

test("pictures for the documents", async ({ relay: { page, open } }) => {
  const folder = process.env.PICTURES;
  test.skip(!folder, "only where PICTURES names a folder");
  test.setTimeout(300_000);
  mkdirSync(folder ?? "", { recursive: true });
  const picture = async (name: string) => {
    await page.mouse.move(0, 0);
    await expect(page.locator(".ant-message-notice")).toHaveCount(0);
    await page.screenshot({ path: join(folder ?? "", `${name}.png`), animations: "disabled" });
  };
  const trouble = (id: string, kind: string) =>
    engine("PUT", `/api/v1/sandbox/receivers/${id}/trouble`, { kind });
  const results = async (of: "success" | "failed") =>
    (await engine<{ series: Record<string, number>[] }>("GET", "/api/v1/overview")).series.filter(
      (point) => (point[of] ?? 0) > 0,
    ).length;
  await engine("PUT", "/api/v1/sandbox/oa", { running: true, eventsPerSecond: 20 });
  await trouble("ecology", "refuse");
  await expect.poll(() => results("failed")).toBeGreaterThan(2);
  await trouble("ecology", "none");
  await expect.poll(() => results("success"), { timeout: 120_000 }).toBeGreaterThan(90);
  await open("/overview");
  await expect(page.locator(".chart canvas").first()).toBeVisible();
  await picture("overview");
  await open("/targets");
  await expect(page.locator("table.grid tbody tr").first()).toBeVisible();
  await picture("targets");
  await open("/log");
  await expect(page.locator(".vt-row").nth(12)).toBeVisible();
  await picture("push-log");
  await open("/log?status=success&dataSet=todo");
  await page.locator(".vt-row").first().click();
  await page
    .getByRole("dialog")
    .getByRole("tab", { name: /推送尝试/ })
    .click();
  await expect(page.locator(".attempt pre").first()).toBeVisible();
  await picture("delivery-detail");
  await open("/sandbox/ecology");
  await expect(page.locator(".items li").first()).toBeVisible();
  await picture("sandbox-receiver");
  await open("/targets/new/ecology");
  await page.locator("#target_identifier").fill("portal");
  await page.locator("#target_name").fill("12345");
  await page.locator("#target_server_authority").fill("portal.example.com:80 80");
  await page.locator("#target_params_sysCode").fill("OA1");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(page.locator(".ant-form-item-explain-error").first()).toBeVisible();
  await picture("target-form-errors");
  await open("/overview");
  await expect(page.getByText("实时", { exact: true })).toBeVisible();
  await trouble("landray", "down");
  await expect(page.locator(".breaker-banner")).toBeVisible({ timeout: 40_000 });
  await expect
    .poll(async () => Number(await page.locator("tr.grid-bad td").nth(2).textContent()), { timeout: 30_000 })
    .toBeGreaterThan(50);
  await page.locator(".ant-notification-notice-close").first().click();
  await expect(page.locator(".ant-notification-notice")).toHaveCount(0);
  await picture("overview-breaker-open");
  await trouble("landray", "none");
});
