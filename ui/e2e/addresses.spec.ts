import type { Page } from "@playwright/test";
import { engine, expect, test } from "./console";

interface Listed<T> {
  items: T[];
}
interface Target {
  id: number;
  name: string;
  identifier: string;
}
interface Address {
  id: number;
  name: string;
  enabled: boolean;
  prefix: string;
  parameters: { name: string; value: unknown }[];
  bindings: { target: number; pc: boolean; app: boolean; adaptive: boolean }[];
}

const targetOf = async (identifier: string) => {
  const { items } = await engine<Listed<Target>>("GET", "/api/v1/targets");
  const found = items.find((target) => target.identifier === identifier);
  if (!found) throw new Error(`the sandbox has the target ${identifier}`);
  return found;
};
const stored = async (name: string) =>
  (await engine<Listed<Address>>("GET", "/api/v1/push-addresses")).items.find((one) => one.name === name);
const clear = async () => {
  for (const address of (await engine<Listed<Address>>("GET", "/api/v1/push-addresses")).items) {
    if (address.name.startsWith("e2e ")) await engine("DELETE", `/api/v1/push-addresses/${address.id}`);
  }
};

const field = (page: Page, pointer: string) => page.locator(`#address-${pointer.replaceAll("/", "-")}`);
/** A field with its label and what is complained about. */
const around = (page: Page, pointer: string) => page.locator(".ant-form-item", { has: field(page, pointer) });
/** What is complained about beside a field, without its help. */
const complaint = (page: Page, pointer: string) => around(page, pointer).locator(".ant-form-item-explain");
const choose = async (page: Page, pointer: string, option: string) => {
  await field(page, pointer).click();
  await page
    .locator(".ant-select-dropdown:visible .ant-select-item-option", { hasText: option })
    .first()
    .click();
};
const bind = async (page: Page, at: number, target: Target) => {
  await page.getByRole("button", { name: "绑定应用系统" }).click();
  await choose(page, `bindings/${at}/target`, target.name);
};
const ask = async (page: Page, requestId: string, person: string) => {
  await page.locator("#preview-request").fill(requestId);
  await page.locator("#preview-operator").fill(person);
  await page
    .locator(".ant-select-dropdown:visible .ant-select-item-option", { hasText: person })
    .first()
    .click();
};
const save = (page: Page) => page.getByRole("button", { name: "保存" }).click();

test.beforeEach(clear);
test.afterAll(clear);

test("A1, A2, A4: a push address is made; the preview follows the form and nests the encoded URL exactly once", async ({
  relay: { page, open },
}) => {
  const landray = await targetOf("sandbox-landray");
  await open("/addresses/new");
  await expect(field(page, "enabled"), "off by default").not.toBeChecked();
  await expect(field(page, "redirect"), "off by default").not.toBeChecked();
  await expect(page.locator(".addresses-preview")).toContainText("还没有绑定应用系统");

  await field(page, "name").fill("e2e 单点登录");
  await field(page, "redirect").click();
  await field(page, "prefix").fill("http://sso.example.com/go");
  await page.getByRole("button", { name: "添加参数" }).click();
  await field(page, "parameters/0/name").fill("url");
  await choose(page, "parameters/0/kind", "系统参数");
  await page.getByRole("button", { name: "添加参数" }).click();
  await field(page, "parameters/1/name").fill("来源");
  await field(page, "parameters/1/value").fill("OA & 1");
  await bind(page, 0, landray);
  await ask(page, "1234567", "1001");

  const standard = "http://oa.sandbox.local/workflow/request/ViewRequest.jsp?requestid=1234567";
  const expected = `http://sso.example.com/go?url=${encodeURIComponent(standard)}&${encodeURIComponent("来源")}=${encodeURIComponent("OA & 1")}`;
  for (const channel of ["pc", "app", "adaptive"]) {
    await expect(page.locator(`[data-channel=${channel}]`)).toHaveText(expected);
  }
  await expect(page.locator(".addresses-standard").first()).toContainText(standard);
  expect(expected).not.toContain("%25");

  await page.getByRole("button", { name: "上移参数 2" }).click();
  await expect(page.locator("[data-channel=pc]"), "the order of the rows is that of the query").toHaveText(
    /go\?%E6%9D%A5%E6%BA%90=.*&url=/,
  );
  await page.getByRole("button", { name: "移除参数 1" }).click();
  await field(page, "bindings/0/app").click();
  await expect(page.locator("[data-channel=app]")).toHaveText(standard);
  await expect(page.locator(".addresses-preview")).toContainText("与标准地址相同");

  await save(page);
  const row = page.getByRole("row", { name: /e2e 单点登录/ });
  await expect(row).toContainText(landray.name);
  await expect(row).toContainText("PC地址");
  await expect(row).not.toContainText("APP地址");
  expect(await stored("e2e 单点登录")).toMatchObject({
    enabled: false,
    parameters: [{ name: "url", value: { kind: "systemParameter", parameter: "encodedUrl" } }],
    bindings: [{ target: landray.id, pc: true, app: false, adaptive: true }],
  });
});

