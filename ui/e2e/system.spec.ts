import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { engine, expect, test } from "./console";

interface Target {
  id: number;
  identifier: string;
  name: string;
  enabled: boolean;
}

const SECRET = "e2e-geheim-4711";
const nothingSet = { decentralized: false, tenantKey: "", eBridge: null };
const ofTheTest = (target: Target) => target.identifier.startsWith("e2e-sys-");

async function targets(): Promise<Target[]> {
  return (await engine<{ items: Target[] }>("GET", "/api/v1/targets")).items;
}

const ecology = (identifier: string, name: string) => ({
  identifier,
  name,
  pushType: "ecology",
  server: { scheme: "http", authority: "127.0.0.1:9", basePath: "" },
  params: { sysCode: "OA1" },
});

/** One target of a document. */
const written = (identifier: string, name: string, more = "") => `
[[targets]]
identifier = "${identifier}"
name = "${name}"
enabled = true
pushType = "ecology"
${more}
[targets.server]
scheme = "http"
authority = "127.0.0.1:9"
basePath = ""

[targets.params]
sysCode = "OA1"

[targets.specialData]
duplicateFilter = true
`;

const writtenWithSecret = `
[[targets]]
identifier = "e2e-sys-wisedu"
name = "端到端金智"
enabled = true
personKey = "workCode"
pushType = "wisedu"

[targets.server]
scheme = "http"
authority = "127.0.0.1:9"
basePath = ""

[targets.params]
appId = "a"
appSecret = "(secret)"
oaAddress = "http://oa.example.com"

[targets.protocol]
path = "/taskcenter/push"
`;

const area = (page: Page) => page.getByRole("textbox", { name: "配置文档" });
const compare = (page: Page) => page.getByRole("button", { name: "比较差异" }).click();

async function clean() {
  for (const target of (await targets()).filter(ofTheTest)) {
    await engine("DELETE", `/api/v1/targets/${target.id}`);
  }
  await engine("PUT", "/api/v1/settings", nothingSet);
}

test.beforeEach(clean);
test.afterAll(clean);

test("T4, A2: what is set wrong is named beside its field; what is right is saved and stays", async ({
  relay: { page, open },
}) => {
  await open("/system/settings");
  await expect(page.getByText("未配置", { exact: true })).toBeVisible();
  await page.getByRole("switch", { name: "启用分权管理" }).click();
  await page.getByLabel("租户key").fill("t4dvwhryc8");
  await page.getByRole("button", { name: "配置云桥" }).click();
  await page.getByLabel("企业标识（Corp Key）").fill("877800227655229441");
  await page.getByLabel("租户标识（Tenant Key）").fill("t4dvwhryc8");
  await page.getByRole("button", { name: "保存设置" }).click();
  const agent = page.locator(".ant-form-item", { hasText: "应用标识（Agent Key）" });
  await expect(agent.locator(".ant-form-item-explain-error")).toHaveText("必填");
  expect(await engine("GET", "/api/v1/settings"), "nothing is saved by half").toEqual(nothingSet);

  await page.getByLabel("应用标识（Agent Key）").fill("905296088639315968");
  await page.getByRole("button", { name: "保存设置" }).click();
  await expect(page.getByText("系统设置已保存")).toBeVisible();
  await expect(page.getByText("已配置", { exact: true })).toBeVisible();
  await page.reload();
  await expect(page.getByLabel("应用标识（Agent Key）")).toHaveValue("905296088639315968");
  await expect(page.getByRole("switch", { name: "启用分权管理" })).toBeChecked();

  await page.getByRole("button", { name: "移除云桥配置" }).click();
  await page.getByRole("button", { name: "保存设置" }).click();
  await expect(page.getByText("未配置", { exact: true })).toBeVisible();
  await expect
    .poll(() => engine("GET", "/api/v1/settings"))
    .toEqual({ decentralized: true, tenantKey: "t4dvwhryc8", eBridge: null });
});

