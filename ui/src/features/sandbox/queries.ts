/** What the sandbox tells, asked again about once a second while somebody looks. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import type {
  InterfaceAction,
  OaAction,
  OaRequest,
  ReceiverItem,
  ReceiverMessage,
  ReceiverPerson,
  Sandbox,
  SandboxAccount,
  SandboxInterface,
  SandboxOa,
  SandboxReceiver,
  TroubleKind,
} from "@/shared/api/types";

const EVERY_MS = 1_000;
const base = "/api/v1/sandbox";

export function useSandbox() {
  return useQuery({
    queryKey: keys.sandbox,
    queryFn: ({ signal }) => api.get<Sandbox>(base, undefined, signal),
    refetchInterval: EVERY_MS,
  });
}

export function useOpenRequests() {
  return useQuery({
    queryKey: keys.sandboxRequests,
    queryFn: async ({ signal }) =>
      (await api.get<{ items: OaRequest[] }>(`${base}/oa/requests`, { limit: 50 }, signal)).items,
    refetchInterval: EVERY_MS,
  });
}

export function useReceiverPersons(receiver: string, text: string) {
  return useQuery({
    queryKey: keys.sandboxPersons(receiver, text),
    queryFn: async ({ signal }) =>
      (await api.get<{ items: ReceiverPerson[] }>(`${base}/receivers/${receiver}/persons`, { text }, signal))
        .items,
    refetchInterval: EVERY_MS,
    placeholderData: (before) => before,
  });
}

export function useReceiverItems(receiver: string, person: string | null, list: string) {
  return useQuery({
    queryKey: keys.sandboxItems(receiver, person ?? "", list),
    queryFn: async ({ signal }) =>
      (
        await api.get<{ items: ReceiverItem[] }>(
          `${base}/receivers/${receiver}/items`,
          { person, list },
          signal,
        )
      ).items,
    enabled: person !== null,
    refetchInterval: EVERY_MS,
  });
}

export function useAccount(receiver: string) {
  return useQuery({
    queryKey: keys.sandboxAccount(receiver),
    queryFn: ({ signal }) =>
      api.get<SandboxAccount>(`${base}/receivers/${receiver}/account`, undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useReceiverMessages(receiver: string, wanted: boolean) {
  return useQuery({
    queryKey: keys.sandboxMessages(receiver),
    queryFn: async ({ signal }) =>
      (
        await api.get<{ items: ReceiverMessage[] }>(
          `${base}/receivers/${receiver}/messages`,
          undefined,
          signal,
        )
      ).items,
    enabled: wanted,
    refetchInterval: 2 * EVERY_MS,
  });
}

export function useSandboxChange() {
  const queries = useQueryClient();
  const askAgain = () => queries.invalidateQueries({ queryKey: keys.sandbox });
  const setOa = useMutation({
    mutationFn: (settings: { running: boolean; eventsPerSecond: number }) =>
      api.put<SandboxOa>(`${base}/oa`, settings),
    onSuccess: (oa) => queries.setQueryData<Sandbox>(keys.sandbox, (old) => old && { ...old, oa }),
  });
  const start = useMutation({
    mutationFn: () =>
      api.post<{ requestId: string; requestName: string; waitingFor: { name: string }[] }>(
        `${base}/oa/requests`,
        {},
      ),
    onSuccess: askAgain,
  });
  const act = useMutation({
    mutationFn: ({ requestId, action }: { requestId: string; action: OaAction }) =>
      api.post<{ events: number }>(`${base}/oa/requests/${requestId}/act`, { action }),
    onSettled: askAgain,
  });
  const setTrouble = useMutation({
    mutationFn: ({
      id,
      ...trouble
    }: {
      id: string;
      kind: TroubleKind;
      delayMs?: number;
      tokenSeconds?: number;
    }) => api.put<SandboxReceiver>(`${base}/receivers/${id}/trouble`, trouble),
    onSettled: askAgain,
  });
  const forgetSignOns = useMutation({
    mutationFn: (id: string) => api.post<SandboxReceiver>(`${base}/receivers/${id}/forget-sign-ons`, {}),
    onSettled: askAgain,
  });
  const actOnInterface = useMutation({
    mutationFn: (action: InterfaceAction) =>
      api.post<{ person: string | null }>(`${base}/oa/interface`, { action }),
    onSettled: askAgain,
  });
  const setUnsteady = useMutation({
    mutationFn: (unsteady: boolean) => api.put<SandboxInterface>(`${base}/oa/interface`, { unsteady }),
    onSettled: askAgain,
  });
  return { setOa, start, act, setTrouble, forgetSignOns, actOnInterface, setUnsteady };
}
