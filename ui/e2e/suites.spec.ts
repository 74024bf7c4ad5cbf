import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Page } from "@playwright/test";
import { engine, expect, test } from "./console";

interface Listed {
  items: { id: number; identifier: string; name: string; enabled: boolean }[];
}
interface Catalogue {
  items: {
    pushType: string;
    name: { zh: string };
    implementationClass: string;
    defaultScheme: string;
    params: { name: string; required: boolean; secret: boolean; kind: string; default: unknown }[];
    protocol: { name: string; required: boolean; default: unknown }[];
  }[];
}

const field = (page: Page, id: string) => page.locator(`#target_${id}`);
/** A field with its label, its help and what is complained about. */
const complaint = (page: Page, id: string) => page.locator(".ant-form-item", { has: field(page, id) });
const save = (page: Page) => page.getByRole("button", { name: "保存" }).click();

test.afterAll(async () => {
  const { items } = await engine<Listed>("GET", "/api/v1/targets");
  for (const target of items.filter(({ identifier }) => identifier.startsWith("e2e-"))) {
    await engine("DELETE", `/api/v1/targets/${target.id}`);
  }
});

/** What a suite's required parameters may hold. */
const good: Record<string, string> = { oaAddress: "http://oa.example.com" };

test("T1, T7, S1-S6: every suite's short form asks for what it needs; left empty it is refused beside each field, filled in it is kept", async ({
  relay: { page, open },
}) => {
  const { items } = await engine<Catalogue>("GET", "/api/v1/push-types");
  await open("/targets/new");
  await expect(page.locator(".card"), "all suites, custom, and from blank").toHaveCount(
    new Set([...items.map((suite) => suite.pushType), "custom"]).size + 1,
  );
  for (const suite of items.filter(({ pushType }) => pushType !== "custom")) {
    await open(`/targets/new/${suite.pushType}`);
    await expect(page.locator(".page-head"), "T7: its class").toContainText(suite.implementationClass);
    await expect(field(page, "protocol_0"), "protocol details are folded").toHaveCount(0);
    await expect(page.locator("#section-protocol .form-body")).toBeHidden();
    await save(page);
    const required = suite.params.filter((param) => param.required && param.default === null);
    // ESB signs on by default, which wants these too; the engine says so on save.
    const forSignOn = suite.pushType === "esb" ? ["corpId", "app_key", "app_secret"] : [];
    for (const { name } of [{ name: "identifier" }, { name: "name" }]) {
      await expect(complaint(page, name)).toContainText("必填");
    }
    for (const { name } of required) await expect(complaint(page, `params_${name}`)).toContainText("必填");
    await expect(
      page.locator(".server .ant-select").first(),
      "T5: the scheme that belongs to the suite",
    ).toContainText(`${suite.defaultScheme}://`);

    const wire = suite.protocol.filter((spec) => spec.required && spec.default === null);
    for (const { name } of wire) {
      await expect(complaint(page, `protocol_${name}`), "asked for, not folded").toContainText("必填");
      await field(page, `protocol_${name}`).fill("/value1");
    }
    await field(page, "identifier").fill(`e2e-${suite.pushType}`);
    await field(page, "name").fill(`端到端 ${suite.pushType}`);
    await field(page, "server_authority").fill("127.0.0.1:9");
    for (const { name } of required) await field(page, `params_${name}`).fill(good[name] ?? "value1");
    if (forSignOn.length > 0) await save(page);
    for (const name of forSignOn) {
      await expect(complaint(page, `params_${name}`)).toContainText("必填");
      await field(page, `params_${name}`).fill("value1");
    }
    await save(page);
    await expect(page.getByRole("link", { name: `端到端 ${suite.pushType}`, exact: true })).toBeVisible();
  }
});

test("S2: E10 presets https; a state with other letters is refused beside its field, in its fold", async ({
  relay: { page, open },
}) => {
  await open("/targets/new/e10");
  await expect(page.locator(".server")).toContainText("https://");
  await field(page, "identifier").fill("e2e-e10-wrong");
  await field(page, "name").fill("端到端 E10");
  await field(page, "server_authority").fill("api.yunteams.cn");
  for (const name of ["sysCode", "corpId", "app_key", "app_secret"]) {
    await field(page, `params_${name}`).fill("value1");
  }
  await page.getByText(/选填参数/).click();
  await field(page, "params_state").fill("不行!");
  await page.getByText(/选填参数/).click();
  await save(page);
  await expect(complaint(page, "params_state"), "the fold opens by itself").toBeVisible();
  await expect(complaint(page, "params_state").locator(".ant-form-item-explain-error")).toBeVisible();
});

