import type { Page } from "@playwright/test";
import { expect, test } from "./console";

const screens = {
  overview: "/overview",
  targets: "/targets",
  chooser: "/targets/new",
  form: "/targets/new/landray",
  log: "/log",
  tasks: "/tasks",
  historyPush: "/tasks/new/history",
  realTimePush: "/tasks/new/real-time",
  runs: "/runs",
  alerts: "/alerts",
  messages: "/alerts?tab=messages",
  channel: "/alerts/new/email",
  addresses: "/addresses",
  address: "/addresses/new",
  adapters: "/adapters",
  adapter: "/adapters/example.JsonPortal/1?tab=try",
  sandbox: "/sandbox",
  receiver: "/sandbox/ecology",
  system: "/system",
  tokens: "/system/tokens",
  oa: "/system/oa",
  settings: "/system/settings",
  configuration: "/system/configuration",
  audit: "/system/audit",
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
    // Every screen is loaded anew, twice.
    test.setTimeout(240_000);
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
  let tries = 0;
  await page.route("**/api/v1/live*", (route) => {
    tries += 1;
    return route.abort();
  });
  await page.reload();
  await expect(page.getByText("与引擎的实时连接已断开")).toBeVisible();
  const before = tries;
  await page.getByRole("button", { name: "立即重连" }).click();
  await expect.poll(() => tries, "it tries again").toBeGreaterThan(before);
  // From here on it comes back by itself.
  await page.unroute("**/api/v1/live*");
  await expect(page.getByText("与引擎的实时连接已断开")).toHaveCount(0);
  await expect(page.getByText("实时", { exact: true })).toBeVisible();
});

test("tokens are made and shown once, then revoked", async ({ relay: { page, open } }) => {
  await open("/system/tokens");
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
