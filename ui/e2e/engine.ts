/**
 * Starts a real engine with its sandbox for the whole run: the program named by RELAYD_BIN, on a free port, with a data
 * directory of its own. Answers how to stop it.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

interface Ready {
  event: "ready";
  url: string;
  tokenFile: string;
}

function ready(engine: ChildProcess): Promise<Ready> {
  return new Promise((resolve, reject) => {
    if (!engine.stdout) throw new Error("the engine's output is piped");
    createInterface({ input: engine.stdout }).on("line", (line) => {
      if (!line.startsWith("{")) return;
      const said: Partial<Ready> = JSON.parse(line);
      if (said.event === "ready") resolve(said as Ready);
    });
    engine.once("exit", (code) => reject(new Error(`the engine ended with ${code} before it was ready`)));
  });
}

export default async function startEngine(): Promise<() => Promise<void>> {
  // An engine that runs already, such as one behind `npm run dev`, is used as it is.
  if (process.env.RELAY_URL && process.env.RELAY_TOKEN) return async () => undefined;
  const program = process.env.RELAYD_BIN;
  if (!program) throw new Error("RELAYD_BIN names the todo-relayd to test against");
  const home = mkdtempSync(join(tmpdir(), "todo-relay-e2e-"));
  const data = join(home, "data");
  const place = ["--data", data, "--secrets", "file", "--secret-key-file", join(home, "secret.key")];
  const engine = spawn(program, [...place, "--listen", "127.0.0.1:0", "--sandbox"], {
    stdio: ["ignore", "pipe", "inherit"],
    // Its own home: nothing of whoever runs the tests.
    env: {
      ...process.env,
      HOME: home,
      XDG_CONFIG_HOME: join(home, "config"),
      XDG_DATA_HOME: join(home, "share"),
    },
  });
  const { url, tokenFile } = await ready(engine);
  process.env.RELAY_URL = url;
  process.env.RELAY_TOKEN = readFileSync(tokenFile, "utf8").trim();
  return async () => {
    const over = new Promise((resolve) => engine.once("exit", resolve));
    engine.kill("SIGTERM");
    await over;
    rmSync(home, { recursive: true, force: true });
  };
}
