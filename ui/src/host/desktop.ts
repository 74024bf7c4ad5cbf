/**
 * The console in the desktop window: the same HTTP interface through two Tauri commands, in process, without a socket or
 * a token. The shell shows native notifications itself, because it goes on while the window is hidden.
 */
import { Channel, invoke } from "@tauri-apps/api/core";
import { type Host, type HostRequest, type HostResponse, type StreamFrame, Unreachable } from "./types";

let lastStream = 0;

/** The shell's door takes text; the bytes of a file go as base64 in a field of their own, and it undoes that. */
function written({ body, ...request }: HostRequest) {
  if (!(body instanceof Uint8Array)) return { ...request, body };
  let letters = "";
  // In pieces: a whole file as the arguments of one call would break the stack.
  for (let at = 0; at < body.length; at += 32_768) {
    letters += String.fromCharCode(...body.subarray(at, at + 32_768));
  }
  return { ...request, body: null, base64: btoa(letters) };
}

/** Where the shell has saved a file; nothing when the person thought better of it. */
async function saved(command: string, what: Record<string, string>): Promise<string | null> {
  try {
    return await invoke<string | null>(command, what);
  } catch (error) {
    throw new Error(String((error as { detail?: unknown }).detail ?? error), { cause: error });
  }
}

export function desktopHost(): Host {
  return {
    kind: "desktop",
    session: null,

    async request(request) {
      try {
        return await invoke<HostResponse>("api_request", { request: written(request) });
      } catch (error) {
        throw new Unreachable("the engine in this window does not answer", { cause: error });
      }
    },

    async stream(path, reader, signal) {
      if (signal.aborted) return;
      lastStream += 1;
      const id = `stream-${lastStream}`;
      const channel = new Channel<string>();
      await new Promise<void>((resolve, reject) => {
        let opened = false;
        const open = () => {
          if (!opened) reader.onOpen();
          opened = true;
        };
        channel.onmessage = (message) => {
          if (signal.aborted) return;
          open();
          const frame: StreamFrame = JSON.parse(message);
          if (frame.event === "end") resolve();
          else reader.onFrame(frame);
        };
        signal.addEventListener("abort", () => {
          // A stream that has ended already is not an error worth telling.
          invoke("api_stream_stop", { id }).catch(() => undefined);
          resolve();
        });
        invoke("api_stream", { path, channel, id }).then(open, (error: unknown) =>
          reject(new Unreachable("the stream could not be opened", { cause: error })),
        );
      });
    },

    saveFile: (name, content) => saved("save_file", { name, content }),

    download: (path, name) => saved("save_download", { path, name }),

    openExternal(url) {
      invoke("plugin:opener|open_url", { url }).catch(() => undefined);
    },
  };
}
