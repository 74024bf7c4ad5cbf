import { expect, test, token, url } from "./console";

test("H1: the token in the link signs in and leaves the address", async ({ page }) => {
  await page.goto(`${url()}/#token=${token()}`);
  await expect(page.getByRole("heading", { name: "运行总览" })).toBeVisible();
  expect(page.url()).not.toContain(token());
});

test("H1: without a token the console asks for one, and a wrong one is refused in words", async ({
  page,
}) => {
  await page.goto(`${url()}/#/targets`);
  await page.getByLabel("访问令牌").fill("not-the-token");
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByText("令牌无效或已被吊销")).toBeVisible();
  await page.getByLabel("访问令牌").fill(token());
  await page.getByRole("button", { name: "登录" }).click();
  await expect(page.getByRole("heading", { name: "推送设置" })).toBeVisible();
});

test("a token that is revoked while the console is open brings the sign-in screen back", async ({ page }) => {
  await page.goto(`${url()}/#token=${token()}`);
  await expect(page.getByRole("heading", { name: "运行总览" })).toBeVisible();
  await page.evaluate(() => sessionStorage.setItem("todo-relay.token", "gone"));
  await page.getByRole("link", { name: "推送地址" }).click();
  await expect(page.getByText("令牌无效或已被吊销")).toBeVisible();
});
