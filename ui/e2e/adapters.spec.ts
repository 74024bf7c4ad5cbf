import type { Page } from "@playwright/test";
import { engine, expect, test } from "./console";

interface Listed<T> {
  items: T[];
}
interface Class {
  class: string;
  versions: { version: number; usedBy: number[] }[];
}
interface Target {
  id: number;
  name: string;
  identifier: string;
}

const clear = async () => {
  for (const one of (await engine<Listed<Class>>("GET", "/api/v1/adapters")).items) {
    if (!one.class.startsWith("e2e.")) continue;
    for (const { version } of one.versions)
      await engine("DELETE", `/api/v1/adapters/${one.class}/${version}`);
  }
};
const example = async (name: string) => {
  const { items } = await engine<Listed<{ class: string; source: string }>>(
    "GET",
    "/api/v1/adapter-examples",
  );
  const found = items.find((one) => one.class === name);
  if (!found) throw new Error(`there is an example ${name}`);
  return found.source;
};
const portal = async () => {
  const { items } = await engine<Listed<Target>>("GET", "/api/v1/targets");
  const found = items.find((target) => target.identifier === "sandbox-portal");
  if (!found) throw new Error("the sandbox has a target of a custom adapter");
  return found;
};

const editor = (page: Page) => page.locator(".cm-content");
const check = (page: Page) => page.locator(".adapter-check");
/** Puts a whole script into the editor, as pasting does. */
const write = async (page: Page, source: string) => {
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.insertText(source);
};
const chooseFrom = async (page: Page, name: string) => {
  await page.locator("#try-from").click();
  await page
    .locator(".ant-select-dropdown:visible .ant-select-item-option", { hasText: name })
    .first()
    .click();
};

test.beforeEach(clear);
test.afterAll(clear);

test("S7: a script is checked as one types; a fault is marked at its line, and saving it is refused", async ({
  relay: { page, open },
}) => {
  await open("/adapters");
  await page.getByRole("button", { name: "新建适配器" }).click();
  await page.getByRole("menuitem", { name: /JSON 门户/ }).click();
  await expect(check(page)).toContainText("编译通过，声明了 2 个参数");
  await expect(page.locator(".adapter-params")).toContainText("签名密钥");

  const source = await example("example.JsonPortal");
  const broken = source.replace("hmac_sha256(params.secret", "hmac_sha265(params.secret");
  await write(page, broken);
  const line = broken.split("\n").findIndex((text) => text.includes("hmac_sha265")) + 1;
  await expect(check(page)).toContainText(`第 ${line} 行第`);
  await expect(check(page)).toContainText("there is no function hmac_sha265");
  await check(page).getByRole("button").click();
  await expect(page.locator(".cm-lintRange-error")).toHaveText("hmac_sha265");

  await page.locator("#adapter-class").fill("e2e.Broken");
  await page.getByRole("button", { name: "保存为新版本" }).click();
  await expect(page.getByRole("alert").filter({ hasText: "没有保存" })).toContainText(`第 ${line} 行第`);
  const { items } = await engine<Listed<Class>>("GET", "/api/v1/adapters");
  expect(items.some((one) => one.class === "e2e.Broken")).toBe(false);

  await write(page, source);
  await page.locator("#adapter-class").fill("1 bad");
  await page.getByRole("button", { name: "保存为新版本" }).click();
  await expect(page.locator("#adapter-class-help")).toContainText("不是有效的实现类名");
  await page.locator("#adapter-class").fill("e2e.Portal");
  await page.getByRole("button", { name: "保存为新版本" }).click();
  await expect(page.getByRole("heading", { name: /e2e\.Portal/ })).toBeVisible();
});

