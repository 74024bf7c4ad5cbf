/** The classes of operator-written adapters that the engine has (row S7). */
import { useQuery } from "@tanstack/react-query";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import type { AdapterClass } from "@/shared/api/types";

const none: AdapterClass[] = [];

/** Asked only for custom targets. */
export function useAdapters(enabled: boolean): AdapterClass[] {
  const adapters = useQuery({
    // A name of its own, below the one that every change of an adapter makes old.
    queryKey: [...keys.adapters, "classes"],
    queryFn: async ({ signal }) =>
      (await api.get<{ items: AdapterClass[] }>("/api/v1/adapters", undefined, signal)).items,
    enabled,
  });
  return adapters.data ?? none;
}
