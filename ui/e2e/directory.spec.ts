import { readFileSync } from "node:fs";
import type { Page } from "@playwright/test";
import { engine, expect, test } from "./console";
import { workbook } from "./workbook";

interface Named {
  id: string;
  name: string;
}
interface Document {
  subsidiaries: (Named & { parent: string | null })[];
  departments: (Named & { subsidiary: string; parent: string | null })[];
  posts: Named[];
  persons: (Named & {
    loginId: string | null;
    department: string | null;
    post: string | null;
    mainAccount: string | null;
  })[];
  groups: (Named & { persons: string[] })[];
  roles: (Named & { persons: string[] })[];
}

let before: Document;
const found = <T>(rows: T[], wanted: (row: T) => boolean): T => {
  const row = rows.find(wanted);
  if (!row) throw new Error("the sandbox's organisation has no such row");
  return row;
};

test.beforeAll(async () => {
  before = await engine<Document>("GET", "/api/v1/directory");
});
test.afterAll(async () => {
  const { items } = await engine<{ items: { id: number; identifier: string }[] }>("GET", "/api/v1/targets");
  for (const target of items.filter(({ identifier }) => identifier === "e2e-directory")) {
    await engine("DELETE", `/api/v1/targets/${target.id}`);
  }
  await engine("PUT", "/api/v1/directory", before);
});

const tree = (page: Page) => page.getByRole("tree", { name: "分部与部门" });
const people = (page: Page) => page.getByRole("table", { name: "人员" });
const rows = (page: Page) => people(page).locator(".vt-row");

test("O2: the tree is searched as one types and keeps the ancestors; a unit shows its people, with or without what lies below", async ({
  relay: { page, open },
}) => {
  const inner = found(before.departments, (one) => one.parent !== null);
  const outer = found(before.departments, (one) => one.id === inner.parent);
  await open("/directory");
  await expect(rows(page).first()).toBeVisible();
  await page.getByLabel("搜索分部或部门").fill(inner.name);
  await expect(tree(page).getByRole("treeitem", { name: inner.name })).toBeVisible();
  await expect(tree(page).getByRole("treeitem", { name: outer.name }).first()).toBeVisible();
  await page.getByLabel("搜索分部或部门").fill("没有这样的部门");
  await expect(page.getByText("没有名称含“没有这样的部门”的分部或部门")).toBeVisible();

  await page.getByLabel("搜索分部或部门").fill(outer.name);
  await tree(page)
    .getByRole("treeitem", { name: new RegExp(`^${outer.name} `) })
    .click();
  const own = before.persons.filter((one) => one.department === outer.id);
  const withBelow = before.persons.filter((one) =>
    before.departments.some(
      ({ id, parent }) => id === one.department && (id === outer.id || parent === outer.id),
    ),
  );
  const mains = (persons: Document["persons"]) =>
    new Set(persons.map((one) => one.mainAccount ?? one.id)).size;
  await expect(page.getByText(`共 ${mains(withBelow)} 人`)).toBeVisible();
  await page.getByRole("switch", { name: "含下级部门" }).click();
  await expect(page.getByText(`共 ${mains(own)} 人`)).toBeVisible();
  await page.reload();
  await expect(page.getByText(`共 ${mains(own)} 人`), "the address keeps the place").toBeVisible();
});

test("O2: people are searched, and a main account unfolds its part-time identities under it", async ({
  relay: { page, open },
}) => {
  const identity = found(before.persons, (one) => one.mainAccount !== null);
  const main = found(before.persons, (one) => one.id === identity.mainAccount);
  await open("/directory");
  await page.getByLabel("搜索姓名、工号、登录名、手机、邮箱、ID").fill(main.loginId ?? main.id);
  const row = rows(page)
    .filter({ hasText: main.loginId ?? main.id })
    .first();
  await expect(row).toContainText("个兼职身份");
  await expect(people(page).getByText(identity.id, { exact: true })).toHaveCount(0);
  await row.click();
  await expect(people(page).getByText(identity.id, { exact: true })).toBeVisible();
  await row.press("Enter");
  await expect(people(page).getByText(identity.id, { exact: true })).toHaveCount(0);
  await page.getByLabel("搜索姓名、工号、登录名、手机、邮箱、ID").fill("查无此人");
  await expect(page.getByText("没有符合“查无此人”的人员")).toBeVisible();
});

