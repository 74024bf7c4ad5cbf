/** The two kinds of batch push, and where each is asked for. */
import type { Kind } from "./draft";

export const kinds: Kind[] = ["realTime", "history"];

export const paths: Record<Kind, string> = {
  realTime: "/tasks/new/real-time",
  history: "/tasks/new/history",
};

/** The kind of an address; nothing for one that is none of ours. */
export function kindAt(place: string | undefined): Kind | undefined {
  return kinds.find((kind) => paths[kind].endsWith(`/${place}`));
}
