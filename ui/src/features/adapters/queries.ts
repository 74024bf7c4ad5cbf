/** What the screens of adapters ask of the engine, and what they change. */
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import type { AdapterCheck, AdapterClass, AdapterExample, AdapterSource, Page } from "@/shared/api/types";

const PATH = "/api/v1/adapters";

/** The files are the truth and may be changed by hand: the list is asked for anew whenever it is shown. */
export function useAdapters() {
  return useQuery({
    queryKey: keys.adapters,
    queryFn: async ({ signal }) => (await api.get<Page<AdapterClass>>(PATH, undefined, signal)).items,
    staleTime: 0,
  });
}

/** A version's script; a version is never changed once it is there. */
export function useAdapterSource(name: string, version: number | null) {
  return useQuery({
    queryKey: keys.adapterSource(name, version ?? 0),
    queryFn: ({ signal }) =>
      api.get<AdapterSource>(`${PATH}/${encodeURIComponent(name)}/${version}`, undefined, signal),
    enabled: version !== null,
    staleTime: 60_000,
  });
}

export function useExamples() {
  return useQuery({
    queryKey: keys.adapterExamples,
    queryFn: async ({ signal }) =>
      (await api.get<Page<AdapterExample>>("/api/v1/adapter-examples", undefined, signal)).items,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What the compiler says; the last answer stays until the next one is there. */
export function useCheck(source: string) {
  return useQuery({
    queryKey: keys.adapterCheck(source),
    queryFn: () => api.post<AdapterCheck>(`${PATH}/check`, { source }),
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 30_000,
    retry: false,
  });
}

export function useAdapterChange() {
  const queries = useQueryClient();
  return useMemo(
    () => ({
      async create(name: string, source: string): Promise<AdapterSource> {
        const saved = await api.post<AdapterSource>(PATH, { class: name, source });
        await queries.invalidateQueries({ queryKey: keys.adapters });
        return saved;
      },
      async remove(name: string, version: number): Promise<void> {
        await api.delete(`${PATH}/${encodeURIComponent(name)}/${version}`);
        queries.removeQueries({ queryKey: keys.adapterSource(name, version) });
        await queries.invalidateQueries({ queryKey: keys.adapters });
      },
    }),
    [queries],
  );
}
