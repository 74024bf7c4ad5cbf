import type { Page } from "@playwright/test";
import { engine, expect, test } from "./console";

interface Listed {
  items: { id: number; identifier: string; name: string; enabled: boolean }[];
}

const field = (page: Page, id: string) => page.locator(`#target_${id}`);
/** A field with its label, its help and what is complained about. */
const complaint = (page: Page, id: string) => page.locator(".ant-form-item", { has: field(page, id) });

test.afterAll(async () => {
  const { items } = await engine<Listed>("GET", "/api/v1/targets");
  for (const target of items.filter(({ identifier }) => identifier.startsWith("e2e-"))) {
    await engine("DELETE", `/api/v1/targets/${target.id}`);
  }
  const addresses = await engine<{ items: { id: number; name: string }[] }>("GET", "/api/v1/push-addresses");
  for (const address of addresses.items.filter(({ name }) => name.startsWith("e2e-"))) {
    await engine("DELETE", `/api/v1/push-addresses/${address.id}`);
  }
});

test("T1, T3, T5: a target from a suite; what is wrong is said beside its field, nothing is taken until it is mended", async ({
  relay: { page, open },
}) => {
  await open("/targets/new");
  await page.getByRole("link", { name: /e-cology/ }).click();
  await page.getByRole("button", { name: "保存" }).click();
  await expect(complaint(page, "identifier")).toContainText("必填");
  await expect(complaint(page, "params_sysCode")).toContainText("必填");

  await field(page, "identifier").fill("e2e-portal");
  await field(page, "name").fill("12345");
  await field(page, "server_authority").fill("bad host");
  await field(page, "params_sysCode").fill("OA1");
  await page.locator(".form-nav").getByRole("button", { name: "投递" }).click();
  await field(page, "delivery_concurrency").fill("999");
  await page.locator("#section-delivery h2 button").click();
  await page.getByRole("button", { name: "保存" }).click();
  const wrongName = complaint(page, "name").locator(".ant-form-item-explain-error");
  await expect(wrongName).toHaveText("不能全是数字");
  await expect(complaint(page, "server_authority")).toContainText("应为 主机 或 主机:端口");
  await expect(complaint(page, "delivery_concurrency"), "its section opens by itself").toBeVisible();
  expect(
    (await engine<Listed>("GET", "/api/v1/targets")).items.some((one) => one.identifier === "e2e-portal"),
  ).toBe(false);

  await field(page, "name").fill("端到端门户");
  await expect(wrongName, "a complaint goes when its value is changed").toHaveCount(0);
  await field(page, "server_authority").fill("127.0.0.1:9");
  await field(page, "delivery_concurrency").fill("8");
  await page.getByRole("button", { name: "保存" }).click();
  const row = page.getByRole("row", { name: /端到端门户/ });
  await expect(row).toContainText("未启用");

  await row.getByRole("switch").click();
  await expect(row.getByRole("switch")).toBeChecked();
  await row.getByRole("switch").click();
  await expect(row.getByRole("switch")).not.toBeChecked();
});

test("T3: an identifier that is taken is named beside its field", async ({ relay: { page, open } }) => {
  const { items } = await engine<Listed>("GET", "/api/v1/targets");
  await open("/targets/new/ecology");
  await field(page, "identifier").fill(items[0]?.identifier ?? "");
  await field(page, "name").fill("重名");
  await field(page, "server_authority").fill("127.0.0.1:9");
  await field(page, "params_sysCode").fill("OA1");
  await page.getByRole("button", { name: "保存" }).click();
  await expect(complaint(page, "identifier")).toContainText("已被其他应用系统使用");
});

test("T7: from blank, choosing a push type shows its implementation class and its parameters", async ({
  relay: { page, open },
}) => {
  await open("/targets/new/blank");
  await expect(page.getByText("先选择推送类型").first()).toBeVisible();
  await field(page, "pushType").click();
  await page.locator(".ant-select-item-option", { hasText: "蓝凌" }).first().click();
  const { items } = await engine<{ items: { pushType: string; implementationClass: string }[] }>(
    "GET",
    "/api/v1/push-types",
  );
  const landray = items.find(({ pushType }) => pushType === "landray");
  await expect(page.locator("#section-basic")).toContainText(
    landray?.implementationClass ?? "no such push type",
  );
  await expect(field(page, "params_appName")).toBeVisible();
});

