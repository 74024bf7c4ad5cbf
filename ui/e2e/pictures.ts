/** Makes the pictures of docs/screenshots anew: `npm run pictures`. No test: it judges nothing. */
import { mkdirSync } from "node:fs";
import { join } from "node:path";

import type { Locator, Page } from "@playwright/test";
import { engine, expect, test, token, url } from "./console";

/** The present configuration with some changes, so that an import has something to show. */
async function changedDocument(): Promise<string> {
  const answer = await fetch(`${url()}/api/v1/configuration`, {
    headers: { Authorization: `Bearer ${token()}` },
  });
  return (await answer.text())
    .replace("decentralized = false", "decentralized = true")
    .replace("duplicateFilter = false", "duplicateFilter = true")
    .replace("concurrency = 16", "concurrency = 32")
    .replace('identifier = "sandbox-wisedu"', 'identifier = "campus"')
    .replace('name = "沙箱·金智待办中心"', 'name = "智慧校园待办"');
}

interface Listed {
  items: { id: number; identifier: string; interception: object }[];
}

/** Chooses the first of what a field finds. */
async function choose(field: Locator, text: string): Promise<void> {
  await field.fill(text);
  await field.page().locator(".ant-select-item-option", { hasText: text }).first().click();
}

async function taken(page: Page, name: string): Promise<void> {
  const folder = "../docs/screenshots";
  mkdirSync(folder, { recursive: true });
  await page.mouse.move(0, 0);
  await expect(page.locator(".ant-message-notice")).toHaveCount(0);
  await page.screenshot({ path: join(folder, `${name}.png`), animations: "disabled" });
}

test("pictures for the documents", async ({ relay: { page, open } }) => {
  test.setTimeout(300_000);
  const picture = (name: string) => taken(page, name);
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
  await expect(page.locator(".vt-row").first()).toBeVisible();
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
  await open("/sandbox");
  await expect(page.locator("main table tbody tr").first()).toBeVisible();
  await picture("sandbox-oa");
  await open("/sandbox/ecology");
  await expect(page.locator(".items li").first()).toBeVisible();
  await picture("sandbox-receiver");
  await open("/sandbox/e10");
  await expect(page.locator(".items li").first()).toBeVisible();
  await picture("sandbox-sign-on");
  await open("/system");
  await expect(page.locator(".system-facts").first()).toBeVisible();
  await picture("system");
  await open("/system/tokens");
  await expect(page.getByText("administrator")).toBeVisible();
  await picture("access-tokens");
  await open("/system/settings");
  await page.getByRole("button", { name: "配置云桥" }).click();
  await page.getByRole("button", { name: "保存设置" }).click();
  await expect(page.locator(".ant-form-item-explain-error").first()).toBeVisible();
  await picture("system-settings");
  await page.getByRole("button", { name: "撤销修改" }).click();
  await open("/system/configuration");
  await page.getByRole("textbox", { name: "配置文档" }).fill(await changedDocument());
  await page.getByRole("button", { name: "比较差异" }).click();
  const difference = page.locator(".differences-head");
  await expect(difference).toBeVisible();
  await difference.evaluate((head) => head.scrollIntoView({ block: "start" }));
  await picture("configuration-import");
  await open("/system/audit?kind=target");
  await page.locator(".trail li button").first().click();
  await expect(page.locator(".change").first()).toBeVisible();
  await picture("audit-trail");
  await open("/targets/new");
  await expect(page.getByText("e-cology").first()).toBeVisible();
  await picture("target-suites");
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

// What is changed is left so: the engine is the pictures' own.
test("pictures of the screens on which a push is set up", async ({ relay: { page, open } }) => {
  const picture = (name: string) => taken(page, name);
  const { items } = await engine<Listed>("GET", "/api/v1/targets");
  const { id = 0 } = items.find(({ identifier }) => identifier === "sandbox-landray") ?? {};
  await open(`/targets/${id}`);
  const rules = page.locator("#section-interception");
  await page.locator("#target_interception_persons_mode").click();
  await page.locator(".ant-select-item-option", { hasText: "黑名单" }).click();
  await page.getByRole("button", { name: "选择人员" }).click();
  const chooser = page.getByRole("dialog");
  await chooser.getByRole("tab", { name: "部门" }).click();
  await chooser.getByRole("treeitem", { name: /财务部/ }).click();
  await picture("interception-members");
  await chooser.getByRole("button", { name: /确\s*定/ }).click();
  await choose(rules.locator(".trial").getByRole("combobox", { name: "接收人" }), "1009");
  const flow = rules.locator(".trial").getByRole("combobox", { name: "流程", exact: true });
  await choose(flow, "差旅报销");
  await expect(rules.locator(".trial")).toContainText("拦截");
  await rules.evaluate((section) => section.scrollIntoView({ block: "start" }));
  await picture("interception");
  await page.getByRole("button", { name: "试运行" }).click();
  await page.getByRole("button", { name: "开始试运行" }).click();
  await expect(page.locator(".dryrun-delivery").first()).toBeVisible();
  await picture("dry-run");
  await engine("POST", "/api/v1/push-addresses", {
    name: "门户单点登录",
    enabled: true,
    redirect: true,
    prefix: "http://sso.example.com/login",
    parameters: [
      { name: "goto", remark: "流程地址", value: { kind: "systemParameter", parameter: "encodedUrl" } },
      { name: "t", remark: "", value: { kind: "systemVariable", variable: "timestampMillis" } },
    ],
    bindings: [{ target: id, pc: true, app: true, adaptive: false }],
  });
  await open("/addresses");
  await page.getByRole("link", { name: "门户单点登录" }).click();
  await page.locator("#preview-request").fill("1234567");
  await choose(page.locator("#preview-operator"), "1002");
  await expect(page.locator("[data-channel=pc]")).toContainText("goto=");
  await picture("push-address");
  await open("/adapters");
  await page
    .getByRole("row", { name: /TokenRest/ })
    .getByRole("link")
    .first()
    .click();
  await expect(page.getByText(/编译通过/)).toBeVisible();
  await picture("adapter");
  await open("/directory");
  await page.getByRole("treeitem", { name: /财务部/ }).click();
  await expect(page.locator(".vt-row").first()).toBeVisible();
  await picture("directory");
});
