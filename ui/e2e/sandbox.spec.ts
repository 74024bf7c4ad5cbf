import { engine, expect, test } from "./console";

interface Started {
  requestId: string;
  requestName: string;
  waitingFor: { person: string; name: string }[];
}

const trouble = (id: string, kind: string) =>
  engine("PUT", `/api/v1/sandbox/receivers/${id}/trouble`, { kind });

test.afterAll(async () => {
  await trouble("ecology", "none");
  await trouble("landray", "none");
});

test("D3: a request that is started shows up on its person's screen at both receivers, and goes when it is handled", async ({
  relay: { page, open },
}) => {
  const request = await engine<Started>("POST", "/api/v1/sandbox/oa/requests", {});
  const [first] = request.waitingFor;
  for (const receiver of ["ecology", "landray"]) {
    await open(`/sandbox/${receiver}?person=${first?.person}&list=todo`);
    await expect(page.locator(".items")).toContainText(request.requestName);
  }
  await engine("POST", `/api/v1/sandbox/oa/requests/${request.requestId}/act`, {
    action: "approve",
    person: first?.person,
  });
  await expect(page.locator(".portal-screen")).not.toContainText(request.requestName);
  await page.locator(".portal-lists").getByText("已办").click();
  await expect(page.locator(".items")).toContainText(request.requestName);
});

test("D3: requests are started and acted on from the screen, the rate is set, the OA pauses", async ({
  relay: { page, open },
}) => {
  await open("/sandbox");
  await page.getByRole("button", { name: "发起流程" }).first().click();
  await expect(page.getByText(/已发起/)).toBeVisible();
  await page.getByRole("button", { name: "批准" }).first().click();
  await expect(page.getByText(/已执行“批准”/)).toBeVisible();
  const pause = page.getByRole("button", { name: "暂停" });
  const run = page.getByRole("button", { name: /运行$/ });
  if (!(await pause.isVisible())) await run.click();
  await pause.click();
  await expect(run).toBeVisible();
  await run.click();
  await expect(pause).toBeVisible();
});

test("F1: a receiver set down opens its breaker, unmistakably; set up again it recovers and what was held drains", async ({
  relay: { page, open },
}) => {
  test.setTimeout(120_000);
  await engine("PUT", "/api/v1/sandbox/oa", { running: true, eventsPerSecond: 10 });
  await open("/sandbox/landray");
  await page.getByText("停机", { exact: true }).click();
  await expect(page.locator(".trouble")).toContainText("不接受连接");

  await page.getByRole("link", { name: /运行总览/ }).click();
  const banner = page.locator(".breaker-banner");
  await expect(banner).toBeVisible({ timeout: 40_000 });
  await expect(banner).toContainText("已熔断");
  await expect(banner).toContainText("引擎会做什么");
  await expect(banner).toContainText("您可以");
  await expect(page.locator(".ant-notification")).toContainText("已熔断");

  await page.getByRole("link", { name: "沙箱", exact: true }).click();
  await page.getByRole("tab", { name: /蓝凌|Landray/ }).click();
  await page.locator(".trouble").getByText("正常", { exact: true }).click();
  await page.getByRole("link", { name: /运行总览/ }).click();
  await expect(banner).toHaveCount(0, { timeout: 60_000 });
  await expect(page.locator("#openings")).toBeVisible();
});