test("S2: a wire detail is marked when changed, can be made empty, and goes back to its default", async ({
  relay: { page, open },
}) => {
  const made = await engine<{ id: number }>("POST", "/api/v1/targets", {
    identifier: "e2e-wire",
    name: "端到端协议细节",
    pushType: "e10",
    server: { scheme: "https", authority: "api.yunteams.cn", basePath: "" },
    params: { sysCode: "s", corpId: "c", app_key: "k", app_secret: "s" },
  });
  await open(`/targets/${made.id}`);
  await page.locator("#section-protocol h2 button").click();
  await expect(field(page, "protocol_prefix"), "the default is shown as the value").toHaveValue(
    "/papi/openapi",
  );
  await field(page, "protocol_prefix").fill("");
  await field(page, "protocol_expirySkewSeconds").fill("90");
  await expect(page.locator("#section-protocol h2")).toContainText("已改 2 项");
  await page.getByRole("button", { name: /恢复默认：.*提前刷新/ }).click();
  await expect(field(page, "protocol_expirySkewSeconds")).toHaveValue("60");
  await expect(page.locator("#section-protocol h2")).toContainText("已改 1 项");
  await save(page);
  await expect
    .poll(async () => (await engine<{ protocol: object }>("GET", `/api/v1/targets/${made.id}`)).protocol)
    .toEqual({ prefix: "" });
});

test("S3: the ESB body template is edited over several lines; the engine refuses a placeholder that does not exist", async ({
  relay: { page, open },
}) => {
  const made = await engine<{ id: number }>("POST", "/api/v1/targets", {
    identifier: "e2e-template",
    name: "端到端动作流",
    pushType: "esb",
    server: { scheme: "http", authority: "127.0.0.1:9", basePath: "" },
    params: { actionFlow: "flow1", corpId: "c", app_key: "k", app_secret: "s" },
  });
  await open(`/targets/${made.id}`);
  await page.locator("#section-protocol h2 button").click();
  const template = field(page, "protocol_bodyTemplate");
  expect(await template.evaluate((element) => element.tagName)).toBe("TEXTAREA");
  await template.fill('{"a": "{no.such}"}');
  await save(page);
  await expect(
    complaint(page, "protocol_bodyTemplate").locator(".ant-form-item-explain-error"),
  ).toBeVisible();
});

test("S6: the clean-up suite says that a history push must follow", async ({ relay: { page, open } }) => {
  await open("/targets/new/landrayCleanup");
  await expect(page.locator("#section-params")).toContainText("必须重新推送历史数据");
});

test("T7, S7: a custom class that does not exist, or does not compile, is refused with the reason; a good one brings its parameters", async ({
  relay: { page, open },
}) => {
  await open("/targets/new/custom");
  await field(page, "identifier").fill("e2e-custom");
  await field(page, "name").fill("端到端自定义");
  await field(page, "server_authority").fill("127.0.0.1:9");
  await field(page, "adapter_class").fill("com.example.NoSuch");
  await expect(complaint(page, "adapter_class")).toContainText("还没有这个实现类");
  await save(page);
  await expect(complaint(page, "adapter_class").locator(".ant-form-item-explain-error")).toContainText(
    "引擎里没有这个实现类或版本",
  );

  await field(page, "adapter_class").fill("example.JsonPortal");
  await field(page, "params_appKey").fill("key1");
  await field(page, "params_secret").fill("secret1");
  await save(page);
  const row = page.getByRole("row", { name: /端到端自定义/ });
  await expect(row).toContainText("example.JsonPortal v1");
});

test("T6: each rule of the person conversion is explained, and a mapping table waits for the first save", async ({
  relay: { page, open },
}) => {
  await open("/targets/new/ecology");
  await field(page, "personKey").click();
  for (const words of ["登录名", "工号", "手机", "邮箱", "证件号", "外部标识", "对照表"]) {
    await expect(page.locator(".key-option", { hasText: words }).first()).toBeAttached();
  }
  await page.locator(".ant-select-item-option", { hasText: "逐人对照" }).click();
  await expect(page.locator("#section-mapping")).toContainText("第一次保存后");
  await field(page, "identifier").fill("e2e-by-table");
  await field(page, "name").fill("端到端按表");
  await field(page, "server_authority").fill("127.0.0.1:9");
  await field(page, "params_sysCode").fill("OA1");
  await save(page);
  await expect(page.getByText("对照表还是空的"), "then it stands where it can be filled in").toBeVisible();
});

test("T4: a target belongs to a subsidiary or department only while administration is decentralised", async ({
  relay: { page, open },
}) => {
  const before = await engine<Record<string, unknown>>("GET", "/api/v1/settings");
  await open("/targets/new/blank");
  await expect(field(page, "identifier")).toBeVisible();
  await expect(page.getByText("所属机构")).toHaveCount(0);
  try {
    await engine("PUT", "/api/v1/settings", { ...before, decentralized: true });
    await open("/targets/new/blank");
    await expect(page.locator("#section-basic").getByText("所属机构").first()).toBeVisible();
  } finally {
    await engine("PUT", "/api/v1/settings", before);
  }
});

