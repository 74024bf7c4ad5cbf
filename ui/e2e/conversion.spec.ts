import { engine, expect, test } from "./console";

interface Made {
  id: number;
}
interface Rows {
  items: { person: string; value: string }[];
}

let target: Made;

test.beforeEach(async () => {
  target = await engine<Made>("POST", "/api/v1/targets", {
    identifier: "e2e-mapping",
    name: "端到端对照",
    pushType: "ecology",
    personKey: "mapping",
    server: { scheme: "http", authority: "127.0.0.1:9", basePath: "" },
    params: { sysCode: "OA1" },
  });
});
test.afterEach(async () => {
  await engine("DELETE", `/api/v1/targets/${target.id}`);
});

const rows = async () =>
  (await engine<Rows>("GET", `/api/v1/targets/${target.id}/person-mapping?limit=200`)).items.map(
    ({ person, value }) => ({ person, value }),
  );

test("T6: a table is imported after a preview of what is new, changed and wrong", async ({
  relay: { page, open },
}) => {
  await engine("POST", `/api/v1/targets/${target.id}/person-mapping`, { person: "1001", value: "old" });
  await engine("POST", `/api/v1/targets/${target.id}/person-mapping`, { person: "1003", value: "same" });
  await open(`/targets/${target.id}`);
  await page.locator("#section-mapping").getByRole("button", { name: "导入" }).click();
  const dialog = page.getByRole("dialog");
  const choose = (text: string) =>
    dialog
      .locator("input[type=file]")
      .setInputFiles({ name: "persons.csv", mimeType: "text/csv", buffer: Buffer.from(text) });

  await choose("no such columns\n1\n");
  await expect(dialog.getByRole("alert"), "a file of another kind is said").toContainText("缺少必需的列");

  await choose("人员ID,值\n1001,new\n1002,fresh\n1003,same\n99999,stranger\n1004,\n");
  const counts = dialog.locator(".import-counts");
  await expect(counts).toContainText(/新增\s*2/);
  await expect(counts).toContainText(/变更\s*1/);
  await expect(counts).toContainText(/不变\s*1/);
  await expect(counts).toContainText(/通讯录没有\s*1/);
  await expect(counts).toContainText(/有错\s*1/);
  await expect(dialog).toContainText("第 6 行");
  const apply = dialog.locator(".ant-modal-footer .ant-btn-primary");
  await expect(apply, "one wrong cell keeps the file out").toBeDisabled();
  expect(await rows(), "a preview changes nothing").toHaveLength(2);

  await dialog.getByRole("checkbox", { name: /跳过有错的行/ }).check();
  await expect(apply).toBeEnabled();
  await apply.click();
  await expect(page.getByText("已导入：新增 2，变更 1，删除 0")).toBeVisible();
  await expect.poll(rows).toEqual([
    { person: "1001", value: "new" },
    { person: "1002", value: "fresh" },
    { person: "1003", value: "same" },
    { person: "99999", value: "stranger" },
  ]);

  await page.locator("#section-mapping").getByRole("button", { name: "导入" }).click();
  await choose("人员ID,值\n1001,new\n");
  await dialog.getByRole("checkbox", { name: /以文件为准/ }).check();
  await expect(counts).toContainText(/删除\s*3/);
  await apply.click();
  await expect.poll(rows).toEqual([{ person: "1001", value: "new" }]);
});

test("T6: rows are searched, added, changed in place and deleted; a wrong value is said in its row", async ({
  relay: { page, open },
}) => {
  await open(`/targets/${target.id}`);
  const section = page.locator("#section-mapping");
  await expect(section).toContainText("对照表还是空的");
  await section.getByRole("button", { name: "添加一行" }).click();
  await section.getByRole("combobox", { name: "OA 人员" }).fill("1001");
  await page.locator(".ant-select-item-option").first().click();
  await section.getByRole("textbox", { name: "接收系统的值" }).fill("zhangsan");
  await section.getByRole("button", { name: /^添\s*加$/ }).click();
  await expect.poll(rows).toEqual([{ person: "1001", value: "zhangsan" }]);

  const value = section.getByRole("textbox", { name: /修改 .*1001.* 的值/ }).first();
  await value.fill("");
  await value.press("Enter");
  await expect(section.getByRole("listitem").first()).toContainText("必填");
  await value.fill("zhangsan2");
  await value.press("Enter");
  await expect.poll(rows).toEqual([{ person: "1001", value: "zhangsan2" }]);

  await section.getByRole("textbox", { name: /搜索人员/ }).fill("nobody");
  await expect(section).toContainText("没有符合“nobody”的行");
  await section.getByRole("textbox", { name: /搜索人员/ }).fill("zhangsan2");
  await section.getByRole("button", { name: /^删除/ }).click();
  await page
    .getByRole("tooltip")
    .getByRole("button", { name: /删\s*除/ })
    .click();
  await expect.poll(rows).toEqual([]);
});

test("T6: persons whom events named and who have no value are listed, and filled in on the spot", async ({
  relay: { page, open },
}) => {
  await engine("PUT", "/api/v1/sandbox/oa", { running: true, eventsPerSecond: 2 });
  const without = async () =>
    (
      await engine<{ items: { person: string }[] }>(
        "GET",
        `/api/v1/targets/${target.id}/persons-without-value`,
      )
    ).items;
  await expect.poll(async () => (await without()).length).toBeGreaterThan(0);
  const person = (await without())[0]?.person ?? "";
  await open(`/targets/${target.id}`);
  const line = page.locator(".without li").first();
  await expect(line).toContainText(person);
  await line.getByRole("textbox").fill("found");
  await line.getByRole("button", { name: "填入" }).click();
  await expect.poll(rows).toEqual([{ person, value: "found" }]);
});
