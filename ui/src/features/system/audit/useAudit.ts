/** The audit trail, page by page, newest first. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import type { AuditEntry, Page } from "@/shared/api/types";
import type { AuditFilters } from "./filters";

const PAGE = 50;

export function useAudit(filters: AuditFilters) {
  return useInfiniteQuery({
    queryKey: keys.audit({ ...filters }),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<AuditEntry>>("/api/v1/audit", { ...filters, limit: PAGE, after: pageParam }, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    gcTime: 0,
  });
}
