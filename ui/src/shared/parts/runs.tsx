/** What a run is called, how far it is, and what it has done: for the list of runs and for those who begin one. */
import {
  CheckCircleFilled,
  ClearOutlined,
  ClockCircleOutlined,
  CloseCircleFilled,
  LoadingOutlined,
  MinusCircleFilled,
  PauseCircleFilled,
  SearchOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { Run, RunState, Tally } from "../api/types";
import { count } from "../format";
import { text, useTexts } from "../i18n";
import type { ToneName } from "../theme/palette";
import { Tag } from "./tags";
import "./runs.css";

const looks: Record<RunState, { tone: ToneName; icon: ReactNode }> = {
  choosing: { tone: "blue", icon: <SearchOutlined /> },
  cleaning: { tone: "blue", icon: <ClearOutlined /> },
  running: { tone: "blue", icon: <LoadingOutlined /> },
  initialised: { tone: "grey", icon: <ClockCircleOutlined /> },
  paused: { tone: "amber", icon: <PauseCircleFilled /> },
  done: { tone: "green", icon: <CheckCircleFilled /> },
  stopped: { tone: "grey", icon: <MinusCircleFilled /> },
  failed: { tone: "red", icon: <CloseCircleFilled /> },
};

export function isUnderWay(run: Pick<Run, "state">): boolean {
  return run.state === "choosing" || run.state === "cleaning" || run.state === "running";
}

export function RunStateTag({ state }: { state: RunState }) {
  const { t } = useTexts();
  return <Tag {...looks[state]}>{t(`run.state.${state}`)}</Tag>;
}

/** What a run counts, in the order in which it is told. */
export const tallyParts = [
  "sentAgain",
  "deleted",
  "overtaken",
  "waiting",
  "exhausted",
  "intercepted",
  "failed",
  "skipped",
  "added",
  "changed",
  "left",
  "removed",
  "found",
  "unread",
  "cleaned",
  "uncleaned",
  "duplicates",
] as const satisfies (keyof Tally)[];

type Told = Pick<Run, "kind" | "state" | "tally">;

/** What a run says that has done nothing. A synchronisation reads all before it changes anything. */
function nothingDone({ kind, state, tally }: Told): string {
  if (kind !== "synchronisation") return text("run.nothing");
  if (state === "done") return text("run.same");
  if (state === "failed" || state === "stopped") return text("run.untouched");
  return readSoFar(tally);
}

/** How far a synchronisation is. What the OA has of lists that were not begun is not known yet. */
export function readSoFar({ looked, total }: Tally): string {
  return total > looked
    ? text("run.readOf", { n: count(looked), total: count(total) })
    : text("run.read", { n: count(looked) });
}

/** What was done, in words; what did not happen is left out. */
export function RunTally({ run }: { run: Told }) {
  const { t } = useTexts();
  const { tally } = run;
  const done = tallyParts.filter((part) => tally[part] > 0);
  if (done.length === 0) return <span className="dim">{nothingDone(run)}</span>;
  return (
    <span className="run-tally">
      {done.map((part) => (
        <span key={part} title={t(`run.tally.${part}.help`)}>
          {t(`run.tally.${part}`)} <strong className="num">{count(tally[part])}</strong>
        </span>
      ))}
    </span>
  );
}
