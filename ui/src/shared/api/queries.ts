/** Questions that more than one screen asks. */
import { useQuery } from "@tanstack/react-query";
import { api } from "./client";
import { keys } from "./keys";
import type {
  AlertChannel,
  Installation,
  OaView,
  Overview,
  Page,
  PushTypeSpec,
  System,
  Target,
} from "./types";

export function useSystem() {
  return useQuery({
    queryKey: keys.system,
    queryFn: ({ signal }) => api.get<System>("/api/v1/system", undefined, signal),
    staleTime: 30_000,
    refetchInterval: 30_000,
  });
}

/** The overview; after the first answer the live stream keeps it up to date. */
export function useOverview() {
  return useQuery({
    queryKey: keys.overview,
    queryFn: ({ signal }) => api.get<Overview>("/api/v1/overview", undefined, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export function useTargets() {
  return useQuery({
    queryKey: keys.targets,
    queryFn: async ({ signal }) => (await api.get<Page<Target>>("/api/v1/targets", undefined, signal)).items,
    staleTime: 10_000,
  });
}

export function usePushTypes() {
  return useQuery({
    queryKey: keys.pushTypes,
    queryFn: async ({ signal }) =>
      (await api.get<{ items: PushTypeSpec[] }>("/api/v1/push-types", undefined, signal)).items,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** What is set for the installation: decentralised administration, tenant, e-Bridge. */
export function useSettings() {
  return useQuery({
    queryKey: keys.settings,
    queryFn: ({ signal }) => api.get<Installation>("/api/v1/settings", undefined, signal),
    staleTime: 10_000,
  });
}

/** How the OA's own interfaces are reached. */
export function useOa() {
  return useQuery({
    queryKey: keys.oa,
    queryFn: ({ signal }) => api.get<OaView>("/api/v1/oa", undefined, signal),
    staleTime: 10_000,
  });
}

/** The alert channels with how each does; asked again now and then, since they speak by themselves. */
export function useAlertChannels() {
  return useQuery({
    queryKey: keys.alertChannels,
    queryFn: async ({ signal }) =>
      (await api.get<Page<AlertChannel>>("/api/v1/alerts/channels", undefined, signal)).items,
    refetchInterval: 15_000,
  });
}
