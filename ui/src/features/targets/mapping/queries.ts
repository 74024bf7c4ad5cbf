/** The mapping table of a target, and the persons whom its rule has no value for. Both page by key. */
import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import type { MappingImported, MappingRow, Page, PersonWithoutValue } from "@/shared/api/types";

const PAGE = 100;
const tableKey = (target: number) => [...keys.target(target), "mapping"] as const;
const withoutKey = (target: number) => [...keys.target(target), "withoutValue"] as const;

export function useMapping(target: number, text: string) {
  const query = useInfiniteQuery({
    queryKey: [...tableKey(target), text],
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<MappingRow>>(
        `/api/v1/targets/${target}/person-mapping`,
        { text, limit: PAGE, after: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
  });
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  return { query, rows };
}

export function useWithoutValue(target: number) {
  const query = useInfiniteQuery({
    queryKey: withoutKey(target),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<PersonWithoutValue>>(
        `/api/v1/targets/${target}/persons-without-value`,
        { limit: PAGE, after: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
  });
  const pages = query.data?.pages;
  const persons = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  return { query, persons };
}

export interface ImportOptions {
  replace: boolean;
  skipWrong: boolean;
}

export function useMappingChange(target: number) {
  const queries = useQueryClient();
  return useMemo(() => {
    const path = `/api/v1/targets/${target}/person-mapping`;
    const askAgain = () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: tableKey(target) }),
        queries.invalidateQueries({ queryKey: withoutKey(target) }),
      ]);
    return {
      async put(person: string, value: string): Promise<void> {
        await api.post(path, { person, value });
        await askAgain();
      },
      async remove(person: string): Promise<void> {
        await api.delete(`${path}/${encodeURIComponent(person)}`);
        await askAgain();
      },
      preview: (file: Blob, options: ImportOptions) =>
        api.upload<MappingImported>(`${path}/import`, file, { ...options, preview: true }),
      async apply(file: Blob, options: ImportOptions): Promise<MappingImported> {
        const done = await api.upload<MappingImported>(`${path}/import`, file, {
          ...options,
          preview: false,
        });
        await askAgain();
        return done;
      },
    };
  }, [queries, target]);
}
