/** A new batch push of one of the two kinds; a real-time one needs the OA's own interfaces. */
import { Link, Navigate, useParams } from "react-router-dom";
import { useOa, useTargets } from "@/shared/api/queries";
import { useTexts } from "@/shared/i18n";
import { Page } from "@/shared/parts/Page";
import { Asked, Empty } from "@/shared/parts/states";
import type { Kind } from "./draft";
import { kindAt } from "./kinds";
import { TaskForm } from "./TaskForm";
import "../tasks.css";

export default function NewTaskScreen() {
  const kind = kindAt(useParams().kind);
  return kind ? <Screen key={kind} kind={kind} /> : <Navigate to="/tasks" replace />;
}

function Screen({ kind }: { kind: Kind }) {
  const { t } = useTexts();
  return (
    <Page
      plainTitle={t(`tasks.kind.${kind}`)}
      title={
        <>
          <Link to="/tasks">{t("tasks.title")}</Link> / {t(`tasks.kind.${kind}`)}
        </>
      }
      lede={t(`tasks.kind.${kind}.help`)}
    >
      {kind === "realTime" ? <WhenConnected /> : <WithTargets kind={kind} />}
    </Page>
  );
}

function WhenConnected() {
  const { t } = useTexts();
  const oa = useOa();
  return (
    <Asked query={oa}>
      {({ connection }) =>
        connection ? (
          <WithTargets kind="realTime" />
        ) : (
          <div className="panel">
            <Empty
              title={t("sync.notConnected")}
              detail={t("tasks.notConnected")}
              action={<Link to="/system/oa">{t("sync.toConnection")}</Link>}
            />
          </div>
        )
      }
    </Asked>
  );
}

function WithTargets({ kind }: { kind: Kind }) {
  const targets = useTargets();
  return <Asked query={targets}>{(all) => <TaskForm kind={kind} targets={all} />}</Asked>;
}
