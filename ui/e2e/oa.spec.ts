/** The OA's own interfaces in the console (rows O2, O3, W2): the connection, its check, and the organisation being read. */
import type { Locator, Page } from "@playwright/test";
import { engine, expect, test } from "./console";

interface View {
  connection: Record<string, unknown> & { secrets: Record<string, unknown>; appId: string };
}

const PATH = "/api/v1/oa";
const trouble = (kind: string) => engine("PUT", "/api/v1/sandbox/receivers/oa/trouble", { kind });
const happens = async (action: string) =>
  (await engine<{ person: string | null }>("POST", "/api/v1/sandbox/oa/interface", { action })).person ?? "";

let before: View["connection"];
let organisation: unknown;

test.beforeAll(async () => {
  before = (await engine<View>("GET", PATH)).connection;
  organisation = await engine("GET", "/api/v1/directory");
});
test.afterAll(() => engine("PUT", "/api/v1/directory", organisation));
test.afterEach(async () => {
  await trouble("none");
  await engine("PUT", "/api/v1/sandbox/oa/interface", { unsteady: false });
  await engine("PUT", PATH, before);
});

const step = (page: Page, name: string) => page.locator(".steps li", { hasText: name });
const outcome = (row: Locator, is: "ok" | "failed" | "skipped") =>
  expect(row).toHaveAttribute("data-outcome", is);
const check = (page: Page) => page.getByRole("button", { name: /检测$/ }).click();
const save = (page: Page) => page.getByRole("button", { name: /保\s*存/ }).click();
/** The item of the form that a field stands in, with its complaint. */
const item = (page: Page, id: string) => page.locator(".ant-form-item", { has: page.locator(`#oa_${id}`) });

