/** What every test of the console begins with: a page that is signed in, and complaints of the browser caught. */
import { test as base, expect, type Page } from "@playwright/test";

export { expect };

export const url = () => process.env.RELAY_URL ?? "";
export const token = () => process.env.RELAY_TOKEN ?? "";

/** Asks the engine beside the console, to prepare a test or to look behind the screen. */
export async function engine<T>(method: string, path: string, body?: unknown): Promise<T> {
  const answer = await fetch(`${url()}${path}`, {
    method,
    headers: { Authorization: `Bearer ${token()}`, "Content-Type": "application/json" },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`);
  const text = await answer.text();
  return (text ? JSON.parse(text) : undefined) as T;
}

export interface Console {
  page: Page;
  /** Opens a screen, such as `/log?status=failed`. */
  open(path: string): Promise<void>;
}

interface Fixtures {
  relay: Console;
}

/** What tests provoke and the browser reports: a 4xx, and a request that the test itself cut off. */
const expected = /Failed to load resource: (the server responded with a status of 4\d\d|net::ERR_FAILED)/;

export const test = base.extend<Fixtures>({
  relay: async ({ page }, use) => {
    const complaints: string[] = [];
    page.on("pageerror", (error) => complaints.push(error.message));
    page.on("console", (message) => {
      if (["error", "warning"].includes(message.type()) && !expected.test(message.text())) {
        complaints.push(message.text());
      }
    });
    await page.addInitScript((known) => {
      if (location.protocol === "http:" && !sessionStorage.getItem("todo-relay.token"))
        sessionStorage.setItem("todo-relay.token", known);
    }, token());
    await use({
      page,
      open: async (path) => {
        // A whole load each time, as somebody who follows a link: a mere change of the fragment would be a step inside.
        await page.goto("about:blank");
        await page.goto(`${url()}/#${path}`);
        await page.locator("main h1").waitFor();
      },
    });
    expect(complaints, "the browser must have nothing to complain about").toEqual([]);
  },
});