test("A2: e-Bridge that a push address uses is not taken away, and the screen says why", async ({
  relay: { page, open },
}) => {
  await engine("PUT", "/api/v1/settings", {
    ...nothingSet,
    eBridge: { agent: "1", corp: "2", tenant: "3" },
  });
  const address = await engine<{ id: number }>("POST", "/api/v1/push-addresses", {
    name: "端到端云桥",
    parameters: [{ name: "wea_link_keep_ebCorpKey", value: { kind: "eBridge", key: "corp" } }],
  });
  await open("/system/settings");
  await page.getByRole("button", { name: "移除云桥配置" }).click();
  await page.getByRole("button", { name: "保存设置" }).click();
  await expect(page.getByText(/有推送地址正在使用云桥配置/)).toBeVisible();
  await page.getByRole("button", { name: "撤销修改" }).click();
  await expect(page.getByLabel("企业标识（Corp Key）")).toHaveValue("2");
  await engine("DELETE", `/api/v1/push-addresses/${address.id}`);
});

test("settings that are not saved are not lost without asking", async ({ relay: { page, open } }) => {
  await open("/system/settings");
  await page.getByLabel("租户key").fill("unsaved");
  await page.getByRole("tab", { name: "审计记录" }).click();
  await page.getByRole("button", { name: "继续编辑" }).click();
  await expect(page.getByLabel("租户key")).toHaveValue("unsaved");
  await page.getByRole("button", { name: "撤销修改" }).click();
  await page.getByRole("tab", { name: "审计记录" }).click();
  await expect(page.locator(".trail li").first()).toBeVisible();
});

test("D4: the export is one readable document, downloaded and looked at, without any secret", async ({
  relay: { page, open },
}) => {
  await engine("POST", "/api/v1/targets", {
    ...ecology("e2e-sys-secret", "端到端密钥"),
    pushType: "landray",
    params: {
      appName: "oa",
      username: "relay",
      password: SECRET,
      oaAddress: "http://oa.example.com",
      ekpUserKey: "LoginName",
    },
  });
  await open("/system/configuration");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "下载 .toml" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toMatch(/^todo-relay-\d{8}-\d{4}\.toml$/);
  const text = readFileSync(await download.path(), "utf8");
  expect(text).toContain('identifier = "e2e-sys-secret"');
  expect(text).toContain('password = "(secret)"');
  expect(text, "no secret is in the export").not.toContain(SECRET);
  await page.getByRole("button", { name: "查看内容" }).click();
  await expect(page.locator(".configuration-document pre")).toContainText("e2e-sys-secret");
  await expect(page.locator(".configuration-document pre")).not.toContainText(SECRET);
});

test("D4: an import shows what it would change, changes nothing until it is applied, then all of it", async ({
  relay: { page, open },
}) => {
  await engine("POST", "/api/v1/targets", ecology("e2e-sys-there", "端到端原名"));
  await open("/system/configuration");
  const document = `version = 1\n${written("e2e-sys-there", "端到端新名")}${writtenWithSecret}`;
  await page.locator("input[type=file]").setInputFiles({
    name: "relay.toml",
    mimeType: "application/toml",
    buffer: Buffer.from(document),
  });
  await expect(page.getByText("已读入 relay.toml")).toBeVisible();
  await compare(page);

  const changed = page.locator(".difference", { hasText: "e2e-sys-there" });
  await expect(changed.getByRole("row", { name: /^名称/ })).toContainText("端到端原名");
  await expect(changed.getByRole("row", { name: /^名称/ })).toContainText("端到端新名");
  await expect(changed.getByRole("row", { name: /重复数据过滤/ })).toContainText("是");
  await expect(page.locator(".difference", { hasText: "e2e-sys-wisedu" })).toContainText("停用状态");
  await expect(page.locator(".missing")).toContainText("e2e-sys-wisedu / appSecret");
  expect((await targets()).filter(ofTheTest).map(({ name }) => name)).toEqual(["端到端原名"]);

  await page.getByRole("button", { name: "应用全部" }).click();
  await expect(page.getByRole("dialog")).toContainText("将新增 1 项、变更 1 项");
  await page.getByRole("dialog").getByRole("button", { name: "应用全部" }).click();
  await expect(page.getByText("配置已应用：新增 1 项，变更 1 项")).toBeVisible();
  await expect(page.locator(".applied .missing").getByRole("link", { name: "端到端金智" })).toBeVisible();
  expect(
    (await targets())
      .filter(ofTheTest)
      .map(({ identifier, name, enabled }) => ({ identifier, name, enabled })),
  ).toEqual([
    { identifier: "e2e-sys-there", name: "端到端新名", enabled: true },
    { identifier: "e2e-sys-wisedu", name: "端到端金智", enabled: false },
  ]);
});

