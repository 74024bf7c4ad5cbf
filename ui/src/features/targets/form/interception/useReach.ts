/** How far the rules in the form reach, as the engine counts it: asked once typing has rested, kept until the next answer. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import type { InterceptionRules, Reach } from "@/shared/api/types";
import { useRested } from "@/shared/pickers/bits";
import { covers } from "./rules";

const REST_MS = 300;

export function useReach(rules: InterceptionRules) {
  const written = useRested(JSON.stringify(rules), REST_MS);
  return useQuery({
    queryKey: keys.reach(written),
    queryFn: async () => {
      const asked: InterceptionRules = JSON.parse(written);
      const reach = await api.post<Reach>("/api/v1/interception/reach", { rules: asked });
      return { ...reach, covers: covers(asked.persons.members, reach.members) };
    },
    placeholderData: keepPreviousData,
    staleTime: 30_000,
  });
}

export type ReachQuery = ReturnType<typeof useReach>;
