import { engine, expect, test } from "./console";

interface Listed {
  items: { id: number; identifier: string }[];
}

const landray = async () => {
  const { items } = await engine<Listed>("GET", "/api/v1/targets");
  const found = items.find(({ identifier }) => identifier === "sandbox-landray");
  if (!found) throw new Error("the sandbox brings a Landray target");
  return found.id;
};

test("T9: a typed event goes through a target as the form has it, without sending: verdicts, persons, addresses, request", async ({
  relay: { page, open },
}) => {
  const id = await landray();
  await open(`/targets/${id}`);
  await page.locator("#target_params_appName").fill("DRAFT-APP");
  await page.getByRole("switch", { name: "缺失数据补偿" }).click();
  await page.getByRole("button", { name: "试运行" }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("button", { name: "开始试运行" }).click();
  const result = drawer.locator(".dryrun-result");
  await expect(result).toContainText("会推送");
  await expect(result.locator(".verdicts li")).toHaveCount(7);
  await expect(result.locator(".links > div")).toHaveCount(3);
  await expect(result, "the draft counts, not what is stored").toContainText("DRAFT-APP");
  await expect(result).toContainText("******");
  await expect(result).toContainText("/sys/webservice/sysNotifyTodoWebService");

  await drawer.locator("#dryrun_dataSet").click();
  await page.locator(".ant-select-item-option", { hasText: "办结" }).click();
  await drawer.locator("#dryrun_requestId").fill("99887766");
  await drawer.getByRole("button", { name: "再试一次" }).click();
  await expect(result.locator(".dryrun-delivery"), "X2: the missing to-do goes first").toHaveCount(2);
  await expect(result.locator(".dryrun-delivery").first()).toContainText("补偿待办");

  await drawer.locator("#dryrun_requestName").fill("");
  await drawer.getByRole("button", { name: "再试一次" }).click();
  await expect(drawer.locator(".ant-form-item-explain-error")).toContainText("必填");
});

test("T9: a draft that is wrong is named, and its fields are marked; what is pasted may be wrong too", async ({
  relay: { page, open },
}) => {
  await open("/targets/new/landray");
  await page.getByRole("button", { name: "试运行" }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByRole("button", { name: "开始试运行" }).click();
  await expect(drawer.getByRole("alert")).toContainText("/target/identifier");
  await drawer.getByText("粘贴 JSON").click();
  await drawer.getByRole("textbox", { name: "粘贴 JSON" }).fill("{");
  await drawer.getByRole("button", { name: /再试一次|开始试运行/ }).click();
  await expect(drawer).toContainText("这段文字不是 JSON 格式的数据");
  await drawer.getByRole("button", { name: "关闭", exact: true }).click();
  await expect(page.locator(".ant-form-item", { has: page.locator("#target_identifier") })).toContainText(
    "必填",
  );
});

test("T9: an event is taken from the latest rows of the log and changed before it is tried", async ({
  relay: { page, open },
}) => {
  const id = await landray();
  const at = "2026-11-22T09:00:00+08:00";
  const event = {
    dataSet: "todo",
    businessState: "pending",
    requestId: "31415926",
    requestName: "端到端试运行",
    workflowId: "54",
    workflowName: "差旅报销",
    workflowTypeId: "3",
    nodeName: "审批",
    creator: "1001",
    receiver: "1002",
    createdAt: at,
    receivedAt: at,
    occurredAt: at,
  };
  await engine("POST", "/api/v1/intake/batches", { batchId: `e2e-dryrun-${Date.now()}`, events: [event] });
  await open(`/targets/${id}`);
  await page.getByRole("button", { name: "试运行" }).click();
  const drawer = page.getByRole("dialog");
  await drawer.getByText("从日志选取").click();
  await drawer.getByRole("textbox", { name: /搜索/ }).fill("端到端试运行");
  const row = drawer.locator(".dryrun-list .ant-radio-wrapper", { hasText: "端到端试运行" }).first();
  await row.getByRole("radio").check();
  await drawer.getByRole("button", { name: "开始试运行" }).click();
  await expect(drawer.locator(".dryrun-delivery").first()).toBeVisible();
  await drawer.getByRole("button", { name: "改几处再试" }).click();
  await drawer.locator("#dryrun_requestName").fill("改过的标题");
  await drawer.getByRole("button", { name: "再试一次" }).click();
  await expect(drawer.locator(".dryrun-result")).toContainText("改过的标题");
});

test("T9: from a row of the log: what would happen now", async ({ relay: { page, open } }) => {
  await engine("PUT", "/api/v1/sandbox/oa", { running: true, eventsPerSecond: 2 });
  const id = await landray();
  await open(`/log?targetId=${id}`);
  await page.locator(".vt-row").first().click();
  await page.getByRole("button", { name: "现在会怎样？" }).click();
  const drawer = page.getByRole("dialog").last();
  await expect(drawer.locator(".dryrun-delivery").first()).toBeVisible();
  await expect(drawer).toContainText("使用日志 #");
});
