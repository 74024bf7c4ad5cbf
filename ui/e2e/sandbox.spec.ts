import type { Page } from "@playwright/test";
import { engine, expect, test } from "./console";

interface Started {
  requestId: string;
  requestName: string;
  waitingFor: { person: string; name: string }[];
}

interface Receiver {
  id: string;
  todosNow: number;
  signOns: { authorized: number; issued: number; turnedAway: number; tokenSeconds: number } | null;
}

const everyReceiver = ["ecology", "landray", "e10", "esb", "wisedu", "portal"];
const TOKEN_SECONDS = 7_200;

const trouble = (id: string, kind: string) =>
  engine("PUT", `/api/v1/sandbox/receivers/${id}/trouble`, { kind });
const start = () => engine<Started>("POST", "/api/v1/sandbox/oa/requests", {});

async function receiver(id: string): Promise<Receiver> {
  const { receivers } = await engine<{ receivers: Receiver[] }>("GET", "/api/v1/sandbox");
  const found = receivers.find((one) => one.id === id);
  if (!found) throw new Error(`there is no receiver ${id}`);
  return found;
}

async function signOns(id: string) {
  const { signOns } = await receiver(id);
  if (!signOns) throw new Error(`${id} has no sign-on`);
  return signOns;
}

/** A step inside the console, without loading it anew. */
const go = (page: Page, path: string) =>
  page.evaluate((to) => {
    location.hash = to;
  }, path);

const tabs = (page: Page) => page.locator(".sandbox-tabs > .ant-tabs-nav").getByRole("tab");

test.afterAll(async () => {
  for (const id of everyReceiver) await trouble(id, "none");
  await engine("PUT", "/api/v1/sandbox/receivers/e10/trouble", { kind: "none", tokenSeconds: TOKEN_SECONDS });
});

test("D3: a request that is started shows up on its person's screen at every receiver, and goes when it is handled", async ({
  relay: { page, open },
}) => {
  test.setTimeout(120_000);
  const request = await start();
  const [first] = request.waitingFor;
  await open("/sandbox");
  for (const id of everyReceiver) {
    await go(page, `/sandbox/${id}?person=${first?.person}&list=todo`);
    await expect(page.locator(".items"), id).toContainText(request.requestName);
  }
  await engine("POST", `/api/v1/sandbox/oa/requests/${request.requestId}/act`, {
    action: "approve",
    person: first?.person,
  });
  for (const id of everyReceiver) {
    await go(page, `/sandbox/${id}?person=${first?.person}&list=todo`);
    await expect(page.locator(".portal-screen"), id).not.toContainText(request.requestName);
    await page.locator(".portal-lists").getByText("已办").click();
    await expect(page.locator(".items"), id).toContainText(request.requestName);
  }
});

test("D3: the OA and all six receivers stand beside one another, in both languages, none is hidden", async ({
  relay: { page, open },
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open("/sandbox");
  await expect(tabs(page)).toHaveCount(1 + everyReceiver.length);
  for (const tab of await tabs(page).all()) await expect(tab).toBeInViewport({ ratio: 1 });
  await page.getByRole("button", { name: "Switch to English" }).click();
  await expect(page.getByRole("tab", { name: /Simulated OA/ })).toBeVisible();
  for (const tab of await tabs(page).all()) await expect(tab).toBeInViewport({ ratio: 1 });
});

test("D3: every receiver's last messages are shown whole, with a query where there is no body", async ({
  relay: { page, open },
}) => {
  await start();
  await open("/sandbox");
  for (const id of everyReceiver) {
    await expect.poll(async () => (await receiver(id)).todosNow, id).toBeGreaterThan(0);
    await go(page, `/sandbox/${id}`);
    await expect(page.locator(".ant-tabs-tab-active")).toHaveAttribute("data-node-key", id);
    await page.getByRole("button", { name: "最近报文" }).click();
    await page.locator(".ant-collapse-header").first().click();
    const message = page.locator(".ant-collapse-item-active");
    await expect(message.locator("pre").first(), id).not.toBeEmpty();
    await expect(message.locator("pre").nth(1), id).not.toBeEmpty();
  }
});

test("S2, D3: a receiver that forgets every token is signed on at again by the next push, by itself", async ({
  relay: { page, open },
}) => {
  const before = await signOns("e10");
  await open("/sandbox/e10");
  await page.getByRole("button", { name: "让令牌失效" }).click();
  await expect(page.getByText(/已忘记全部令牌/)).toBeVisible();
  const request = await start();
  const [first] = request.waitingFor;
  await go(page, `/sandbox/e10?person=${first?.person}&list=todo`);
  await expect(page.locator(".items")).toContainText(request.requestName);
  const after = await signOns("e10");
  expect(after.issued, "a new token was fetched").toBeGreaterThan(before.issued);
  await expect(page.locator("[data-count=issued]")).toHaveText(String(after.issued));
  const { items } = await engine<{ items: { targetId: number; status: string }[] }>(
    "GET",
    `/api/v1/deliveries?requestId=${request.requestId}&limit=100`,
  );
  expect(items.length).toBeGreaterThan(0);
  expect(
    items.filter(({ status }) => status === "failed"),
    "the loss of a token is no failure",
  ).toEqual([]);
});

test("S2, D3: the lifetime of a token is set on the screen, and only where there is a sign-on", async ({
  relay: { page, open },
}) => {
  await open("/sandbox/e10");
  const lifetime = page.getByRole("spinbutton", { name: "令牌有效期" });
  await lifetime.fill("90");
  await lifetime.press("Enter");
  await expect(page.getByText(/此后签发的令牌有效 90 秒/)).toBeVisible();
  expect((await signOns("e10")).tokenSeconds).toBe(90);
  await go(page, "/sandbox/wisedu");
  await expect(page.getByText("停机", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "让令牌失效" })).toHaveCount(0);
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
