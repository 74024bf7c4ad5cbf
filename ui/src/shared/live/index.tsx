/**
 * The console's standing live connection: once a second the pulse of every target, and each opening and recovery of a
 * breaker. It keeps the overview in the query cache up to date, tells about breakers, and shows its own state. In a
 * browser tab that nobody looks at it rests, because a browser allows few connections.
 */
import { useQueryClient } from "@tanstack/react-query";
import { App } from "antd";
import { createContext, type ReactNode, useContext, useEffect, useMemo, useRef, useState } from "react";
import { theHost } from "../api/client";
import { keys } from "../api/keys";
import type { BreakerFrame, Overview, PulseFrame } from "../api/types";
import { text } from "../i18n";
import { keepLive, type LiveState } from "./connection";
import { withPulse } from "./pulse";

interface Live {
  state: LiveState;
  /** Goes up each time the connection comes back: other streams and lists start afresh. */
  epoch: number;
  hurry(): void;
}

const Context = createContext<Live | null>(null);
/** The pulse comes every second; so much silence means that the connection is gone. */
const SILENCE_MS = 8_000;
/** A hidden tab gives its connection back after this long. */
const REST_AFTER_MS = 60_000;

export function useLive(): Live {
  const live = useContext(Context);
  if (!live) throw new Error("useLive is used inside LiveProvider");
  return live;
}

/** Whether this tab is worth a connection: always on the desktop, else while it is seen or was a moment ago. */
export function useAwake(): boolean {
  const [awake, setAwake] = useState(true);
  useEffect(() => {
    if (theHost().kind === "desktop") return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const look = () => {
      clearTimeout(timer);
      if (document.visibilityState === "visible") setAwake(true);
      else timer = setTimeout(() => setAwake(false), REST_AFTER_MS);
    };
    document.addEventListener("visibilitychange", look);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, []);
  return awake;
}

export function LiveProvider({ children }: { children: ReactNode }) {
  const queries = useQueryClient();
  const { notification } = App.useApp();
  const [state, setState] = useState<LiveState>({ kind: "connecting" });
  const [epoch, setEpoch] = useState(0);
  const awake = useAwake();
  const bell = useRef(new EventTarget());

  useEffect(() => {
    if (!awake) return;
    const abort = new AbortController();
    let openedBefore = false;

    const onState = (next: LiveState) => {
      if (next.kind === "open") {
        if (openedBefore) setEpoch((epoch) => epoch + 1);
        openedBefore = true;
        // What happened while nobody listened is in the answers, not in the stream.
        queries.invalidateQueries({ queryKey: keys.overview });
        queries.invalidateQueries({ queryKey: keys.openings });
      }
      if (next.kind === "refused" && next.status === 401) theHost().session?.signOut("refused");
      setState(next);
    };

    const onBreaker = (frame: BreakerFrame) => {
      queries.invalidateQueries({ queryKey: keys.openings });
      const open = frame.state === "open";
      const title = text(open ? "toast.breakerOpen" : "toast.breakerClosed", { name: frame.name });
      const description = open
        ? text("toast.breakerOpen.detail", { cause: frame.cause ?? text("common.unknown") })
        : text("toast.breakerClosed.detail");
      notification[open ? "error" : "success"]({
        key: `breaker-${frame.targetId}`,
        title,
        description,
        duration: open ? 12 : 6,
        role: open ? "alert" : "status",
      });
      theHost().notify?.(title, description);
    };

    keepLive({
      host: theHost(),
      path: "/api/v1/live?topics=pulse,breaker",
      signal: abort.signal,
      silenceMs: SILENCE_MS,
      hurry: bell.current,
      onState,
      onFrame: (frame) => {
        if (frame.event === "pulse") {
          const pulse: PulseFrame = JSON.parse(frame.data);
          queries.setQueryData<Overview>(keys.overview, (old) => old && withPulse(old, pulse));
        } else if (frame.event === "breaker") {
          onBreaker(JSON.parse(frame.data) as BreakerFrame);
        }
      },
    });
    return () => abort.abort();
  }, [awake, queries, notification]);

  const live = useMemo<Live>(
    () => ({ state, epoch, hurry: () => bell.current.dispatchEvent(new Event("hurry")) }),
    [state, epoch],
  );
  return <Context.Provider value={live}>{children}</Context.Provider>;
}
