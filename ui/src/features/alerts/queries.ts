/** What the screens of alerts ask of the engine, and what they change. */
import { keepPreviousData, useInfiniteQuery, useQuery, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import type {
  AlertChannel,
  AlertMessage,
  AlertPreview,
  AlertTest,
  ChannelConfig,
  ChannelSpec,
  MessageState,
  Page,
} from "@/shared/api/types";
import type { SentConfig } from "./draft";

const PATH = "/api/v1/alerts/channels";
const PAGE = 50;

export function useChannelKinds() {
  return useQuery({
    queryKey: keys.channelKinds,
    queryFn: async ({ signal }) =>
      (await api.get<Page<ChannelSpec>>("/api/v1/alerts/channel-kinds", undefined, signal)).items,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

export interface MessageFilters {
  channelId?: number;
  state?: MessageState;
}

/** Messages, newest first; asked again soon while one is on its way. */
export function useMessages(filters: MessageFilters) {
  return useInfiniteQuery({
    queryKey: keys.alertMessages({ ...filters }),
    queryFn: ({ pageParam, signal }) =>
      api.get<Page<AlertMessage>>(
        "/api/v1/alerts/messages",
        { ...filters, limit: PAGE, after: pageParam },
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.next,
    refetchInterval: (query) =>
      query.state.data?.pages.some((page) => page.items.some(({ state }) => state === "waiting"))
        ? 2_000
        : 10_000,
  });
}

export interface Drafted {
  channel: SentConfig;
  /** The stored channel whose secrets stand for markers. */
  id: number | null;
}

/** What the channel would say, by the engine's own code; the last answer stays while the next is on its way. */
export function usePreview(draft: Drafted) {
  return useQuery({
    queryKey: keys.alertPreview(draft),
    queryFn: () => api.post<AlertPreview>("/api/v1/alerts/preview", draft),
    placeholderData: keepPreviousData,
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
}

export function useChannelChange() {
  const queries = useQueryClient();
  return useMemo(() => {
    const askAgain = () => queries.invalidateQueries({ queryKey: keys.alertChannels });
    return {
      async create(config: SentConfig): Promise<StoredChannel> {
        const stored = await api.post<StoredChannel>(PATH, config);
        await askAgain();
        return stored;
      },
      async replace(id: number, config: SentConfig): Promise<StoredChannel> {
        const stored = await api.put<StoredChannel>(`${PATH}/${id}`, config);
        await askAgain();
        return stored;
      },
      /** Reads the channel first: what another operator changed meanwhile must not be undone by a switch. */
      async enable(id: number, enabled: boolean): Promise<void> {
        const stored = await api.get<StoredChannel>(`${PATH}/${id}`);
        await api.put(`${PATH}/${id}`, { ...configOf(stored), enabled });
        await askAgain();
      },
      async remove(id: number): Promise<void> {
        await api.delete(`${PATH}/${id}`);
        await askAgain();
      },
      test: (draft: Drafted) => api.post<AlertTest>("/api/v1/alerts/test", draft),
      async retry(message: number): Promise<void> {
        await api.post(`/api/v1/alerts/messages/${message}/retry`, {});
        await Promise.all([queries.invalidateQueries({ queryKey: keys.allAlertMessages }), askAgain()]);
      },
    };
  }, [queries]);
}

/** A channel as it is stored, without how it does. */
export type StoredChannel = Omit<AlertChannel, "problem" | "here" | "lastMessage">;

/** What is configured of a channel, without what the engine adds to it. */
export function configOf(channel: Partial<AlertChannel> & ChannelConfig): ChannelConfig {
  const {
    id: _id,
    createdAt: _c,
    updatedAt: _u,
    problem: _p,
    here: _h,
    lastMessage: _l,
    ...config
  } = channel;
  return config;
}