test("A1: what is wrong is said beside its field, and nothing is stored until it is mended", async ({
  relay: { page, open },
}) => {
  const ecology = await targetOf("sandbox-ecology");
  await open("/addresses/new");
  await field(page, "redirect").click();
  await page.getByRole("button", { name: "添加参数" }).click();
  await bind(page, 0, ecology);
  for (const channel of ["pc", "app", "adaptive"]) await field(page, `bindings/0/${channel}`).click();
  await save(page);
  await expect(complaint(page, "name")).toContainText("必填");
  await expect(complaint(page, "prefix"), "redirect without a prefix").toContainText("必填");
  await expect(complaint(page, "parameters/0/name")).toContainText("必填");
  await expect(page.locator(".addresses-binding")).toContainText("至少打开一个");

  await field(page, "prefix").fill("ecology");
  await expect(complaint(page, "prefix"), "a complaint goes when its value is changed").toHaveCount(0);
  await field(page, "name").fill("e2e 有误");
  await page.getByRole("button", { name: "移除参数 1" }).click();
  await field(page, "bindings/0/pc").click();
  await save(page);
  await expect(complaint(page, "prefix")).toContainText("应为 http(s)://主机/路径");
  expect(await stored("e2e 有误")).toBeUndefined();

  await field(page, "prefix").fill("/sso");
  await save(page);
  await expect(page.getByRole("row", { name: /e2e 有误/ })).toBeVisible();
});

test("A3: an address that another push address makes can't be turned on, and says which one makes it", async ({
  relay: { page, open },
}) => {
  const wisedu = await targetOf("sandbox-wisedu");
  const holder = await engine<Address>("POST", "/api/v1/push-addresses", {
    name: "e2e 占用者",
    bindings: [{ target: wisedu.id, pc: true }],
  });
  await open("/addresses/new");
  await field(page, "name").fill("e2e 后来者");
  await bind(page, 0, wisedu);
  await expect(field(page, "bindings/0/pc")).toBeDisabled();
  await expect(field(page, "bindings/0/pc")).not.toBeChecked();
  await expect(field(page, "bindings/0/app"), "a free address is turned on").toBeChecked();
  await expect(around(page, "bindings/0/pc")).toContainText("已绑定到 e2e 占用者");

  // Somebody else takes the APP address meanwhile: the engine's refusal stands in the same place, with the holder.
  await engine("PUT", `/api/v1/push-addresses/${holder.id}`, {
    name: holder.name,
    bindings: [{ target: wisedu.id, pc: true, app: true }],
  });
  await save(page);
  await expect(around(page, "bindings/0/app")).toContainText("已绑定到另一个推送地址");
  await expect(around(page, "bindings/0/app")).toContainText("e2e 占用者");
  await field(page, "bindings/0/app").click();
  await expect(field(page, "bindings/0/app"), "once off it can't be turned on").toBeDisabled();
  await around(page, "bindings/0/pc").getByRole("link", { name: "e2e 占用者" }).click();
  await page.getByRole("button", { name: "放弃修改" }).click();
  await expect(field(page, "name")).toHaveValue("e2e 占用者");
});

