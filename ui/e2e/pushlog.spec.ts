import { engine, expect, test } from "./console";

const rows = ".vt-row";

test.beforeAll(() => engine("PUT", "/api/v1/sandbox/oa", { running: true, eventsPerSecond: 20 }));
test.afterAll(() => engine("PUT", "/api/v1/sandbox/oa", { running: true, eventsPerSecond: 2 }));

test("L4: new rows appear by themselves; paused they are held and counted; resumed they are there", async ({
  relay: { page, open },
}) => {
  await open("/log");
  const top = page.locator(`${rows}[data-index="0"]`);
  await expect(top).toBeVisible();
  const before = await top.textContent();
  await expect(top).not.toHaveText(before ?? "");
  await page.getByRole("button", { name: "暂停" }).click();
  // The row itself may still change its state; which row stands on top may not change.
  const held = /#\d+/.exec((await top.textContent()) ?? "")?.[0] ?? "no number";
  await expect(page.getByRole("button", { name: /条新记录/ })).toBeVisible();
  await expect(top).toContainText(held);
  await page.getByRole("button", { name: /条新记录/ }).click();
  await expect(page.getByText("跟随中")).toBeVisible();
  await expect(top).not.toContainText(held);
});

test("L1: filters stand in the address and survive a reload; all shown rows fit them", async ({
  relay: { page, open },
}) => {
  await open("/log");
  await page.getByRole("combobox", { name: "数据集合" }).click();
  await page.locator(".ant-select-item-option", { hasText: "已办" }).click();
  await expect(page).toHaveURL(/dataSet=done/);
  await expect(page.locator(rows).first()).toContainText("已办");
  await page.reload();
  await expect(page.locator(rows).first()).toContainText("已办");
  for (const text of await page.locator(rows).allTextContents()) expect(text).toContain("已办");
});

test("L1: two Chinese characters are found", async ({ relay: { page, open } }) => {
  await open("/log");
  await expect(page.locator(rows).first()).toBeVisible();
  await page.getByRole("textbox", { name: "搜索标题" }).fill("报销");
  await expect(page).toHaveURL(/text=/);
  await expect(page.locator(rows).first()).toContainText("报销");
  await expect
    .poll(async () => (await page.locator(rows).allTextContents()).every((text) => text.includes("报销")))
    .toBe(true);
});

test("L1: a page without a hit is not the end of the search", async ({ relay: { page, open } }) => {
  const { items } = await engine<{ items: { requestId: string }[] }>("GET", "/api/v1/deliveries?limit=1");
  let first = true;
  await page.route(/\/api\/v1\/deliveries\?/, async (route) => {
    if (!first) return route.continue();
    first = false;
    await route.fulfill({ json: { items: [], next: "999999999" } });
  });
  await open(`/log?requestId=${items[0]?.requestId}`);
  await expect(page.locator(rows).first()).toBeVisible();
  expect(first).toBe(false);
});

test("an empty result says so and offers the way out", async ({ relay: { page, open } }) => {
  await open("/log?requestId=no-such-request");
  await expect(page.getByText("没有符合条件的记录")).toBeVisible();
  await page.locator(".log-list").getByRole("button", { name: "清除筛选" }).click();
  await expect(page.locator(rows).first()).toBeVisible();
});

test("L1: scrolling down loads older pages", async ({ relay: { page, open } }) => {
  await expect
    .poll(async () => (await engine<{ next: string | null }>("GET", "/api/v1/deliveries?limit=150")).next, {
      timeout: 40_000,
    })
    .not.toBeNull();
  await open("/log");
  await expect(page.locator(rows).first()).toBeVisible();
  await page.locator(".vt").evaluate((list) => list.scrollTo(0, list.scrollHeight));
  await expect
    .poll(async () => Number(/\d+/.exec((await page.locator(".log-foot").textContent()) ?? "")?.[0]))
    .toBeGreaterThan(120);
  await expect(page.getByText("已暂停")).toBeVisible();
});

test("L2: the detail shows verdicts, the three addresses, and each attempt's request and response", async ({
  relay: { page, open },
}) => {
  // Landray opens links as they are, so its items have whole addresses.
  const { items } = await engine<{ items: { id: number; pushType: string }[] }>("GET", "/api/v1/targets");
  const landray = items.find((target) => target.pushType === "landray");
  await open(`/log?status=success&targetId=${landray?.id}`);
  await page.locator(rows).first().click();
  const drawer = page.getByRole("dialog");
  await expect(drawer).toContainText("各阶段判定");
  await expect(drawer.locator(".verdicts li")).not.toHaveCount(0);
  await expect(drawer.locator(".links dd").first()).toContainText("http");
  await drawer.getByRole("tab", { name: /推送尝试/ }).click();
  await expect(drawer.locator(".attempt pre").first()).not.toBeEmpty();
  await expect(drawer).toContainText("HTTP 200");
  await drawer.getByRole("tab", { name: "事件" }).click();
  await expect(drawer).toContainText("节点");
  await expect(page).toHaveURL(/id=\d+/);
  await page.keyboard.press("Escape");
  await expect(page).not.toHaveURL(/id=\d+/);
});

test("D2: the list is worked by keyboard alone", async ({ relay: { page, open } }) => {
  await open("/log");
  await page.getByRole("button", { name: "暂停" }).click();
  await page.locator(`${rows}[data-index="0"]`).focus();
  await page.keyboard.press("ArrowDown");
  await expect(page.locator(`${rows}[data-index="1"]`)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toBeVisible();
});

test("L1: filters are saved as a view, chosen again and removed", async ({ relay: { page, open } }) => {
  await open("/log?status=success&dataSet=todo");
  await page.getByRole("button", { name: "视图" }).click();
  await page.getByText("保存当前筛选为视图").click();
  await page.getByRole("textbox", { name: "视图名称" }).fill("成功的待办");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /保\s*存/ })
    .click();
  await open("/log");
  await page.getByRole("button", { name: "视图" }).click();
  await page.getByRole("menuitem", { name: /成功的待办/ }).click();
  await expect(page).toHaveURL(/status=success/);
  await expect(page).toHaveURL(/dataSet=todo/);
  await page.getByRole("button", { name: "视图" }).click();
  await page.getByRole("button", { name: "删除视图 成功的待办" }).click();
  await expect(page.getByRole("menuitem", { name: /成功的待办/ })).toHaveCount(0);
});
