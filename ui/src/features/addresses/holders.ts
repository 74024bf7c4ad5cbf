/** Which push address makes which address of a target (row A3): each of the three is made by one at most. Pure. */
import type { StoredAddress } from "@/shared/api/types";

export type Channel = "pc" | "app" | "adaptive";
export const channels: Channel[] = ["pc", "app", "adaptive"];

/** The other push address that makes this address of a target; `own` is the one that is being edited. */
export function holderOf(
  all: StoredAddress[],
  own: number | null,
  target: number,
  channel: Channel,
): StoredAddress | null {
  const holds = (address: StoredAddress) =>
    address.bindings.some((binding) => binding.target === target && binding[channel]);
  return all.find((address) => address.id !== own && holds(address)) ?? null;
}

/** The addresses of a target that nothing else makes: what a new binding turns on. */
export function freeChannels(
  all: StoredAddress[],
  own: number | null,
  target: number,
): Record<Channel, boolean> {
  const free = (channel: Channel) => holderOf(all, own, target, channel) === null;
  return { pc: free("pc"), app: free("app"), adaptive: free("adaptive") };
}