test("A4: the request id takes digits only, and an operator without a value is said with the target", async ({
  relay: { page, open },
}) => {
  const landray = await targetOf("sandbox-landray");
  await open("/addresses/new");
  await bind(page, 0, landray);
  await page.locator("#preview-request").fill("12a");
  await expect(page.locator(".addresses-preview")).toContainText("只能输入数字");
  await expect(page.locator("[data-channel]")).toHaveCount(0);
  await ask(page, "12", "1002");
  await expect(page.locator("[data-channel=pc]")).toHaveText(/requestid=12$/);

  await page.getByRole("button", { name: "添加参数" }).click();
  const obstacle = page.locator(".addresses-obstacles");
  await expect(obstacle, "an incomplete row is said, not guessed").toContainText("参数 1 · 参数名");
  await obstacle.getByRole("button").first().click();
  await expect(field(page, "parameters/0/name")).toBeFocused();
  await field(page, "parameters/0/name").fill("x");
  await expect(page.locator("[data-channel=pc]")).toHaveText(/requestid=12&x=$/);
});

test("A1: redirect is explained by an example that follows the form", async ({ relay: { page, open } }) => {
  await open("/addresses/new");
  const chosen = page.getByTestId("example-chosen");
  const other = page.getByTestId("example-other");
  await expect(other).toContainText("http://sso.example.com/login");
  await field(page, "prefix").fill("https://portal.example.com/page");
  await expect(chosen).toContainText("https://portal.example.com/page/");
  await page.getByRole("button", { name: "添加参数" }).click();
  await field(page, "parameters/0/name").fill("to");
  await choose(page, "parameters/0/kind", "系统参数");
  await field(page, "redirect").click();
  await expect(chosen).toContainText("https://portal.example.com/page?to=");
  await expect(chosen).toContainText("requestid%3D12345");
  await expect(chosen).not.toContainText("%25");
});

test("A2: e-Bridge values can be chosen only once e-Bridge is configured, and their names are fixed", async ({
  relay: { page, open },
}) => {
  const before = await engine<Record<string, unknown>>("GET", "/api/v1/settings");
  await engine("PUT", "/api/v1/settings", { ...before, eBridge: null });
  try {
    await open("/addresses/new");
    await page.getByRole("button", { name: "添加参数" }).click();
    await expect(page.getByText("尚未对接云桥")).toBeVisible();
    await field(page, "parameters/0/kind").click();
    await expect(
      page.locator(".ant-select-item-option-disabled", { hasText: "云桥配置" }),
      "it can't be chosen",
    ).toBeVisible();
    await engine("PUT", "/api/v1/settings", {
      ...before,
      eBridge: { agent: "905", corp: "877", tenant: "t4d" },
    });
    await open("/addresses/new");
    await page.getByRole("button", { name: "添加参数" }).click();
    await choose(page, "parameters/0/kind", "云桥配置");
    await expect(field(page, "parameters/0/name")).toHaveValue("wea_link_keep_ebAgentKey");
    await expect(field(page, "parameters/0/name")).toBeDisabled();
    await choose(page, "parameters/0/value", "ebCorpKey");
    await expect(field(page, "parameters/0/name")).toHaveValue("wea_link_keep_ebCorpKey");
    await bind(page, 0, await targetOf("sandbox-landray"));
    await ask(page, "7", "1001");
    await expect(page.locator("[data-channel=pc]")).toHaveText(/wea_link_keep_ebCorpKey=877$/);
  } finally {
    await engine("PUT", "/api/v1/settings", before);
  }
});

test("A1: an address is switched on and off in the list, and deleting says which targets go back to standard", async ({
  relay: { page, open },
}) => {
  const landray = await targetOf("sandbox-landray");
  await engine("POST", "/api/v1/push-addresses", {
    name: "e2e 开关",
    prefix: "/ecology",
    bindings: [{ target: landray.id, adaptive: true }],
  });
  await open("/addresses");
  const row = page.getByRole("row", { name: /e2e 开关/ });
  await row.getByRole("switch").click();
  await expect(row.getByRole("switch")).toBeChecked();
  await expect.poll(async () => (await stored("e2e 开关"))?.enabled).toBe(true);
  await row.getByRole("button", { name: "删除" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("以下 1 个应用系统将恢复使用标准地址");
  await expect(dialog).toContainText(landray.name);
  await expect(dialog).toContainText("自适应地址");
  await dialog.getByRole("button", { name: "删除推送地址" }).click();
  await expect(row).toHaveCount(0);
});
