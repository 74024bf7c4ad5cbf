/** Batch pushes in the console (rows B1 to B4): counted, made, watched, paused, repeated, exported and deleted. */
import { readFileSync } from "node:fs";
import type { Locator, Page } from "@playwright/test";
import { engine, expect, test } from "./console";

interface Listed {
  items: { id: number; identifier: string }[];
}
interface Rows {
  items: { id: number; requestId: string; receiver: string; dataSet: string }[];
}
interface Task {
  id: number;
  state: string;
  outcome: { success: number; failed: number };
}
interface Oa {
  running: boolean;
  eventsPerSecond: number;
}

/** Enough for a task that takes some seconds at a pace of one a second. */
const REQUESTS = 12;

let before: Oa;
let ecology = 0;
/** Requests that every test pushes, and how many rows they have. */
let requests: string[] = [];
let rows = 0;

const setOa = (oa: Oa) => engine("PUT", "/api/v1/sandbox/oa", oa);
const trouble = (kind: string) => engine("PUT", "/api/v1/sandbox/receivers/ecology/trouble", { kind });
const targetId = async (identifier: string) => {
  const { items } = await engine<Listed>("GET", "/api/v1/targets");
  return items.find((target) => target.identifier === identifier)?.id ?? 0;
};
const pushed = async () =>
  (await engine<Rows>("GET", `/api/v1/deliveries?targetId=${ecology}&status=success&limit=200`)).items;
const tasks = async () =>
  (await engine<{ items: Task[] }>("GET", "/api/v1/tasks?since=1970-01-01T00:00:00Z")).items;

/** Makes a task beside the console; answers its number. */
async function made(start: boolean, order: object = {}): Promise<number> {
  const rows = { kind: "history", filter: { requestIds: requests }, cleanWith: null };
  const wish = { targetIds: [ecology], rows, duplicates: "asNew", perSecond: null, start, ...order };
  const [run] = await engine<{ id: number }[]>("POST", "/api/v1/tasks", wish);
  return run?.id ?? 0;
}

async function removeAll(): Promise<void> {
  for (const { id, state } of await tasks()) {
    if (["choosing", "cleaning", "running"].includes(state))
      await engine("POST", `/api/v1/tasks/${id}/pause`);
  }
  const isAtRest = async () =>
    (await tasks()).every(({ state }) => !["choosing", "cleaning", "running"].includes(state));
  await expect.poll(isAtRest).toBe(true);
  for (const { id } of await tasks()) await engine("DELETE", `/api/v1/tasks/${id}`);
}

test.beforeAll(async () => {
  const { running, eventsPerSecond } = (await engine<{ oa: Oa }>("GET", "/api/v1/sandbox")).oa;
  before = { running, eventsPerSecond };
  ecology = await targetId("sandbox-ecology");
  await trouble("none");
  await setOa({ running: true, eventsPerSecond: 20 });
  const distinct = async () => [...new Set((await pushed()).map(({ requestId }) => requestId))];
  await expect.poll(async () => (await distinct()).length, { timeout: 40_000 }).toBeGreaterThan(REQUESTS);
  await setOa({ running: false, eventsPerSecond: 20 });
  requests = (await distinct()).slice(0, REQUESTS);
  const filter = { targetId: ecology, requestIds: requests };
  const pending = async () => {
    const wanted = { filter: { ...filter, status: "pending" }, after: null };
    return (await engine<{ count: number }>("POST", "/api/v1/deliveries/count", wanted)).count;
  };
  await expect.poll(pending).toBe(0);
  rows = 0;
  let after: number | null = null;
  do {
    const part: { count: number; next: number | null } = await engine("POST", "/api/v1/deliveries/count", {
      filter,
      after,
    });
    rows += part.count;
    after = part.next;
  } while (after !== null);
});
test.beforeEach(removeAll);
test.afterEach(async () => {
  await trouble("none");
  await removeAll();
});
test.afterAll(() => setOa(before));

