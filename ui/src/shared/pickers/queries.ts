/** What the pickers ask the engine. The organisation's shape comes whole; its people page by key. */
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "../api/client";
import { keys } from "../api/keys";
import type {
  BusinessState,
  ListKind,
  Page,
  Person,
  PersonRow,
  Structure,
  UnitKind,
  WorkflowCatalogue,
} from "../api/types";

const PAGE = 100;

export function useStructure() {
  return useQuery({
    queryKey: keys.structure,
    queryFn: ({ signal }) => api.get<Structure>("/api/v1/directory/structure", undefined, signal),
    staleTime: 30_000,
  });
}

/** Which people; all when nothing is said. */
export interface PeopleFilter {
  text?: string;
  unitKind?: UnitKind;
  unit?: string;
  includeBelow?: boolean;
  post?: string;
  listKind?: ListKind;
  list?: string;
}

/** Main accounts with their part-time identities, page by page. */
export function usePeople(filter: PeopleFilter) {
  const query = useInfiniteQuery({
    queryKey: keys.people({ ...filter }),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<PersonRow>>(
        "/api/v1/directory/people",
        { ...filter, limit: PAGE, after: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
  const pages = query.data?.pages;
  const people = useMemo(() => pages?.flatMap((page) => page.items) ?? [], [pages]);
  return { query, people };
}

/** Persons, part-time identities among them, whose name, login name, work code or id holds a text. */
export function usePersons(text: string, enabled = true) {
  return useQuery({
    queryKey: keys.persons(text),
    queryFn: async ({ signal }) =>
      (await api.get<{ items: Person[] }>("/api/v1/persons", { text, limit: 50 }, signal)).items,
    enabled,
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

/** One person by id; null when the organisation does not know it. */
export function usePerson(id: string | undefined) {
  return useQuery({
    queryKey: keys.personName(id ?? ""),
    queryFn: async ({ signal }) => {
      const { items } = await api.get<{ items: Person[] }>("/api/v1/persons", { id }, signal);
      return items[0] ?? null;
    },
    enabled: id !== undefined && id !== "",
    staleTime: 300_000,
  });
}

export function useWorkflows() {
  return useQuery({
    queryKey: keys.workflows,
    queryFn: ({ signal }) => api.get<WorkflowCatalogue>("/api/v1/workflows", undefined, signal),
    staleTime: 30_000,
  });
}

export function useBusinessStates() {
  return useQuery({
    queryKey: keys.businessStates,
    queryFn: async ({ signal }) =>
      (await api.get<{ items: BusinessState[] }>("/api/v1/business-states", undefined, signal)).items,
    staleTime: 30_000,
  });
}
