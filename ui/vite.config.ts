/// <reference types="vitest/config" />
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/** Where `npm run dev` finds an engine; set RELAYD_URL to use another one. */
const engine = process.env.RELAYD_URL ?? "http://127.0.0.1:7680";

export default defineConfig({
  plugins: [react()],
  clearScreen: false,
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  server: {
    port: 1420,
    strictPort: true,
    host: "127.0.0.1",
    // The engine refuses a foreign Host and Origin, so the proxy speaks in the engine's own name.
    proxy: {
      "/api": {
        target: engine,
        changeOrigin: true,
        headers: { origin: engine },
      },
    },
  },
  build: {
    target: "safari16",
    // The polyfill fetches scripts, which the window's content policy does not allow and its engine does not need.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1200,
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: "echarts", test: /node_modules[\\/](echarts|zrender)/, priority: 2 },
            { name: "antd", test: /node_modules[\\/](antd|@ant-design|@rc-component)/, priority: 1 },
          ],
        },
      },
    },
  },
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    environment: "node",
    reporters: ["default"],
  },
});
