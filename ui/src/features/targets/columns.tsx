/** The columns of the list of targets. */
import { CopyOutlined, DeleteOutlined, EditOutlined, UnorderedListOutlined } from "@ant-design/icons";
import { App, Switch } from "antd";
import { type ReactNode, useState } from "react";
import { Link, useNavigate } from "react-router-dom";
import { ApiProblem } from "@/shared/api/problem";
import type { PushTypeSpec, Target } from "@/shared/api/types";
import { count } from "@/shared/format";
import { pick, text, useTexts } from "@/shared/i18n";
import { BreakerTag } from "@/shared/parts/tags";
import type { Column } from "@/shared/parts/VirtualTable";
import type { TargetRow } from "./filters";
import { useTargetChange } from "./useTargetChange";

interface TargetColumnsProps {
  suites: PushTypeSpec[];
  onCopy: (target: Target) => void;
  onDelete: (target: Target) => void;
}

const addressOf = ({ server }: Target) => `${server.scheme}://${server.authority}${server.basePath}`;

export function targetColumns({ suites, onCopy, onDelete }: TargetColumnsProps): Column<TargetRow>[] {
  const typeOf = ({ pushType }: Target) =>
    pick(suites.find((suite) => suite.pushType === pushType)?.name) || pushType;
  return [
    {
      key: "enabled",
      title: text("targets.col.enabled"),
      width: "52px",
      render: ({ target }) => <EnableSwitch target={target} />,
    },
    {
      key: "name",
      title: text("targets.col.name"),
      width: "minmax(150px, 1.2fr)",
      render: ({ target }) => (
        <div className="target-two">
          <Link
            to={`/targets/${target.id}`}
            className="strong"
            title={target.name}
            onClick={(event) => event.stopPropagation()}
          >
            {target.name}
          </Link>
          <div className="dim mono ellipsis">{target.identifier}</div>
        </div>
      ),
      plain: ({ target }) => target.name,
    },
    {
      key: "type",
      title: text("targets.col.type"),
      width: "minmax(110px, 0.8fr)",
      render: ({ target }) => (
        <div className="target-two">
          <div className="ellipsis" title={typeOf(target)}>
            {typeOf(target)}
          </div>
          {target.adapter && (
            <div className="dim mono ellipsis" title={target.adapter.class}>
              {target.adapter.class} v{target.adapter.version}
            </div>
          )}
        </div>
      ),
      plain: ({ target }) => typeOf(target),
    },
    {
      key: "server",
      title: text("targets.col.server"),
      width: "minmax(150px, 1.2fr)",
      render: ({ target }) => (
        <span className="mono" title={addressOf(target)}>
          {addressOf(target)}
        </span>
      ),
      plain: ({ target }) => addressOf(target),
    },
    {
      key: "breaker",
      title: text("targets.col.breaker"),
      width: "minmax(120px, 1fr)",
      render: (row) => <State {...row} />,
    },
    {
      key: "backlog",
      title: text("targets.col.backlog"),
      width: "64px",
      align: "right",
      render: ({ pulse }) => <span className="num">{pulse ? count(pulse.counts.pending) : "–"}</span>,
      plain: ({ pulse }) => String(pulse?.counts.pending ?? ""),
    },
    {
      key: "actions",
      title: text("targets.col.actions"),
      width: "136px",
      align: "right",
      render: ({ target }) => (
        <Actions target={target} onCopy={() => onCopy(target)} onDelete={() => onDelete(target)} />
      ),
    },
  ];
}

function State({ target, pulse }: TargetRow) {
  if (!pulse) return <span className="dim">–</span>;
  const trouble = pulse.blocked ?? (pulse.breaker.state === "closed" ? null : pulse.breaker.cause);
  return (
    <div className="target-two">
      <BreakerTag
        breaker={pulse.breaker}
        enabled={target.enabled}
        blocked={pulse.blocked}
        held={pulse.hold !== null}
      />
      {trouble && (
        <div className="dim target-cause" title={trouble}>
          {trouble}
        </div>
      )}
    </div>
  );
}

function EnableSwitch({ target }: { target: Target }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const change = useTargetChange();
  const [busy, setBusy] = useState(false);
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
    <Switch
      size="small"
      checked={target.enabled}
      loading={busy}
      onChange={(next, event) => {
        event.stopPropagation();
        void enable(next);
      }}
      aria-label={t("targets.enable", { name: target.name })}
    />
  );
}

interface ActionsProps {
  target: Target;
  onCopy: () => void;
  onDelete: () => void;
}

function Actions({ target, onCopy, onDelete }: ActionsProps) {
  const { t } = useTexts();
  const navigate = useNavigate();
  return (
    <>
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
      <Action label={t("targets.copy")} icon={<CopyOutlined />} onClick={onCopy} />
      <Action label={t("targets.delete")} icon={<DeleteOutlined />} onClick={onDelete} danger />
    </>
  );
}

interface ActionProps {
  label: string;
  icon: ReactNode;
  onClick: () => void;
  danger?: boolean;
}

/** A plain button with a plain title: components for each would make two hundred rows slow to scroll. */
function Action({ label, icon, onClick, danger }: ActionProps) {
  return (
    <button
      type="button"
      className={danger ? "row-action danger" : "row-action"}
      aria-label={label}
      title={label}
      onClick={(event) => {
        event.stopPropagation();
        onClick();
      }}
    >
      {icon}
    </button>
  );
}
