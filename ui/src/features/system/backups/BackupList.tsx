/** The backups that there are: checked, put back, deleted. */
import { ReloadOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import { ApiProblem } from "@/shared/api/problem";
import type { Backup } from "@/shared/api/types";
import { bytes, moment } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { CopyButton } from "@/shared/parts/copy";
import { Tag } from "@/shared/parts/tags";

interface BackupListProps {
  backups: Backup[];
  /** The one that is put back at the next start. */
  wanted: string | null;
}

export function BackupList({ backups, wanted }: BackupListProps) {
  const { t } = useTexts();
  return (
    <div className="grid-scroll">
      <table className="grid">
        <thead>
          <tr>
            <th>{t("backups.at")}</th>
            <th className="right">{t("backups.size")}</th>
            <th>{t("backups.program")}</th>
            <th>SHA-256</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {backups.map((backup) => (
            <Row key={backup.name} backup={backup} isWanted={backup.name === wanted} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ backup, isWanted }: { backup: Backup; isWanted: boolean }) {
  const { t } = useTexts();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const path = `/api/v1/system/backups/${encodeURIComponent(backup.name)}`;
  const at = moment(backup.createdAt).slice(0, 19);
  const act = useMutation({
    mutationFn: (what: "check" | "restore" | "delete"): Promise<unknown> =>
      what === "delete" ? api.delete(path) : api.post(`${path}/${what}`, {}),
    onSuccess: (_, what) => message.success(t(`backups.${what}.done`, { at })),
    onError: (error) => {
      if (!(error instanceof ApiProblem)) return message.error(t("state.unreachable.title"));
      if (error.code !== "BACKUP_NOT_SOUND") return message.error(error.message);
      modal.error({ title: t("backups.notSound", { at }), content: error.message });
    },
    onSettled: () => queries.invalidateQueries({ queryKey: keys.backups }),
  });
  const ask = (what: "restore" | "delete") =>
    modal.confirm({
      title: t(`backups.${what}.title`, { at }),
      content: t(`backups.${what}.detail`),
      okText: t(`backups.${what}`),
      okButtonProps: { danger: true },
      cancelText: t("common.cancel"),
      onOk: () => act.mutateAsync(what).catch(() => undefined),
    });
  const isAt = (what: string) => act.isPending && act.variables === what;
  return (
    <tr>
      <td>
        <span className="strong num">{at}</span>{" "}
        {isWanted && (
          <Tag tone="amber" icon={<ReloadOutlined />}>
            {t("backups.isWanted")}
          </Tag>
        )}
        <div className="dim mono">{backup.name}</div>
      </td>
      <td className="num right">{bytes(backup.bytes)}</td>
      <td>
        {backup.program}
        <div className="dim">{t("backups.schema", { n: backup.schema })}</div>
      </td>
      <td className="mono">
        <span title={backup.sha256}>{backup.sha256.slice(0, 12)}…</span> <CopyButton value={backup.sha256} />
      </td>
      <td className="right nowrap row-acts">
        <Button size="small" loading={isAt("check")} onClick={() => act.mutate("check")}>
          {t("backups.check")}
        </Button>
        <Button size="small" disabled={isWanted} loading={isAt("restore")} onClick={() => ask("restore")}>
          {t("backups.restore")}
        </Button>
        <Button
          size="small"
          type="text"
          danger
          disabled={isWanted}
          loading={isAt("delete")}
          onClick={() => ask("delete")}
        >
          {t("backups.delete")}
        </Button>
      </td>
    </tr>
  );
}