/** Begins in the dialog, and gives it when the run is over. */
async function synchronised(page: Page, extent: "全量" | "增量", end: string): Promise<Locator> {
  await page.getByRole("button", { name: "从 OA 同步" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByRole("radio", { name: extent }).check();
  await dialog.getByRole("button", { name: "开始同步" }).click();
  await expect(dialog.locator(".sync-state")).toContainText(end, { timeout: 45_000 });
  return dialog;
}

test("O2, W2: the connection that is set passes every step of its check", async ({
  relay: { page, open },
}) => {
  await open("/system/oa");
  await expect(page.locator("#oa_appId")).toHaveValue(before.appId);
  await expect(page.getByText("已设置").first(), "the seed is there and not shown").toBeVisible();
  await check(page);
  await expect(page.getByText("四步全部通过")).toBeVisible();
  for (const name of ["应用注册", "申请令牌", "待办数量", "人员列表"]) await outcome(step(page, name), "ok");
  await expect(step(page, "人员列表")).toContainText(/共 \d+ 人/);
});

test("O2: a wrong token seed fails its step alone, in words that say who can mend it", async ({
  relay: { page, open },
}) => {
  await open("/system/oa");
  await page.getByRole("button", { name: /更\s*换/ }).click();
  await page.locator("#oa_secrets_tokenSeed").fill("not-the-seed");
  await check(page);
  await expect(page.getByText("在“人员列表”这一步失败")).toBeVisible();
  await outcome(step(page, "待办数量"), "ok");
  await outcome(step(page, "人员列表"), "failed");
  await expect(step(page, "人员列表")).toContainText("请核对标识");
  await page.getByRole("button", { name: "保留原值" }).click();
  await check(page);
  await expect(page.getByText("四步全部通过"), "the stored seed is there still").toBeVisible();
});

test("W2: what goes together is asked for together, what is folded is unfolded around a complaint, and nothing is saved", async ({
  relay: { page, open },
}) => {
  await open("/system/oa");
  await page.locator("#oa_userId").fill("");
  await page.getByText(/^登录细节/).click();
  await page.locator("#oa_signOn_headers_token").fill("no such header");
  await page.getByText(/^登录细节/).click();
  await save(page);
  await expect(item(page, "userId")).toContainText("必填");
  await expect(item(page, "signOn_headers_token")).toContainText("含有不允许的字符");
  await expect(item(page, "signOn_headers_token"), "it is unfolded").toBeVisible();
  await expect(page.getByText("没有保存：有 2 处需要修改")).toBeVisible();
  expect((await engine<View>("GET", PATH)).connection).toEqual(before);
  await check(page);
  await expect(page.getByText("先改正标出的字段，再检测。")).toBeVisible();
  await page.locator("#oa_userId").fill("1001");
  await expect(item(page, "userId"), "a complaint goes with what it was about").not.toContainText("必填");
  await page.getByRole("button", { name: "撤销修改" }).click();
  await expect(page.locator("#oa_signOn_headers_token")).toHaveValue("token");
});

test("W2: names of headers come as a set, single ones are one's own, and all is kept as saved", async ({
  relay: { page, open },
}) => {
  await open("/system/oa");
  await page.getByText(/^登录细节/).click();
  await page.getByRole("combobox", { name: "请求头名称" }).click();
  await page.locator(".ant-select-item-option", { hasText: "iWork" }).click();
  await expect(page.locator("#oa_signOn_headers_appId")).toHaveValue("app-id");
  await page.locator("#oa_signOn_headers_token").fill("x-token");
  await expect(page.locator(".oa-preset")).toContainText("自定义");
  await page.getByText(/^接口细节/).click();
  await page.locator("#oa_hrm_pageSize").fill("50");
  await page.getByRole("switch", { name: "定时同步" }).click();
  await save(page);
  await expect(page.getByText("OA 连接已保存")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("switch", { name: "定时同步" })).toBeChecked();
  const stored = (await engine<View>("GET", PATH)).connection;
  expect(stored).toMatchObject({
    signOn: { headers: { appId: "app-id", userId: "user-id", token: "x-token" } },
    hrm: { pageSize: 50, schedule: { enabled: true, extent: "whole" } },
    secrets: before.secrets,
  });
});

test("W2: keys that somebody else has replaced are named by the check, and registering again mends it", async ({
  relay: { page, open },
}) => {
  await open("/system/oa");
  await check(page);
  await expect(page.getByText("四步全部通过")).toBeVisible();
  await open("/sandbox");
  await page.getByRole("button", { name: "更换密钥" }).click();
  await expect(page.getByText(/密钥已更换/)).toBeVisible();
  await open("/system/oa");
  await check(page);
  await outcome(step(page, "申请令牌"), "failed");
  await outcome(step(page, "待办数量"), "skipped");
  await expect(step(page, "申请令牌")).toContainText("密钥已作废");
  await step(page, "申请令牌").getByRole("button", { name: "重新注册" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText(before.appId);
  await expect(dialog).toContainText("立即全部作废");
  await dialog.getByRole("button", { name: "重新注册" }).click();
  await expect(page.getByText("四步全部通过")).toBeVisible();
  await open("/system/audit?kind=oa");
  await page.locator(".trail li button").first().click();
  await expect(page.locator(".change").first()).toContainText("重新注册时间");
});

test("O2: who joined and who left is read from the OA, told, and found in the directory", async ({
  relay: { page, open },
}) => {
  test.setTimeout(120_000);
  await open("/directory");
  const whole = await synchronised(page, "全量", "已完成");
  await whole
    .getByRole("button", { name: /关\s*闭/ })
    .last()
    .click();
  const joined = await happens("join");
  const left = await happens("leave");
  const changes = await synchronised(page, "增量", "已完成");
  await expect(changes.locator(".run-tally")).toContainText("新增 1");
  await expect(changes.locator(".run-tally")).toContainText("离职 1");
  await changes
    .getByRole("button", { name: /关\s*闭/ })
    .last()
    .click();
  await expect(page.locator(".last-sync")).toContainText("新增 1");
  const people = page.locator(".vt-row");
  const search = page.getByRole("textbox", { name: /搜索姓名/ });
  await search.fill(joined);
  await expect(people.filter({ hasText: joined }).first()).toContainText("在职");
  await search.fill(left);
  await expect(people.filter({ hasText: left }).first()).toContainText("离职");
  await page.getByRole("link", { name: /最近一次同步/ }).click();
  const run = page.getByRole("row", { name: /组织同步/ }).first();
  await expect(run).toContainText("组织架构");
  await expect(run).toContainText("离职 1");
  await expect(run.getByRole("button", { name: "推送结果" })).toHaveCount(0);
});

test("O2: people who come in between two pages take nobody away, and the remark on it is no error", async ({
  relay: { page, open },
}) => {
  test.setTimeout(120_000);
  await engine("PUT", PATH, { ...before, hrm: { ...(before.hrm as object), pageSize: 20 } });
  await open("/sandbox");
  await page.getByRole("switch", { name: "翻页期间人员变动" }).click();
  await expect(page.getByRole("switch", { name: "翻页期间人员变动" })).toBeChecked();
  await open("/directory");
  const dialog = await synchronised(page, "全量", "已完成");
  await expect(dialog.locator(".run-tally")).not.toContainText("移除");
  await expect(dialog.locator(".ant-alert-error")).toHaveCount(0);
});

test("O2, O3: an OA that does not answer fails the run in words, and the organisation stays", async ({
  relay: { page, open },
}) => {
  test.setTimeout(120_000);
  const directory = await engine("GET", "/api/v1/directory");
  await trouble("down");
  await open("/directory");
  const dialog = await synchronised(page, "全量", "出错");
  await expect(dialog.getByRole("alert")).toContainText("分部：");
  await expect(dialog).toContainText("组织架构没有改动");
  expect(await engine("GET", "/api/v1/directory")).toEqual(directory);
  await trouble("none");
  await dialog.getByRole("button", { name: "重新同步" }).click();
  await dialog.getByRole("button", { name: "开始同步" }).click();
  await expect(dialog.locator(".sync-state")).toContainText("已完成", { timeout: 45_000 });
});

test("O2, O3: a run that is stopped changes nothing; one that is under way is shown again", async ({
  relay: { page, open },
}) => {
  await engine("PUT", "/api/v1/sandbox/receivers/oa/trouble", { kind: "slow", delayMs: 20_000 });
  await open("/directory");
  const dialog = await synchronised(page, "全量", "进行中");
  await dialog
    .getByRole("button", { name: /关\s*闭/ })
    .last()
    .click();
  await expect(page.locator(".last-sync")).toContainText("进行中");
  await page.getByRole("button", { name: "从 OA 同步" }).first().click();
  await expect(dialog.locator(".sync-state")).toContainText("进行中");
  await dialog.getByRole("button", { name: /停\s*止/ }).click();
  await expect(dialog.locator(".sync-state")).toContainText("已停止");
  await expect(dialog).toContainText("组织架构没有改动");
});

test("O2: before the OA is connected the dialog leads to where it is", async ({ relay: { page, open } }) => {
  await page.route("**/api/v1/oa", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), connection: null } });
  });
  await open("/directory");
  await page.getByRole("button", { name: "从 OA 同步" }).first().click();
  await expect(page.getByRole("dialog")).toContainText("还没有设置 OA 连接");
  await page.getByRole("link", { name: "去设置 OA 连接" }).click();
  await expect(page.getByText("未配置", { exact: true })).toBeVisible();
  await expect(page.locator("#oa_server_authority")).toHaveValue("");
});

test("D3, O2: the simulated OA's own interfaces show what came in, and let things happen to its people", async ({
  relay: { page, open },
}) => {
  await engine("POST", `${PATH}/check`, {});
  await open("/sandbox");
  const panel = page.getByRole("region", { name: "OA 自身的接口" });
  await expect(panel).toContainText(/http:\/\/127\.0\.0\.1:\d+/);
  expect(Number(await panel.locator("[data-count=issued]").textContent())).toBeGreaterThan(0);
  for (const [act, said] of [
    ["入职", /已入职/],
    ["调动", /已调到另一个部门/],
    ["离职", /已离职/],
    ["丢失令牌", /已忘记全部令牌/],
  ] as const) {
    await panel.getByRole("button", { name: act }).click();
    await expect(page.getByText(said)).toBeVisible();
  }
  await panel.getByText("停机", { exact: true }).click();
  await expect(panel.locator(".trouble")).toContainText("组织架构不变");
  await page.getByRole("button", { name: "最近报文" }).click();
  await page.locator(".ant-collapse-header").first().click();
  await expect(page.locator(".ant-collapse-item-active pre").first()).not.toBeEmpty();
});