const detail = (page: Page) => page.getByRole("dialog", { name: /批量推送任务 #/ });
const row = (page: Page, id: number) => page.getByRole("row", { name: new RegExp(`#${id}\\b`) });
const next = (page: Page) => page.getByRole("button", { name: "下一步：统计数量" }).click();
/** What the open list of a field offers. */
const offered = (page: Page, text: string): Locator =>
  page.locator(".ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option", {
    hasText: text,
  });

async function chooseTarget(page: Page, name: string): Promise<void> {
  await page.locator("#task_targetIds").click();
  await offered(page, name).first().click();
  await page.keyboard.press("Escape");
}

async function typeRequests(page: Page): Promise<void> {
  const field = page.locator("#task_requestIds");
  await field.fill(`${requests.join(",")},`);
  await expect(
    page.locator(".ant-form-item", { has: field }).getByText(requests.at(-1) ?? "", { exact: true }),
  ).toBeVisible();
}

test("B1, B3: nothing yet says what for; a history push is counted, made, done, and its counts add up", async ({
  relay: { page, open },
}) => {
  await open("/tasks");
  await expect(page.getByText("最近 7 天没有批量推送任务")).toBeVisible();
  await expect(page.getByRole("button", { name: "新建实时数据推送" })).toBeVisible();
  await page.getByRole("button", { name: "新建历史数据推送" }).click();
  await chooseTarget(page, "泛微门户");
  await expect(page.getByText("沙箱·泛微门户 未开启“重复数据过滤”，两种方式结果相同。")).toBeVisible();
  await typeRequests(page);
  await next(page);
  const question = page.getByRole("dialog", { name: "新建历史数据推送" });
  await expect(question.getByRole("status")).toHaveText(`约 ${rows} 条`);
  await question.getByRole("button", { name: "创建并开始", exact: true }).click();
  await expect(detail(page).getByText("已完成")).toBeVisible();
  await expect(detail(page)).toContainText(`${rows} / ${rows} 条`);
  await expect(detail(page).locator(".status-count")).toHaveText(`成功 ${rows}`);
  await expect(detail(page)).toContainText(requests[0] ?? "");
  await page.keyboard.press("Escape");
  const [task] = await tasks();
  await expect(row(page, task?.id ?? 0)).toContainText("等 12 项");
  await expect(row(page, task?.id ?? 0)).toContainText(`成功 ${rows}`);
});

test("B1: a task that was only made waits, and goes when it is started", async ({
  relay: { page, open },
}) => {
  await open("/tasks/new/history");
  await chooseTarget(page, "泛微门户");
  await typeRequests(page);
  await next(page);
  await page.getByRole("dialog").getByRole("button", { name: "仅创建" }).click();
  await expect(detail(page).getByText("初始化")).toBeVisible();
  await expect(detail(page)).toContainText("已创建，尚未开始");
  await page.keyboard.press("Escape");
  const [task] = await tasks();
  const own = row(page, task?.id ?? 0);
  await own.getByRole("button", { name: "重试" }).locator("..").hover();
  await expect(page.getByRole("tooltip")).toContainText("还没有完成");
  await own.getByRole("button", { name: "开始" }).click();
  await expect(own).toContainText("已完成");
  await expect(own.getByRole("button", { name: "开始" })).toBeDisabled();
});

test("B1: a task is paused, its pace limit is changed, and it goes on where it was", async ({
  relay: { page, open },
}) => {
  const id = await made(true, { perSecond: 1 });
  await open("/tasks");
  const own = row(page, id);
  await expect(own).toContainText(/[1-9]\d* \/ \d+ 条/);
  await expect(own.getByRole("button", { name: /删\s*除/ })).toBeDisabled();
  await own.getByRole("button", { name: "暂停" }).click();
  await expect(own).toContainText("已暂停");
  await expect(own).toContainText("每秒最多 1 条");
  const done = (await engine<Task>("GET", `/api/v1/tasks/${id}`)).outcome.success;
  expect(done, "it rests before its end").toBeLessThan(rows);
  await own.getByRole("link", { name: "历史数据推送" }).click();
  const pace = detail(page).getByRole("spinbutton", { name: "推送速度上限" });
  await pace.fill("20000");
  await detail(page)
    .getByRole("button", { name: /应\s*用/ })
    .click();
  await expect(detail(page).getByRole("alert")).toContainText("超出允许范围");
  await pace.fill("500");
  await detail(page)
    .getByRole("button", { name: /应\s*用/ })
    .click();
  await expect(page.getByText("推送速度上限已更改")).toBeVisible();
  await detail(page).getByRole("button", { name: "继续" }).click();
  await expect(detail(page).getByText("已完成")).toBeVisible();
  await expect(detail(page).locator(".status-count")).toHaveText(`成功 ${rows}`);
  await expect(detail(page)).toContainText("每秒最多 500 条");
});

test("B4: rows that are refused are listed, exported, and alone repeated once the receiver is well", async ({
  relay: { page, open },
}) => {
  await trouble("refuse");
  const id = await made(true);
  await open(`/tasks?id=${id}`);
  const drawer = detail(page);
  await expect(drawer.getByText("已完成")).toBeVisible();
  await expect(drawer.getByRole("tab", { name: `异常数据 ${rows}` })).toBeVisible();
  const first = drawer.locator(".vt-row").first();
  await expect(first).toContainText("失败");

  const saving = page.waitForEvent("download");
  await drawer.getByRole("button", { name: "导出 Excel" }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe(`批量推送任务${id}-异常数据.xlsx`);
  expect(
    readFileSync(await download.path())
      .subarray(0, 2)
      .toString(),
    "a workbook is a ZIP",
  ).toBe("PK");
  await expect(page.getByText(/^已保存：/)).toBeVisible();

  await trouble("none");
  await drawer.getByRole("button", { name: "仅重试异常数据" }).click();
  await expect(page.getByText(/^已新建任务 #\d+$/)).toBeVisible();
  const [retry] = await tasks();
  await page.keyboard.press("Escape");
  const own = row(page, retry?.id ?? 0);
  await expect(own).toContainText(`任务 #${id} 的异常数据`);
  await expect(own).toContainText("已完成");
  await expect(own).toContainText(`成功 ${rows}`);
});

test("B4: an abnormal row leads to all that is known of it in the push log", async ({
  relay: { page, open },
}) => {
  await trouble("refuse");
  const id = await made(true);
  await open(`/tasks?id=${id}`);
  await expect(detail(page).getByText("已完成")).toBeVisible();
  const link = detail(page).locator(".vt-row").first().getByRole("link");
  const delivery = (await link.textContent()) ?? "";
  await link.click();
  await expect(page).toHaveURL(new RegExp(`/log\\?id=${delivery.slice(1)}$`));
  await expect(page.getByRole("dialog", { name: new RegExp(delivery) })).toContainText("各阶段判定");
  await page.goBack();
  await expect(detail(page)).toBeVisible();
});

test("B4: a task without abnormal rows exports nothing, and repeats all only after a question", async ({
  relay: { page, open },
}) => {
  const id = await made(true);
  await open(`/tasks?id=${id}`);
  const drawer = detail(page);
  await expect(drawer.getByText("已完成")).toBeVisible();
  await expect(drawer.getByRole("button", { name: "导出 Excel" })).toBeDisabled();
  await expect(drawer.getByRole("button", { name: "仅重试异常数据" })).toBeDisabled();
  await drawer.getByRole("button", { name: /重试$/ }).click();
  const question = page.getByRole("dialog", { name: `把任务 #${id} 全部再推一次？` });
  await question.getByRole("button", { name: "全部再推一次" }).click();
  await expect(page.getByText(/^已新建任务 #\d+$/)).toBeVisible();
  await expect.poll(async () => (await tasks()).map(({ state }) => state)).toEqual(["done", "done"]);
});

test("B2: a real-time push of one person is counted first, then reads the lists", async ({
  relay: { page, open },
}) => {
  const receiver = (await pushed()).find(({ dataSet }) => dataSet === "todo")?.receiver ?? "";
  await open("/tasks/new/real-time");
  await chooseTarget(page, "泛微门户");
  await page.locator("#task_receivers").fill(receiver);
  await offered(page, receiver).first().click();
  await page.keyboard.press("Escape");
  await page.getByRole("checkbox", { name: "待办" }).check();
  await page.getByRole("checkbox", { name: "已办" }).check();
  await next(page);
  const question = page.getByRole("dialog", { name: "新建实时数据推送" });
  await expect(question.getByRole("status")).toHaveText(/^约 \d+ 条，涉及 \d+ 人$/);
  const items = /\d+/.exec((await question.getByRole("status").textContent()) ?? "")?.[0];
  expect(Number(items)).toBeGreaterThan(0);
  await question.getByRole("button", { name: "创建并开始", exact: true }).click();
  await expect(detail(page).getByText("已完成")).toBeVisible();
  await expect(detail(page)).toContainText(/(\d+) \/ \1 人/);
  await expect(detail(page)).toContainText(/找到 [1-9]\d* 条/);
  await expect(detail(page)).toContainText(receiver);
});

test("B2: before the OA is connected a real-time push leads to where it is", async ({
  relay: { page, open },
}) => {
  await page.route("**/api/v1/oa", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), connection: null } });
  });
  await open("/tasks/new/real-time");
  await expect(page.getByText("还没有设置 OA 连接")).toBeVisible();
  await page.getByRole("link", { name: "去设置 OA 连接" }).click();
  await expect(page.locator("#oa_server_authority")).toBeVisible();
});

test("B3: what is wrong is said beside its field, and nothing is made", async ({ relay: { page, open } }) => {
  await open("/tasks/new/history");
  const item = (name: string) => page.locator(".ant-form-item", { has: page.locator(`#task_${name}`) });
  await next(page);
  await expect(item("targetIds")).toContainText("必填");
  await chooseTarget(page, "泛微门户");
  await expect(item("targetIds")).not.toContainText("必填");
  await typeRequests(page);
  await page.locator("#task_perSecond").fill("0");
  await next(page);
  await page.getByRole("dialog").getByRole("button", { name: "仅创建" }).click();
  await expect(item("perSecond")).toContainText("超出允许范围");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  expect(await tasks()).toEqual([]);
  await page.locator("#task_perSecond").fill("50");
  await expect(item("perSecond")).not.toContainText("超出允许范围");
  await page.getByRole("link", { name: "批量推送" }).last().click();
  await expect(page.getByRole("dialog")).toContainText("修改");
});

test("B1: another task of that kind for the target is told of, and can still be made for later", async ({
  relay: { page, open },
}) => {
  const id = await made(true, { perSecond: 1 });
  await open("/tasks/new/history");
  await chooseTarget(page, "泛微门户");
  await typeRequests(page);
  await next(page);
  const question = page.getByRole("dialog");
  await question.getByRole("button", { name: /创建并开始/ }).click();
  await expect(question).toContainText("已有同类任务正在进行");
  await question.getByRole("button", { name: "仅创建" }).click();
  await expect(detail(page).getByText("初始化")).toBeVisible();
  expect((await tasks()).map((task) => task.id)).toContain(id);
});

test("B1: deletion asks, and takes the task alone", async ({ relay: { page, open } }) => {
  const id = await made(false);
  await open("/tasks");
  const ask = () =>
    row(page, id)
      .getByRole("button", { name: /删\s*除/ })
      .click();
  await ask();
  const question = page.getByRole("dialog", { name: `删除任务“历史数据推送 #${id}”？` });
  await expect(question).toContainText("保留在推送日志里");
  await question.getByRole("button", { name: /取\s*消/ }).click();
  await expect(question).toHaveCount(0);
  expect((await tasks()).length, "who thinks better of it deletes nothing").toBe(1);
  await ask();
  await question.getByRole("button", { name: /删\s*除/ }).click();
  await expect(row(page, id)).toHaveCount(0);
  await open(`/tasks?id=${id}`);
  await expect(page.getByText("没有这个任务")).toBeVisible();
});

test("B1: earlier tasks are shown when they are wished for", async ({ relay: { page, open } }) => {
  await made(false);
  await open("/tasks");
  const asked = page.waitForRequest(/\/api\/v1\/tasks\?since=1970/);
  await page.getByRole("switch", { name: "显示更早的" }).click();
  await asked;
  await expect(page).toHaveURL(/all=1/);
  await expect(page.getByRole("row", { name: /历史数据推送/ })).toHaveCount(1);
});

test("S6, B3: for Landray a clean-up is offered first, and only for Landray", async ({
  relay: { page, open },
}) => {
  const [landray] = (
    await engine<{ items: Record<string, unknown>[] }>("GET", "/api/v1/targets")
  ).items.filter(({ pushType }) => pushType === "landray");
  const { id } = await engine<{ id: number }>("POST", "/api/v1/targets", {
    identifier: "landray-cleanup",
    name: "蓝凌历史清理",
    enabled: true,
    pushType: "landrayCleanup",
    server: landray?.server,
    personKey: "loginId",
    params: { appName: "sandbox-oa", username: "todo-relay", password: "not-needed-here" },
  });
  try {
    await open("/tasks/new/history");
    await chooseTarget(page, "蓝凌EKP");
    await page.locator("#task_targetIds").click();
    await expect(offered(page, "蓝凌历史清理"), "it is no receiver").toHaveCount(0);
    await page.keyboard.press("Escape");
    await page.locator("#task_cleanWith").click();
    await offered(page, "蓝凌历史清理").click();
    await expect(page.getByText("清理没有成功的流程保持原样，不推送。")).toBeVisible();
    await typeRequests(page);
    await next(page);
    await page.getByRole("dialog").getByRole("button", { name: "仅创建" }).click();
    await expect(detail(page)).toContainText("蓝凌历史清理");
    await open("/tasks/new/history");
    await chooseTarget(page, "蓝凌EKP");
    await chooseTarget(page, "泛微门户");
    await expect(page.getByText("只适用于蓝凌。请把 沙箱·泛微门户 分到另一个任务。")).toBeVisible();
  } finally {
    await removeAll();
    await engine("DELETE", `/api/v1/targets/${id}`);
  }
});
