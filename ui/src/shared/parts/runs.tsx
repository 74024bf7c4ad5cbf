/** What a run is called, how far it is, and what it has done: for the list of runs and for those who begin one. */
import {
  CheckCircleFilled,
  CloseCircleFilled,
  LoadingOutlined,
  MinusCircleFilled,
  SearchOutlined,
} from "@ant-design/icons";
import type { ReactNode } from "react";
import type { Run, RunState, Tally } from "../api/types";
import { count } from "../format";
import { useTexts } from "../i18n";
import type { ToneName } from "../theme/palette";
import { Tag } from "./tags";
import "./runs.css";

const looks: Record<RunState, { tone: ToneName; icon: ReactNode }> = {
  choosing: { tone: "blue", icon: <SearchOutlined /> },
  running: { tone: "blue", icon: <LoadingOutlined /> },
  done: { tone: "green", icon: <CheckCircleFilled /> },
  stopped: { tone: "grey", icon: <MinusCircleFilled /> },
  failed: { tone: "red", icon: <CloseCircleFilled /> },
};

export function isUnderWay(run: Pick<Run, "state">): boolean {
  return run.state === "choosing" || run.state === "running";
}

export function RunStateTag({ state }: { state: RunState }) {
  const { t } = useTexts();
  return <Tag {...looks[state]}>{t(`run.state.${state}`)}</Tag>;
}

const parts = [
  "sentAgain",
  "deleted",
  "overtaken",
  "waiting",
  "exhausted",
  "intercepted",
  "failed",
  "skipped",
] as const satisfies (keyof Tally)[];

/** What was done, in words; what did not happen is left out. */
export function RunTally({ tally }: { tally: Tally }) {
  const { t } = useTexts();
  const done = parts.filter((part) => tally[part] > 0);
  if (done.length === 0) return <span className="dim">{t("run.nothing")}</span>;
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
