/** Backups of the whole store: what there is, what is being made, and what is put back at the next start. */
import { SaveOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Progress } from "antd";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import { ApiProblem } from "@/shared/api/problem";
import type { Backups as AllBackups } from "@/shared/api/types";
import { bytes, moment, percent } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { CopyButton } from "@/shared/parts/copy";
import { Asked, Empty } from "@/shared/parts/states";
import { BackupList } from "./BackupList";
import { PlanForm } from "./PlanForm";
import "./backups.css";

const PATH = "/api/v1/system/backups";

export function Backups() {
  const backups = useQuery({
    queryKey: keys.backups,
    queryFn: ({ signal }) => api.get<AllBackups>(PATH, undefined, signal),
    // How far a backup is, is not part of the live stream.
    refetchInterval: ({ state }) => (state.data?.underWay ? 500 : 10_000),
  });
  return (
    <Asked query={backups}>
      {(all) => (
        <div className="backups">
          <Wanted all={all} />
          <Made all={all} />
          <PlanForm key={JSON.stringify(all.plan)} plan={all.plan} />
        </div>
      )}
    </Asked>
  );
}

/** What is put back when the program starts next. */
function Wanted({ all }: { all: AllBackups }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const forget = useMutation({
    mutationFn: () => api.delete("/api/v1/system/restore"),
    onSuccess: () => message.success(t("backups.wanted.forgotten")),
    onError: (error) =>
      message.error(error instanceof ApiProblem ? error.message : t("state.unreachable.title")),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.backups }),
  });
  if (!all.wanted) return null;
  const { backup, by, at } = all.wanted;
  return (
    <Alert
      type="warning"
      showIcon
      title={t("backups.wanted", { at: moment(backup.createdAt).slice(0, 19) })}
      description={t("backups.wanted.detail", { by, at: moment(at).slice(0, 19) })}
      action={
        <Button size="small" loading={forget.isPending} onClick={() => forget.mutate()}>
          {t("backups.wanted.forget")}
        </Button>
      }
    />
  );
}

function Made({ all }: { all: AllBackups }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const make = useMutation({
    mutationFn: () => api.post<void>(PATH, {}),
    onError: (error) =>
      message.error(error instanceof ApiProblem ? error.message : t("state.unreachable.title")),
    onSettled: () => queries.invalidateQueries({ queryKey: keys.backups }),
  });
  const now = (
    <Button
      type="primary"
      icon={<SaveOutlined />}
      disabled={all.underWay !== null}
      loading={make.isPending}
      onClick={() => make.mutate()}
    >
      {t("backups.make")}
    </Button>
  );
  return (
    <section className="panel" aria-labelledby="backups">
      <div className="panel-head">
        <div>
          <h2 id="backups">{t("backups.title")}</h2>
          <span className="dim">{t("backups.lede")}</span>
        </div>
        {now}
      </div>
      <div className="backups-place">
        <span className="dim">{t("backups.directory")}</span>
        <span className="mono path">{all.directory}</span>
        <CopyButton value={all.directory} />
      </div>
      {all.underWay && <UnderWay underWay={all.underWay} />}
      {all.failure && (
        <Alert
          className="backups-note"
          type="error"
          showIcon
          title={t("backups.failed", { at: moment(all.failure.at).slice(0, 19) })}
          description={all.failure.error}
        />
      )}
      {all.problem && (
        <Alert
          className="backups-note"
          type="error"
          showIcon
          title={t("backups.problem")}
          description={all.problem}
        />
      )}
      {all.items.length === 0 && !all.problem ? (
        <Empty compact title={t("backups.empty")} detail={t("backups.empty.detail")} />
      ) : (
        <BackupList backups={all.items} wanted={all.wanted?.backup.name ?? null} />
      )}
      {all.outcome && <Outcome outcome={all.outcome} />}
    </section>
  );
}

function UnderWay({ underWay }: { underWay: NonNullable<AllBackups["underWay"]> }) {
  const { t } = useTexts();
  const { copied, total } = underWay;
  const isCopied = copied >= total;
  return (
    <div className="backups-note" role="status">
      <div>
        {isCopied
          ? t("backups.underWay.checking")
          : t("backups.underWay", { copied: bytes(copied), total: bytes(total) })}
      </div>
      <Progress
        percent={total === 0 ? 0 : Math.min(100, Math.round((copied / total) * 100))}
        format={() => percent(Math.min(copied, total), total)}
        status="active"
      />
    </div>
  );
}

function Outcome({ outcome }: { outcome: NonNullable<AllBackups["outcome"]> }) {
  const { t } = useTexts();
  const said = { name: outcome.backup, at: moment(outcome.at).slice(0, 19) };
  if (outcome.error !== null) {
    return (
      <p className="backups-outcome state-bad">
        {t("backups.outcome.failed", { ...said, error: outcome.error })}
      </p>
    );
  }
  return (
    <p className="backups-outcome dim">
      {t("backups.outcome", { ...said, n: outcome.held, path: outcome.replacedStoreIn ?? "" })}
    </p>
  );
}