test("T1: two hundred targets are narrowed by text, type and state in the address, and only rows in sight are drawn", async ({
  relay: { page, open },
}) => {
  test.setTimeout(120_000);
  const made: number[] = [];
  try {
    for (let n = 0; n < 200; n++) {
      const { id } = await engine<{ id: number }>("POST", "/api/v1/targets", {
        identifier: `e2e-many-${n}`,
        name: `端到端大量 ${String(n).padStart(3, "0")} 号`,
        pushType: n % 2 ? "ecology" : "wisedu",
        server: { scheme: "http", authority: "127.0.0.1:9", basePath: "" },
        params:
          n % 2 ? { sysCode: "OA1" } : { appId: "a", appSecret: "s", oaAddress: "http://oa.example.com" },
        protocol: n % 2 ? {} : { path: "/taskcenter/push" },
      });
      made.push(id);
    }
    await open("/targets?text=e2e-many&type=wisedu&state=disabled");
    await expect(page.getByText(/显示 100 \/ \d+ 个/)).toBeVisible();
    expect(await page.getByRole("row").count(), "rows out of sight are not drawn").toBeLessThan(60);
    await page.getByRole("textbox", { name: /搜索名称/ }).fill("e2e-many-198");
    await expect(page.getByText(/显示 1 \/ \d+ 个/)).toBeVisible();
    await expect(page).toHaveURL(/text=e2e-many-198/);
    await page.getByRole("link", { name: "端到端大量 198 号" }).click();
    await expect(page.getByRole("heading", { name: "端到端大量 198 号" })).toBeVisible();
  } finally {
    for (const id of made) await engine("DELETE", `/api/v1/targets/${id}`);
  }
});

/** A Landray EKP of one operation: takes every to-do and remembers its subject. */
async function landray(): Promise<{ server: Server; authority: string; subjects: string[] }> {
  const subjects: string[] = [];
  const bodyOf = async (request: IncomingMessage) => {
    let body = "";
    for await (const piece of request) body += piece;
    return body;
  };
  const server = createServer(async (request, response) => {
    const subject = /<subject>(.*?)<\/subject>/.exec(await bodyOf(request))?.[1];
    if (subject) subjects.push(subject);
    response.setHeader("Content-Type", "text/xml; charset=UTF-8");
    response.end(
      '<soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/"><soap:Body><ns2:sendTodoResponse xmlns:ns2="http://webservice.notify.sys.kmss.landray.com/"><return><message></message><returnState>2</returnState></return></ns2:sendTodoResponse></soap:Body></soap:Envelope>',
    );
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { server, authority: `127.0.0.1:${(server.address() as AddressInfo).port}`, subjects };
}

test("T1, S4: a newcomer sets up a Landray target from the suite card and sees its first to-do in under two minutes", async ({
  relay: { page, open },
}) => {
  test.setTimeout(150_000);
  const { server, authority, subjects } = await landray();
  try {
    await engine("PUT", "/api/v1/sandbox/oa", { running: true, eventsPerSecond: 5 });
    const began = Date.now();
    await open("/targets");
    await page.getByRole("button", { name: "添加应用系统" }).click();
    await page.getByRole("link", { name: /推送到蓝凌 EKP 的待办服务/ }).click();
    await field(page, "identifier").fill("e2e-newcomer");
    await field(page, "name").fill("端到端集团 EKP");
    await field(page, "enabled").click();
    await field(page, "server_authority").fill(authority);
    await field(page, "params_appName").fill("OA");
    await field(page, "params_username").fill("oa");
    await field(page, "params_password").fill("secret1");
    await field(page, "params_oaAddress").fill("http://oa.example.com");
    await page.getByRole("button", { name: "测试连接" }).click();
    await expect(page.locator(".test-good")).toBeVisible();
    await page.getByRole("button", { name: "试运行" }).click();
    await page.getByRole("button", { name: "开始试运行" }).click();
    await expect(page.locator(".dryrun-result")).toContainText("会推送");
    await expect(page.locator(".dryrun-result"), "the secret is masked").not.toContainText("secret1");
    await page.getByRole("button", { name: "关闭", exact: true }).click();
    await save(page);
    const row = page.getByRole("row", { name: /端到端集团 EKP/ });
    await row.getByRole("button", { name: "日志" }).click();
    await expect(page.getByRole("row", { name: /成功/ }).first()).toBeVisible({ timeout: 60_000 });
    // The first row that went well may be a done, which has no subject.
    await expect
      .poll(() => subjects.length, { message: "the receiver has it", timeout: 60_000 })
      .toBeGreaterThan(0);
    expect(Date.now() - began, "from the card to the first to-do").toBeLessThan(120_000);
  } finally {
    const { items } = await engine<Listed>("GET", "/api/v1/targets");
    for (const target of items.filter(({ identifier }) => identifier === "e2e-newcomer")) {
      await engine("DELETE", `/api/v1/targets/${target.id}`);
    }
    server.closeAllConnections();
    server.close();
  }
});
