/** Chooses the host once, at start. The desktop's code is loaded only in the desktop. */
import type { Host } from "./types";

export * from "./types";

export async function openHost(): Promise<Host> {
  if ("__TAURI_INTERNALS__" in window) return (await import("./desktop")).desktopHost();
  return (await import("./browser")).browserHost();
}