test("D4: what is there already is said to be the same; a changed text must be compared again", async ({
  relay: { page, open },
}) => {
  await open("/system/configuration");
  await area(page).fill("version = 1\n[settings]\ndecentralized = false\n");
  await compare(page);
  await expect(page.getByText("与当前配置完全相同")).toBeVisible();
  await expect(page.getByRole("button", { name: "应用全部" })).toHaveCount(0);
  await area(page).fill("version = 1\n[settings]\ndecentralized = true\n");
  await expect(page.getByText("文档已改动，请重新比较差异")).toBeVisible();
  await compare(page);
  await expect(page.locator(".difference").getByRole("row", { name: /^分权管理/ })).toBeVisible();
});

test("D4: a wrong document names each place and changes nothing, what was right in it neither", async ({
  relay: { page, open },
}) => {
  await open("/system/configuration");
  await area(page).fill(
    `version = 1\n${written("e2e-sys-good", "端到端好")}${written("e2e-sys-bad", "12345")}`,
  );
  await compare(page);
  const wrong = page.locator(".wrong");
  await expect(wrong).toContainText("应用系统 › 第 2 项 › 名称");
  await expect(wrong).toContainText("不能全是数字");
  await wrong.getByRole("button", { name: /转到第 \d+ 行/ }).click();
  const chosen = await area(page).evaluate((field: HTMLTextAreaElement) =>
    field.value.slice(field.selectionStart, field.selectionEnd),
  );
  expect(chosen).toBe('name = "12345"');
  await expect(page.getByRole("button", { name: "应用全部" })).toHaveCount(0);
  expect((await targets()).filter(ofTheTest)).toEqual([]);

  await area(page).fill("version = 1\n[settings\n");
  await compare(page);
  await expect(wrong).toContainText("不是可以读取的配置文档");
  await expect(wrong.getByRole("button", { name: "转到第 2 行" })).toBeVisible();
});

test("D4: the audit trail says who changed what, before and after; its filters stand in the address", async ({
  relay: { page, open },
}) => {
  const made = await engine<Target>("POST", "/api/v1/targets", ecology("e2e-sys-audit", "端到端审计"));
  await engine("PUT", `/api/v1/targets/${made.id}`, ecology("e2e-sys-audit", "端到端审计二"));
  await open("/system/audit");
  const row = page.locator(".trail li").first();
  await expect(row).toContainText("administrator");
  await expect(row).toContainText("修改");
  await row.getByRole("button", { name: /端到端审计二/ }).click();
  await expect(row.getByRole("row", { name: /^名称/ }).getByRole("cell")).toHaveText([
    "端到端审计",
    "端到端审计二",
  ]);
  await row.getByRole("button", { name: "只看此对象" }).click();
  await expect(page).toHaveURL(new RegExp(`kind=target&objectId=${made.id}`));
  await expect(page.locator(".trail li")).toHaveCount(2);
  await page.reload();
  await expect(page.locator(".trail li")).toHaveCount(2);
  await expect(page.locator(".trail li").nth(1)).toContainText("新建");
  await page.getByRole("button", { name: "清除筛选" }).click();
  await page.getByRole("combobox", { name: "对象类型" }).click();
  await page.locator(".ant-select-item-option", { hasText: "群组" }).click();
  await expect(page).toHaveURL(/kind=group/);
});

test("D4: the trail goes on where it is scrolled to, back to its first row", async ({
  relay: { page, open },
}) => {
  for (let n = 0; n < 60; n += 1) {
    await engine("PUT", "/api/v1/settings", { ...nothingSet, tenantKey: `t${n}` });
  }
  await open("/system/audit?kind=settings");
  await expect(page.locator(".trail li").first()).toBeVisible();
  await expect(async () => {
    await page.locator("#main").evaluate((main) => main.scrollTo(0, main.scrollHeight));
    await expect(page.getByText(/已到最早一条/)).toBeVisible({ timeout: 500 });
  }).toPass();
});
