/** When the organisation was last read from the OA, and what came of it, in one quiet line. */
import { Link } from "react-router-dom";
import type { Run } from "@/shared/api/types";
import { clock } from "@/shared/format";
import { useNow } from "@/shared/format/useNow";
import { useTexts } from "@/shared/i18n";
import { RunStateTag, RunTally } from "@/shared/parts/runs";

export function LastSynchronisation({ run }: { run: Run }) {
  const { t } = useTexts();
  const now = useNow(30_000);
  return (
    <div className="last-sync">
      <Link to="/runs?kind=synchronisation">
        {t("sync.last", { at: clock(run.finishedAt ?? run.startedAt, now) })}
      </Link>
      <RunStateTag state={run.state} />
      <RunTally run={run} />
      {run.error && (
        <span className={run.state === "done" ? "dim ellipsis" : "ink-red ellipsis"} title={run.error}>
          {run.error}
        </span>
      )}
    </div>
  );
}