test("S7: saving makes a new version beside the old one; the versions are compared, and an unused one is deleted", async ({
  relay: { page, open },
}) => {
  const source = await example("example.FormGateway");
  await engine("POST", "/api/v1/adapters", { class: "e2e.Versions", source });
  await open("/adapters/e2e.Versions/1");
  await expect(page.getByRole("button", { name: "保存为新版本" }), "nothing to save yet").toBeDisabled();
  await write(page, source.replace('"/gateway/todo.do"', '"/gateway/new.do"'));
  await page.getByRole("tab", { name: "对比" }).click();
  await expect(page.locator('.adapter-diff [data-kind="removed"]')).toContainText("/gateway/todo.do");
  await expect(page.locator('.adapter-diff [data-kind="added"]')).toContainText("/gateway/new.do");
  await page.getByRole("button", { name: "保存为新版本" }).click();
  await expect(page).toHaveURL(/#\/adapters\/e2e\.Versions\/2/);

  await page.getByRole("tab", { name: "对比" }).click();
  await expect(page.locator('.adapter-diff [data-kind="added"]')).toContainText("/gateway/new.do");
  await page.getByRole("link", { name: "自定义适配器" }).click();
  const row = page.getByRole("row").filter({ has: page.locator('a[href="#/adapters/e2e.Versions/1"]') });
  await row.getByRole("button", { name: "删除" }).click();
  await expect(page.getByRole("dialog")).toContainText("adapters/e2e.Versions/1.rhai");
  await page.getByRole("button", { name: "删除这个版本" }).click();
  await expect(row).toHaveCount(0);
});

test("S7: a version that a target runs names it and can't be deleted", async ({ relay: { page, open } }) => {
  const target = await portal();
  await open("/adapters");
  const row = page
    .getByRole("row")
    .filter({ has: page.locator('a[href="#/adapters/example.JsonPortal/1"]') });
  await expect(row.getByRole("link", { name: target.name })).toBeVisible();
  await expect(row.getByRole("button", { name: "删除" })).toBeDisabled();
});

test("S7: a script is tried against the sandbox, which takes what it sends", async ({
  relay: { page, open },
}) => {
  const target = await portal();
  await open("/adapters/example.JsonPortal/1?tab=try");
  await chooseFrom(page, target.name);
  await expect(page.locator("#try-secret")).toContainText("用密钥库中");

  await expect
    .poll(
      async () =>
        (
          await engine<Listed<{ id: number }>>(
            "GET",
            `/api/v1/deliveries?targetId=${target.id}&status=success&limit=1`,
          )
        ).items.length,
      { timeout: 40_000 },
    )
    .toBe(1);
  await page.locator(".adapter-try").getByText("从推送日志选取").click();
  await page.locator(".dryrun-list .ant-radio-wrapper", { hasText: target.name }).first().click();
  await expect(page.locator("#try-mapped-receiver")).not.toHaveValue("");
  await expect(page.locator("#try-mapped-creator")).not.toHaveValue("");
  await page.getByRole("button", { name: "发送到沙箱" }).click();
  const answer = page.locator(".adapter-answer");
  await expect(answer).toContainText("已收下");
  await expect(answer).toContainText("/api/tasks");
  await expect(answer).toContainText("HTTP 200");

  // A person that the portal does not know is refused, by the script's own judgement of the answer.
  await page.locator("#try-mapped-receiver").fill("nobody");
  await page.getByRole("button", { name: "发送到沙箱" }).click();
  await expect(answer).toContainText("被拒绝");
});

test("S7, T9: a dry run of a script that is not saved shows its request, and masks its secrets", async ({
  relay: { page, open },
}) => {
  const target = await portal();
  const source = (await example("example.JsonPortal")).replace(
    "taskId:",
    'leak: params.secret, mark: "尚未保存", taskId:',
  );
  await open("/adapters/example.JsonPortal/1?tab=try");
  await write(page, source);
  await expect(check(page)).toContainText("编译通过");
  await chooseFrom(page, target.name);
  await page.getByRole("button", { name: "试运行（不发送）" }).click();
  const result = page.locator(".dryrun-result");
  await expect(result).toContainText("尚未保存");
  await expect(result.locator("pre").first()).toContainText(/"leak":\s*"\*+"/);
});

test("S7: parameters that are wrong are said beside their fields; a typed secret is never shown", async ({
  relay: { page, open },
}) => {
  await open("/adapters/example.JsonPortal/1?tab=try");
  await expect(page.locator("#try-secret")).toHaveAttribute("type", "password");
  await page.getByRole("button", { name: "发送到沙箱" }).click();
  const field = (id: string) => page.locator(".adapter-fields .ant-form-item", { has: page.locator(id) });
  await expect(field("#try-appKey")).toContainText("必填");
  await expect(field("#try-secret")).toContainText("必填");
});

test("S7: without a sandbox the trial says so and sends nothing", async ({ relay: { page, open } }) => {
  await page.route("**/api/v1/adapters/try", (route) =>
    route.fulfill({
      status: 409,
      contentType: "application/problem+json",
      body: JSON.stringify({
        code: "NO_SANDBOX",
        status: 409,
        detail: "the sandbox does not run",
        traceId: "t",
      }),
    }),
  );
  await open("/adapters/example.JsonPortal/1?tab=try");
  await page.locator("#try-appKey").fill("k");
  await page.locator("#try-secret").fill("s");
  await page.getByRole("button", { name: "发送到沙箱" }).click();
  await expect(page.getByText("沙箱没有运行")).toBeVisible();
});

test("S7: the editor offers the functions and the fields of item, and the page at the side explains them", async ({
  relay: { page, open },
}) => {
  await open("/adapters/new");
  await expect(check(page)).toContainText("编译通过");
  await editor(page).click();
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("\nfn mine(item) {\nitem.reque");
  await expect(page.locator(".cm-tooltip-autocomplete")).toContainText("request_id");
  await page.keyboard.press("Escape");
  await page.keyboard.type("st_id + hmac_s");
  await expect(page.locator(".cm-tooltip-autocomplete")).toContainText("hmac_sm3");
  await page.getByRole("button", { name: "编写说明" }).click();
  const drawer = page.getByRole("dialog");
  await expect(drawer).toContainText("fn classify(data_set, answer, params)");
  await expect(drawer).toContainText("国密 SM3");
  await expect(drawer).toContainText("10,000");
});

test("S7: the content policy of the page lets the editor be drawn", async ({ relay: { page, open } }) => {
  await page.addInitScript(() => {
    document.addEventListener("securitypolicyviolation", (event) => {
      document.documentElement.dataset.violated = `${event.violatedDirective} ${event.blockedURI}`;
    });
  });
  await open("/adapters/new");
  await expect(check(page)).toContainText("编译通过");
  await expect(page.locator(".cm-gutters"), "its styles hold").toHaveCSS("display", "flex");
  await expect(page.locator("html"), "nothing was refused").not.toHaveAttribute("data-violated");
});
