/** What the screens of push addresses ask of the engine, and what they change. */
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import type { Page, PreviewedTarget, PushAddress, StoredAddress } from "@/shared/api/types";

const PATH = "/api/v1/push-addresses";

export function useAddresses() {
  return useQuery({
    queryKey: keys.pushAddresses,
    queryFn: async ({ signal }) => (await api.get<Page<StoredAddress>>(PATH, undefined, signal)).items,
    staleTime: 5_000,
  });
}

/** One push address for the form: what is being edited must not change under the operator's hands. */
export function useAddress(id: number) {
  return useQuery({
    queryKey: keys.pushAddress(id),
    queryFn: ({ signal }) => api.get<StoredAddress>(`${PATH}/${id}`, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
}

export interface PreviewQuestion {
  address: PushAddress;
  /** The stored address that the draft would take the place of. */
  id: number | null;
  requestId: string;
  operator: string;
}

/** The addresses as a push would send them; the last answer stays in sight while the next one is on its way. */
export function usePreview(question: PreviewQuestion | null) {
  return useQuery({
    queryKey: keys.addressPreview(question),
    queryFn: async () => (await api.post<Page<PreviewedTarget>>(`${PATH}/preview`, question)).items,
    enabled: question !== null,
    placeholderData: keepPreviousData,
    // Parameters such as the time make each answer one of its moment.
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}

export function useAddressChange() {
  const queries = useQueryClient();
  return useMemo(() => {
    const askAgain = () => queries.invalidateQueries({ queryKey: keys.pushAddresses, exact: true });
    return {
      askAgain,
      async create(address: PushAddress): Promise<StoredAddress> {
        const stored = await api.post<StoredAddress>(PATH, address);
        await askAgain();
        return stored;
      },
      async replace(id: number, address: PushAddress): Promise<StoredAddress> {
        const stored = await api.put<StoredAddress>(`${PATH}/${id}`, address);
        await askAgain();
        return stored;
      },
      /** Reads the address first: what another operator changed meanwhile must not be undone by a switch. */
      async enable(id: number, enabled: boolean): Promise<StoredAddress> {
        const stored = await api.get<StoredAddress>(`${PATH}/${id}`);
        const { id: _, createdAt: __, updatedAt: ___, ...address } = stored;
        const after = await api.put<StoredAddress>(`${PATH}/${id}`, { ...address, enabled });
        await askAgain();
        return after;
      },
      async remove(id: number): Promise<void> {
        await api.delete(`${PATH}/${id}`);
        await askAgain();
      },
    };
  }, [queries]);
}