test("O2: the tree is worked by keyboard: arrows move and fold, Enter chooses", async ({
  relay: { page, open },
}) => {
  await open("/directory");
  const first = tree(page).getByRole("treeitem").first();
  await expect(first).toHaveAttribute("aria-expanded", "true");
  await first.focus();
  await first.press("ArrowLeft");
  await expect(first).toHaveAttribute("aria-expanded", "false");
  await first.press("ArrowRight");
  await first.press("ArrowDown");
  const second = tree(page).getByRole("treeitem").nth(1);
  await expect(second).toBeFocused();
  await second.press("Enter");
  await expect(second).toHaveAttribute("aria-selected", "true");
});

test("O2: a post shows who holds it", async ({ relay: { page, open } }) => {
  const held = found(before.persons, (one) => one.post !== null);
  const post = found(before.posts, (one) => one.id === held.post);
  await open("/directory?tab=posts");
  await expect(page.getByText("选择左侧的岗位，查看任职人员")).toBeVisible();
  await page.getByLabel("搜索岗位").fill(post.name);
  await page.getByRole("treeitem", { name: post.name }).first().click();
  await expect(rows(page).filter({ hasText: held.name }).first()).toBeVisible();
});

test("O2: a group is made with members, renamed, and deleted after saying which targets use it", async ({
  relay: { page, open },
}) => {
  const [person] = before.persons;
  const [taken] = before.groups;
  if (!person || !taken) throw new Error("the sandbox has persons and groups");
  await open("/directory?tab=groups");
  await page.getByRole("button", { name: "新建群组" }).click();
  const dialog = page.getByRole("dialog");
  const save = dialog.getByRole("button", { name: /保\s*存/ });
  await expect(save, "nothing to save without a name and an id").toBeDisabled();
  await dialog.getByLabel("名称").fill("端到端群组");
  await dialog.getByLabel("标识").fill(taken.id);
  await expect(dialog.getByText(`已有同样标识的“${taken.name}”`)).toBeVisible();
  await expect(save, "another group is not replaced unawares").toBeDisabled();
  await dialog.getByLabel("标识").fill("e2e-group");
  await dialog.getByLabel(/搜索姓名、工号/).fill(person.id);
  await dialog.getByRole("treeitem", { name: person.name }).first().click();
  await expect(dialog.getByText("已选 1 项")).toBeVisible();
  await save.click();
  await expect(page.getByRole("treeitem", { name: "端到端群组" })).toHaveAttribute("aria-selected", "true");
  await expect(rows(page).filter({ hasText: person.name })).toHaveCount(1);

  await page.getByRole("button", { name: "编辑" }).click();
  await dialog.getByLabel("名称").fill("端到端群组二");
  await dialog.getByRole("button", { name: "移除", exact: true }).click();
  await dialog.getByRole("button", { name: /保\s*存/ }).click();
  await expect(page.getByText("还没有成员")).toBeVisible();
  expect(await engine("GET", "/api/v1/directory/lists/group/e2e-group")).toEqual({
    id: "e2e-group",
    name: "端到端群组二",
    persons: [],
  });

  await engine("POST", "/api/v1/targets", {
    identifier: "e2e-directory",
    name: "用到群组的系统",
    pushType: "ecology",
    server: { scheme: "http", authority: "127.0.0.1:9", basePath: "" },
    params: { sysCode: "OA1" },
    interception: { persons: { mode: "deny", members: [{ kind: "group", id: "e2e-group" }] } },
  });
  await open("/directory?tab=groups&chosen=e2e-group");
  await page.getByRole("button", { name: "删除" }).click();
  await expect(dialog).toContainText("用到群组的系统");
  await dialog.getByRole("button", { name: /删\s*除/ }).click();
  await expect(page.getByRole("treeitem", { name: "端到端群组二" })).toHaveCount(0);
});

const bring = async (page: Page, name: string, buffer: Buffer) => {
  await page.locator('.ant-modal input[type="file"]').setInputFiles({
    name,
    mimeType: "application/octet-stream",
    buffer,
  });
};
const json = (document: unknown) => Buffer.from(JSON.stringify(document));

