/** Changing targets: each change makes every list that shows targets ask again. */
import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import type { Target } from "@/shared/api/types";

export function useTargetChange() {
  const queries = useQueryClient();
  return useMemo(() => {
    const askAgain = async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: keys.targets, exact: true }),
        queries.invalidateQueries({ queryKey: keys.overview }),
      ]);
    };
    // What is saved is saved: only the switches of the list wait until the list has it, too.
    return {
      async create(config: Record<string, unknown>): Promise<Target> {
        const target = await api.post<Target>("/api/v1/targets", config);
        void askAgain();
        return target;
      },
      async replace(id: number, config: Record<string, unknown>): Promise<Target> {
        const target = await api.put<Target>(`/api/v1/targets/${id}`, config);
        void askAgain();
        return target;
      },
      /** The engine copies: it alone can copy the secrets, and the mapping table goes along. */
      async copy(id: number, as: { identifier: string; name: string }): Promise<Target> {
        const target = await api.post<Target>(`/api/v1/targets/${id}/copy`, as);
        void askAgain();
        return target;
      },
      /** Reads the target first: what another operator changed meanwhile must not be undone by a switch. */
      async enable(id: number, enabled: boolean): Promise<Target> {
        const {
          id: _,
          createdAt: __,
          updatedAt: ___,
          ...config
        } = await api.get<Target>(`/api/v1/targets/${id}`);
        const target = await api.put<Target>(`/api/v1/targets/${id}`, { ...config, enabled });
        await askAgain();
        return target;
      },
      async remove(id: number): Promise<void> {
        await api.delete(`/api/v1/targets/${id}`);
        queries.removeQueries({ queryKey: keys.target(id) });
        await askAgain();
      },
    };
  }, [queries]);
}
