/** Targets (推送设置): every receiving system, switched on and off here, edited a click away. */
import {
  CopyOutlined,
  DeleteOutlined,
  EditOutlined,
  PlusOutlined,
  SearchOutlined,
  UnorderedListOutlined,
} from "@ant-design/icons";
import { App, Button, Input, Switch, Tooltip } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router-dom";
import { ApiProblem } from "@/shared/api/problem";
import { useOverview, usePushTypes, useTargets } from "@/shared/api/queries";
import type { Pulse, Target } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { isHolding } from "@/shared/live/pulse";
import { Page } from "@/shared/parts/Page";
import { Asked, Empty } from "@/shared/parts/states";
import { BreakerTag } from "@/shared/parts/tags";
import { DeleteDialog } from "./DeleteDialog";
import { useTargetChange } from "./useTargetChange";
import "./targets.css";

export function matches(target: Target, text: string): boolean {
  const wanted = text.trim().toLowerCase();
  return [target.name, target.identifier, target.server.authority].some((word) =>
    word.toLowerCase().includes(wanted),
  );
}

export default function TargetsScreen() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const targets = useTargets();
  const [search, setSearch] = useSearchParams();
  const text = search.get("text") ?? "";
  const setText = (next: string) => setSearch(next ? { text: next } : {}, { replace: true });
  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate("/targets/new")}>
      {t("targets.create")}
    </Button>
  );
  return (
    <Page
      title={t("targets.title")}
      lede={t("targets.lede")}
      actions={
        <>
          <Input
            allowClear
            prefix={<SearchOutlined className="dim" />}
            placeholder={t("targets.search")}
            aria-label={t("targets.search")}
            value={text}
            onChange={(event) => setText(event.target.value)}
            style={{ width: 240 }}
          />
          {create}
        </>
      }
    >
      <section className="panel">
        <Asked query={targets}>
          {(all) => {
            const shown = all.filter((target) => matches(target, text));
            if (all.length === 0) {
              return (
                <Empty title={t("targets.empty.title")} detail={t("targets.empty.detail")} action={create} />
              );
            }
            if (shown.length === 0) {
              return (
                <Empty
                  title={t("targets.noMatch", { text })}
                  action={<Button onClick={() => setText("")}>{t("targets.clearSearch")}</Button>}
                />
              );
            }
            return <TargetList targets={shown} />;
          }}
        </Asked>
      </section>
    </Page>
  );
}

function TargetList({ targets }: { targets: Target[] }) {
  const { t, pick } = useTexts();
  const overview = useOverview();
  const suites = usePushTypes();
  const [deleting, setDeleting] = useState<Target | null>(null);
  const pulses = useMemo(
    () => new Map(overview.data?.targets.map((pulse) => [pulse.targetId, pulse])),
    [overview.data],
  );
  return (
    <div className="grid-scroll">
      <table className="grid">
        <thead>
          <tr>
            <th>{t("targets.col.enabled")}</th>
            <th>{t("targets.col.name")}</th>
            <th>{t("targets.col.type")}</th>
            <th>{t("targets.col.server")}</th>
            <th>{t("targets.col.breaker")}</th>
            <th className="right">{t("targets.col.backlog")}</th>
            <th className="right">{t("targets.col.actions")}</th>
          </tr>
        </thead>
        <tbody>
          {targets.map((target) => (
            <TargetRow
              key={target.id}
              target={target}
              pulse={pulses.get(target.id)}
              typeName={
                pick(suites.data?.find((suite) => suite.pushType === target.pushType)?.name) ||
                target.pushType
              }
              onDelete={() => setDeleting(target)}
            />
          ))}
        </tbody>
      </table>
      <DeleteDialog target={deleting} onClose={() => setDeleting(null)} />
    </div>
  );
}

interface TargetRowProps {
  target: Target;
  pulse: Pulse | undefined;
  typeName: string;
  onDelete: () => void;
}

function TargetRow({ target, pulse, typeName, onDelete }: TargetRowProps) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const change = useTargetChange();
  const [busy, setBusy] = useState(false);

  const trouble = pulse?.blocked ?? (pulse && pulse.breaker.state !== "closed" ? pulse.breaker.cause : null);

  const enable = async (enabled: boolean) => {
    setBusy(true);
    try {
      await change.enable(target.id, enabled);
      message.success(t(enabled ? "targets.enabled" : "targets.disabled", { name: target.name }));
    } catch (error) {
      message.error(
        error instanceof ApiProblem ? `${error.code}: ${error.message}` : t("state.unreachable.title"),
      );
    } finally {
      setBusy(false);
    }
  };

  return (
    <tr className={pulse && isHolding(pulse.breaker.state) ? "grid-bad" : undefined}>
      <td>
        <Switch
          size="small"
          checked={target.enabled}
          loading={busy}
          onChange={(next) => void enable(next)}
          aria-label={t("targets.enable", { name: target.name })}
        />
      </td>
      <td>
        <Link to={`/targets/${target.id}`} className="strong">
          {target.name}
        </Link>
        <div className="dim mono">{target.identifier}</div>
      </td>
      <td>{typeName}</td>
      <td className="mono wrap">
        {target.server.scheme}://{target.server.authority}
        {target.server.basePath}
      </td>
      <td>
        {pulse ? (
          <BreakerTag breaker={pulse.breaker} enabled={target.enabled} blocked={pulse.blocked} />
        ) : (
          <span className="dim">–</span>
        )}
        {trouble && (
          <div className="dim target-cause" title={trouble}>
            {trouble}
          </div>
        )}
      </td>
      <td className="right num">{pulse ? count(pulse.counts.pending) : "–"}</td>
      <td className="right nowrap">
        <Action
          label={t("common.edit")}
          icon={<EditOutlined />}
          onClick={() => navigate(`/targets/${target.id}`)}
        />
        <Action
          label={t("targets.log")}
          icon={<UnorderedListOutlined />}
          onClick={() => navigate(`/log?targetId=${target.id}`)}
        />
        <Action
          label={t("targets.copy")}
          icon={<CopyOutlined />}
          onClick={() => navigate(`/targets/new/copy?from=${target.id}`)}
        />
        <Action label={t("targets.delete")} icon={<DeleteOutlined />} onClick={onDelete} danger />
      </td>
    </tr>
  );
}

interface ActionProps {
  label: string;
  icon: ReactNode;
  onClick: () => void;
  danger?: boolean;
}

function Action({ label, icon, onClick, danger }: ActionProps) {
  return (
    <Tooltip title={label} mouseEnterDelay={0.4}>
      <Button type="text" icon={icon} aria-label={label} onClick={onClick} danger={danger} />
    </Tooltip>
  );
}