test("O2: a wrong file and wrong rows are refused by sheet, row and column; nothing is changed", async ({
  relay: { page, open },
}) => {
  await open("/directory");
  await page.getByRole("button", { name: "导入" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("工作表");
  await expect(dialog.getByRole("row", { name: /^人员/ })).toContainText("主账号");
  const apply = dialog.getByRole("button", { name: /^应用/ });
  await expect(apply).toBeDisabled();

  await bring(page, "notes.json", Buffer.from("这不是组织架构"));
  await expect(dialog.getByRole("alert")).toContainText("既不是工作簿，也不是组织架构的 JSON");
  await expect(apply).toBeDisabled();

  await dialog.getByRole("button", { name: "换一个文件" }).click();
  await bring(page, "other.xlsx", workbook({ 别的: [["编号", "名称"]] }));
  await expect(dialog.getByRole("alert")).toContainText(
    "没有名为 分部、部门、岗位、人员、群组、角色 的工作表",
  );

  await dialog.getByRole("button", { name: "换一个文件" }).click();
  const wrong = [
    ["编号", "姓名", "部门", "在职"],
    ["9001", "错部门", "no-such-department", "是"],
    ["9002", "错在职", "", "也许"],
    ["9002", "重复", "", "是"],
  ];
  await bring(page, "wrong.xlsx", workbook({ 人员: wrong }));
  await expect(dialog.getByRole("alert")).toContainText("处错误");
  await expect(dialog.getByRole("row", { name: /人员 2 department/ })).toContainText("所指的对象不存在");
  await expect(dialog.getByRole("row", { name: /人员 3 active/ })).toContainText("不在可选值之内");
  await expect(dialog.getByRole("row", { name: /人员 4 id/ })).toBeVisible();
  await expect(apply).toBeDisabled();

  await dialog.getByRole("button", { name: "换一个文件" }).click();
  await bring(page, "wrong.json", json({ ...before, posts: [...before.posts, { id: "", name: "" }] }));
  await expect(dialog.getByRole("alert")).toContainText(`/posts/${before.posts.length}/id`);
  await expect(apply).toBeDisabled();
  expect(await engine("GET", "/api/v1/directory")).toEqual(before);
});

test("O2: an import shows what comes, changes and goes, and is done only then; the same file again changes nothing", async ({
  relay: { page, open },
}) => {
  const gone = found(before.posts, (post) => !before.persons.some((person) => person.post === post.id));
  const changed = found(before.posts, (post) => post.id !== gone.id);
  const posts = before.posts
    .filter((post) => post !== gone)
    .map((post) => (post === changed ? { ...post, name: `${post.name}（改）` } : post));
  const sheet = [
    ["编号", "名称"],
    ...[...posts, { id: "e2e", name: "新岗位" }].map(({ id, name }) => [id, name]),
  ];
  await open("/directory");
  await page.getByRole("button", { name: "导入" }).click();
  const dialog = page.getByRole("dialog");
  await bring(page, "posts.xlsx", workbook({ 岗位: sheet }));
  const row = dialog.locator('tr[data-part="posts"]');
  await expect(row.locator("td")).toContainText(["岗位", "1", "1", "1", String(before.posts.length - 2), ""]);
  await expect(dialog.locator('tr[data-part="persons"] td').nth(3), "parts without a sheet stay").toHaveText(
    "0",
  );
  await expect(dialog.getByRole("alert")).toContainText("移除 岗位 1");
  await row.getByRole("button", { name: "查看明细" }).click();
  await expect(dialog.locator(".import-rows")).toContainText("新岗位");
  await expect(dialog.locator(".import-rows")).toContainText(gone.name);
  expect((await engine<Document>("GET", "/api/v1/directory")).posts, "a preview changes nothing").toEqual(
    before.posts,
  );

  await dialog.getByRole("button", { name: "应用并移除 1 行" }).click();
  await expect(dialog).toHaveCount(0);
  const after = await engine<Document>("GET", "/api/v1/directory");
  expect(after.posts.map((post) => post.id)).toContain("e2e");
  expect(after.persons).toEqual(before.persons);

  await page.getByRole("button", { name: "导入" }).click();
  await bring(page, "same.json", json(after));
  await expect(dialog).toContainText("与现有组织架构完全相同");
  await expect(dialog.getByRole("button", { name: "应用导入" })).toBeDisabled();
});

test("O2: the export is the whole organisation, and can be imported again", async ({
  relay: { page, open },
}) => {
  await open("/directory");
  const downloading = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出 JSON" }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toBe("directory.json");
  expect(JSON.parse(readFileSync(await download.path(), "utf8"))).toEqual(
    await engine("GET", "/api/v1/directory"),
  );
});

test("O2: an organisation that can't be read says so, and is read when asked again", async ({
  relay: { page, open },
}) => {
  await page.route("**/api/v1/directory/structure", (route) => route.abort());
  await open("/directory");
  await expect(page.getByText("连不上引擎")).toBeVisible();
  await page.unroute("**/api/v1/directory/structure");
  await page.getByRole("button", { name: /重\s*试/ }).click();
  await expect(rows(page).first()).toBeVisible();
});
