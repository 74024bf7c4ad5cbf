import { defineConfig } from "@playwright/test";

/** The console in a real Chromium against a real engine; `e2e/engine.ts` starts and stops it. */
export default defineConfig({
  testDir: "e2e",
  projects: [
    { name: "tests", testMatch: "*.spec.ts" },
    { name: "pictures", testMatch: "pictures.ts" },
    // Measures, so it wants a quiet machine; not part of the tests.
    { name: "speed", testMatch: "large.ts" },
  ],
  globalSetup: "./e2e/engine.ts",
  // One engine, one sandbox: tests that set a receiver down must not run beside others.
  workers: 1,
  fullyParallel: false,
  forbidOnly: true,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: "zh-CN",
    timezoneId: "Asia/Shanghai",
    trace: "retain-on-failure",
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
      args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
    },
  },
});