test("T8: a stored secret shows only that it is set, and can be replaced", async ({
  relay: { page, open },
}) => {
  await open("/targets/new/landray");
  await field(page, "identifier").fill("e2e-ekp");
  await field(page, "name").fill("端到端 EKP");
  await field(page, "server_authority").fill("127.0.0.1:9");
  await field(page, "params_appName").fill("OA");
  await field(page, "params_username").fill("oa");
  await field(page, "params_password").fill("top-secret-1");
  await field(page, "params_oaAddress").fill("http://oa.example.com");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByRole("link", { name: "端到端 EKP" }).click();
  await expect(page.locator(".secret-set")).toContainText("已设置");
  expect(await page.content()).not.toContain("top-secret-1");
  await page.getByRole("button", { name: "更换" }).click();
  await expect(field(page, "params_password")).toHaveValue("");
  await page.getByRole("button", { name: "保留原值" }).click();
  await expect(page.locator(".secret-set")).toContainText("已设置");
});

test("T5: the connection test says DNS, TCP, TLS, HTTP and the sign-on separately", async ({
  relay: { page, open },
}) => {
  await open("/targets/new/ecology");
  await field(page, "server_authority").fill("127.0.0.1:9");
  await page.getByRole("button", { name: "测试连接" }).click();
  await expect(page.locator(".test li")).toHaveCount(5);
  await expect(page.getByText("在“TCP 连接”这一步失败")).toBeVisible();
});

test("leaving with unsaved changes asks first", async ({ relay: { page, open } }) => {
  await open("/targets/new/ecology");
  await field(page, "name").fill("半途而废");
  await page.getByRole("link", { name: "运行总览" }).click();
  await expect(page.getByText("放弃未保存的修改？")).toBeVisible();
  await page.getByRole("button", { name: "继续编辑" }).click();
  await expect(field(page, "name")).toHaveValue("半途而废");
  await page.getByRole("link", { name: "运行总览" }).click();
  await page.getByRole("button", { name: "放弃修改" }).click();
  await expect(page.getByRole("heading", { name: "运行总览" })).toBeVisible();
});

test("T1, T8: a copy has its own identifier, starts disabled and knows the secret; deleting says what goes with it, then does it", async ({
  relay: { page, open },
}) => {
  const original = await engine<{ id: number; identifier: string }>("POST", "/api/v1/targets", {
    identifier: "e2e-original",
    name: "端到端原件",
    enabled: true,
    pushType: "landray",
    server: { scheme: "http", authority: "127.0.0.1:9", basePath: "" },
    params: { appName: "OA", username: "oa", password: "top-secret-2", oaAddress: "http://oa.example.com" },
    interception: { persons: { mode: "deny", members: [{ kind: "everyone", id: "" }] } },
  });
  await engine("POST", `/api/v1/targets/${original.id}/person-mapping`, { person: "1001", value: "zs" });
  await engine("POST", "/api/v1/push-addresses", {
    name: "e2e-移动门户",
    enabled: false,
    bindings: [{ target: original.id, pc: true, app: false, adaptive: false }],
  });

  await open("/targets?text=e2e-original");
  await page.getByRole("button", { name: "复制" }).click();
  const copy = page.getByRole("dialog");
  await copy.getByLabel("标识").fill(original.identifier);
  await copy.getByRole("button", { name: "创建副本" }).click();
  await expect(copy.getByText("已被其他应用系统使用"), "an identifier that is taken is said").toBeVisible();
  await copy.getByLabel("标识").fill("e2e-copy");
  await copy.getByRole("button", { name: "创建副本" }).click();
  await expect(page.getByRole("heading", { name: "端到端原件（副本）" })).toBeVisible();
  await expect(field(page, "enabled")).not.toBeChecked();
  await expect(page.locator(".secret-set")).toContainText("已设置");

  await open("/targets?text=e2e-original");
  await page.getByRole("button", { name: "删除" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("推送日志");
  await expect(dialog).toContainText(/人员对照表\s*1/);
  await expect(dialog, "the push addresses are named").toContainText("e2e-移动门户");
  await dialog.getByRole("button", { name: "删除应用系统和以上数据" }).click();
  await expect(page.getByText("没有符合条件的应用系统")).toBeVisible();
});

test("X1e: the form explains the duplicate filter by an example that follows the switches", async ({
  relay: { page, open },
}) => {
  await open("/targets/new/blank");
  const example = page.locator(".example");
  await expect(example).toContainText("没有打开重复过滤");
  await page.getByRole("switch", { name: "重复数据过滤" }).click();
  await expect(example).toContainText("被过滤");
  await page.getByRole("switch", { name: "事项结束后重新计算" }).click();
  await expect(example).toContainText("照常推送");
});
