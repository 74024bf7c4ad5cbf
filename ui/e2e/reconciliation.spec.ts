import { engine, expect, test } from "./console";

interface Target {
  id: number;
  pushType: string;
}

const trouble = (kind: string) => engine("PUT", "/api/v1/sandbox/receivers/landray/trouble", { kind });

async function landray(): Promise<number> {
  const { items } = await engine<{ items: Target[] }>("GET", "/api/v1/targets");
  const found = items.find(({ pushType }) => pushType === "landray");
  if (!found) throw new Error("the sandbox has a Landray");
  return found.id;
}

// The simulated OA must not act on the request by itself.
test.beforeAll(() => engine("PUT", "/api/v1/sandbox/oa", { running: false, eventsPerSecond: 2 }));
test.afterAll(() => engine("PUT", "/api/v1/sandbox/oa", { running: true, eventsPerSecond: 2 }));
test.afterEach(() => trouble("none"));

test("a to-do that never arrived is found for its person and pushed again", async ({
  relay: { page, open },
}) => {
  const target = await landray();
  await trouble("refuse");
  const { requestId, waitingFor } = await engine<{
    requestId: string;
    waitingFor: { person: string; name: string }[];
  }>("POST", "/api/v1/sandbox/oa/requests", {});
  const [{ person } = { person: "" }] = waitingFor;
  const refused = `/api/v1/deliveries?requestId=${requestId}&targetId=${target}&status=failed&receiver=${person}`;
  await expect
    .poll(async () => (await engine<{ items: unknown[] }>("GET", refused)).items.length)
    .toBeGreaterThan(0);
  await trouble("none");

  await open(`/reconciliation?targetId=${target}`);
  await expect(page.getByText("没有指定人员")).toBeVisible();
  await page.getByLabel("添加人员，最多 50 人").fill(person);
  await page.locator(".ant-select-item-option").filter({ hasText: person }).first().click();
  await page.getByRole("button", { name: "开始核对" }).click();
  const summary = page.locator("section", { has: page.getByRole("heading", { name: "人员" }) });
  await expect(summary.locator("tbody tr")).toContainText(person);
  const row = page.locator("tr", { hasText: requestId });
  await expect(row).toContainText("缺少待办");
  await expect(row.getByRole("checkbox")).toBeChecked();
  await page.getByRole("button", { name: /重新推送所选/ }).click();
  await expect(page).toHaveURL(/\/runs\?id=\d+/);
  await expect.poll(async () => (await engine<{ items: unknown[] }>("GET", refused)).items.length).toBe(0);
});

test("everybody is compared by the log; without a target nothing can be asked", async ({
  relay: { page, open },
}) => {
  await open("/reconciliation");
  await expect(page.getByRole("button", { name: "开始核对" })).toBeDisabled();
  await page.getByLabel("应用系统").click();
  await page.locator(".ant-select-item-option").filter({ hasText: "ESB" }).first().click();
  await page.getByRole("button", { name: "开始核对" }).click();
  await expect(page.getByRole("status").filter({ hasText: /共 \d+ 处差异/ })).toBeVisible();
});

test("where the receiver does not answer, nothing is claimed of what it shows", async ({
  relay: { page, open },
}) => {
  const target = await landray();
  await trouble("down");
  await open(`/reconciliation?targetId=${target}`);
  await page.getByLabel("添加人员，最多 50 人").fill("1");
  await page.locator(".ant-select-item-option").first().click();
  await page.getByRole("button", { name: "开始核对" }).click();
  await expect(page.getByText(/没能查询接收方/)).toBeVisible();
  await expect(page.getByText("接收方显示的待办与应当显示的一致", { exact: false })).toBeHidden();
});
