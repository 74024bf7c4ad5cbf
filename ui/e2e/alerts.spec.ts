/** Alert channels: set up, previewed, tried, and what they said (rows F2, F4). */
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { engine, expect, test } from "./console";

interface Channels {
  items: { id: number; name: string; kind: string }[];
}
interface Person {
  id: string;
  name: string;
  mainAccount: string | null;
}

/** A gateway that takes messages, or answers 500. */
async function gateway(): Promise<{ server: Server; address: string; took: string[]; broken: boolean }> {
  const state = { took: [] as string[], broken: false };
  const bodyOf = async (request: IncomingMessage) => {
    let body = "";
    for await (const piece of request) body += piece;
    return body;
  };
  const server = createServer(async (request, response) => {
    const body = await bodyOf(request);
    if (!state.broken) state.took.push(body);
    response.statusCode = state.broken ? 500 : 200;
    response.end(state.broken ? "gateway is out of order" : '{"code":0}');
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/send`;
  return Object.assign(state, { server, address });
}

/** Removes what these tests make, and nothing else: the engine may be somebody's. */
async function clear() {
  const { items } = await engine<Channels>("GET", "/api/v1/alerts/channels");
  for (const { id, name } of items)
    if (name.startsWith("e2e ")) await engine("DELETE", `/api/v1/alerts/channels/${id}`);
}

const around = (page: Page, field: string) =>
  page.locator(".ant-form-item", { has: page.locator(`#channel_${field}`) });

test.beforeEach(clear);
test.afterEach(clear);

test("F2, F4: a channel is set up, previewed as one types, tried and kept; wrong input is said beside its field", async ({
  relay: { page, open },
}) => {
  const sms = await gateway();
  try {
    await open("/alerts");
    await page.getByRole("button", { name: "添加通道" }).click();
    await page.getByRole("link", { name: /通用 HTTP/ }).click();
    await page.getByLabel("名称").fill("e2e 短信网关");
    await page.getByRole("button", { name: "保存" }).click();
    const address = page.locator(".ant-form-item", { has: page.locator("#channel_params_url") });
    await expect(address).toContainText("必填");
    await page.locator("#channel_params_url").fill("sms.example.com");
    await page.getByRole("button", { name: "保存" }).click();
    await expect(address, "in the words of an address, not of a receiver").toContainText("应为 http:// 或");
    await page.locator("#channel_params_url").fill(sms.address);
    await expect(address, "it goes with the change").not.toContainText("应为 http:// 或");
    await page.locator("#channel_params_secret").fill("secret1");

    const preview = page.locator(".alerts-side");
    await expect(preview).toContainText("已熔断");
    await page.locator("#channel_text").fill("值班请注意：");
    await page
      .locator(".ant-form-item", { has: page.locator("#channel_text") })
      .getByRole("button", { name: "概要" })
      .click();
    await expect(page.locator("#channel_text")).toHaveValue("值班请注意：{title}");
    await expect(preview).toContainText(/值班请注意：“.+”已熔断/);
    await page.locator("#channel_text").fill("{nobody}");
    await expect(preview).toContainText("改正后显示预览");
    await page.getByRole("button", { name: "保存" }).click();
    await expect(page.locator(".ant-form-item", { has: page.locator("#channel_text") })).toContainText(
      "含有未知的占位符",
    );
    await page.locator("#channel_text").fill("值班请注意：{title}");

    await page.locator("#channel_mergeSeconds").fill("");
    await page.getByRole("button", { name: "发送测试" }).click();
    await expect(page.getByRole("alert").filter({ hasText: "没有发送：有 1 处需要修改" })).toBeVisible();
    await expect(around(page, "mergeSeconds"), "a test complains beside the field, too").toContainText(
      "必填",
    );
    await expect(preview, "the preview does not depend on it").toContainText("值班请注意：");
    await page.locator("#channel_mergeSeconds").fill("60");

    await page.getByRole("button", { name: "发送测试" }).click();
    await expect(preview.locator(".alerts-tested")).toContainText("通道已接收");
    expect(sms.took.join(), "what was previewed is what arrives").toContain("值班请注意：");
    expect(sms.took.join()).toContain("【测试】");
    sms.broken = true;
    await page.getByRole("button", { name: "发送测试" }).click();
    await expect(preview.locator(".alerts-tested")).toContainText("没有发送成功");
    await expect(preview.locator(".alerts-tested")).toContainText("HTTP 500：gateway is out of order");

    await page.getByRole("button", { name: "保存" }).click();
    await expect(page.getByRole("row", { name: /e2e 短信网关/ })).toContainText("还没有发送过");
    await page.getByRole("link", { name: "e2e 短信网关" }).click();
    await expect(page.locator("#channel_text"), "it is kept").toHaveValue("值班请注意：{title}");
    await page.locator("#channel_text").fill("{title}");
    await around(page, "params_secret")
      .getByRole("button", { name: /更\s*换/ })
      .click();
    await page.locator("#channel_params_secret").fill("secret2");
    await page.getByRole("button", { name: "保存" }).click();
    await expect(
      around(page, "params_secret"),
      "a secret that was saved is not kept in the page",
    ).toContainText("已设置");
    await expect(page.getByText("有未保存的修改")).toHaveCount(0);
    await page.getByRole("button", { name: "删除" }).click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /删\s*除/ })
      .click();
    await expect(page.getByRole("row", { name: /e2e 短信网关/ })).toHaveCount(0);
  } finally {
    sms.server.closeAllConnections();
    sms.server.close();
  }
});

test("F2: a part-time identity is refused as a recipient, with the reason", async ({
  relay: { page, open },
}) => {
  const { persons } = await engine<{ persons: Person[] }>("GET", "/api/v1/directory");
  const second = persons.find(({ mainAccount }) => mainAccount);
  if (!second) throw new Error("the sandbox's organisation has part-time identities");
  const config = {
    name: "e2e 兼职",
    enabled: true,
    kind: "wecom",
    params: { webhook: "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=0123456789" },
    tells: ["breakerOpened"],
    mergeSeconds: 60,
    mostPerHour: 60,
  };
  const { id } = await engine<{ id: number }>("POST", "/api/v1/alerts/channels", config);
  await open(`/alerts/${id}`);
  await page.getByRole("button", { name: "选择人员与角色" }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("textbox").first().fill(second.id);
  await dialog.getByText(second.id, { exact: true }).first().click();
  await dialog.getByRole("button", { name: /确\s*定/ }).click();
  await page.getByRole("button", { name: "保存" }).click();
  const field = page.locator(".ant-form-item", { has: page.locator("#channel_members") });
  await expect(field).toContainText("兼职身份不能作为提醒对象");
});

test("D4, F2: the audit trail tells whom a new channel tells, one below the other", async ({
  relay: { page, open },
}) => {
  const { persons } = await engine<{ persons: Person[] }>("GET", "/api/v1/directory");
  const told = persons.filter(({ mainAccount }) => !mainAccount).slice(0, 3);
  await engine("POST", "/api/v1/alerts/channels", {
    name: "e2e 留痕",
    enabled: false,
    kind: "http",
    params: { url: "http://127.0.0.1:9/" },
    tells: ["breakerOpened"],
    recipients: { persons: told.map(({ id }) => id), roles: [] },
    mergeSeconds: 0,
    mostPerHour: 100,
  });
  await open("/system/audit?kind=alertChannel");
  await page
    .getByRole("button", { name: /新建.*e2e 留痕/ })
    .first()
    .click();
  const list = page.getByRole("row", { name: /提醒对象 › 人员/ }).getByRole("listitem");
  await expect(list).toHaveText(told.map(({ id }) => id));
  const tops = await list.evaluateAll((items) => items.map((item) => item.getBoundingClientRect().top));
  expect(new Set(tops).size, "none is drawn over another").toBe(told.length);
});

test("F4: a channel that fails is shown with its reason, tried again, and the overview tells of it", async ({
  relay: { page, open },
}) => {
  test.setTimeout(120_000);
  const sms = await gateway();
  sms.broken = true;
  try {
    await engine("POST", "/api/v1/alerts/channels", {
      name: "e2e 坏网关",
      enabled: true,
      kind: "http",
      params: { url: sms.address },
      tells: ["breakerOpened"],
      mergeSeconds: 0,
      mostPerHour: 100,
    });
    await engine("PUT", "/api/v1/sandbox/oa", { running: true, eventsPerSecond: 5 });
    await engine("PUT", "/api/v1/sandbox/receivers/wisedu/trouble", { kind: "down" });
    await open("/alerts?tab=messages");
    const row = page.getByRole("row", { name: /e2e 坏网关/ }).first();
    await expect(row).toContainText("等待发送", { timeout: 60_000 });
    await expect(row).toContainText("gateway is out of order", { timeout: 60_000 });
    await row.getByRole("button", { name: /已熔断/ }).click();
    await expect(row).toContainText("恢复后按顺序补推");
    await open("/overview");
    await expect(page.locator(".alert-trouble")).toContainText("告警通道“e2e 坏网关”未能送出提醒");
    await page.locator(".alert-trouble").getByRole("link").click();
    await expect(page.getByRole("row", { name: /e2e 坏网关/ })).toContainText("gateway is out of order");
    sms.broken = false;
    await page.getByRole("tab", { name: "发送记录" }).click();
    await row.getByRole("button", { name: "立即重试" }).click();
    await expect(row).toContainText("已发送", { timeout: 60_000 });
    const { items } = await engine<Channels>("GET", "/api/v1/alerts/channels");
    const own = items.find(({ name }) => name === "e2e 坏网关")?.id;
    await open(`/alerts?tab=messages&channelId=${own}&state=givenUp`);
    await expect(page.getByText("没有符合条件的记录"), "filters stand in the address").toBeVisible();
    await page.getByRole("button", { name: "清除筛选" }).click();
    await expect(row).toBeVisible();
    expect(sms.took.join()).toContain("已熔断");
  } finally {
    await engine("PUT", "/api/v1/sandbox/receivers/wisedu/trouble", { kind: "none" });
    sms.server.closeAllConnections();
    sms.server.close();
  }
});
