/** Every channel with how it does, and a switch for each. */
import { EditOutlined } from "@ant-design/icons";
import { App, Button, Switch } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router-dom";
import { ApiProblem } from "@/shared/api/problem";
import type { AlertChannel, ChannelSpec } from "@/shared/api/types";
import { moment } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { MessageTag } from "./MessageTag";
import { useChannelChange } from "./queries";

export function ChannelTable({ channels, specs }: { channels: AlertChannel[]; specs: ChannelSpec[] }) {
  const { t } = useTexts();
  return (
    <div className="panel grid-scroll">
      <table className="grid" aria-label={t("alerts.tab.channels")}>
        <thead>
          <tr>
            <th>{t("alerts.col.enabled")}</th>
            <th>{t("alerts.col.name")}</th>
            <th>{t("alerts.col.tells")}</th>
            <th>{t("alerts.col.last")}</th>
            <th className="right">{t("alerts.col.actions")}</th>
          </tr>
        </thead>
        <tbody>
          {channels.map((channel) => (
            <Row key={channel.id} channel={channel} spec={specs.find(({ kind }) => kind === channel.kind)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Row({ channel, spec }: { channel: AlertChannel; spec: ChannelSpec | undefined }) {
  const { t, pick } = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const change = useChannelChange();
  const [busy, setBusy] = useState(false);
  const enable = async (enabled: boolean) => {
    setBusy(true);
    try {
      await change.enable(channel.id, enabled);
    } catch (error) {
      message.error(error instanceof ApiProblem ? error.message : t("state.unreachable.title"));
    } finally {
      setBusy(false);
    }
  };
  const last = channel.lastMessage;
  return (
    <tr>
      <td>
        <Switch
          size="small"
          checked={channel.enabled}
          loading={busy}
          onChange={(next) => void enable(next)}
          aria-label={t("alerts.enable", { name: channel.name })}
        />
      </td>
      <td>
        <Link to={`/alerts/${channel.id}`} className="strong">
          {channel.name}
        </Link>
        <div className="dim">{spec && pick(spec.name)}</div>
        {!channel.here && <div className="dim">{t("alerts.notHere")}</div>}
        {channel.enabled && channel.problem && (
          <div className="alerts-why">{t("alerts.problem", { why: channel.problem })}</div>
        )}
      </td>
      <td className="wrap">{channel.tells.map((kind) => t(`alertKind.${kind}`)).join("、")}</td>
      <td className="wrap">
        {last ? (
          <>
            <MessageTag state={last.state} /> <span className="num dim">{moment(last.createdAt)}</span>
            <div>{last.subject}</div>
            {last.remark && <div className="alerts-why">{last.remark}</div>}
          </>
        ) : (
          <span className="dim">{t("alerts.none")}</span>
        )}
      </td>
      <td className="right nowrap">
        <Button
          type="text"
          icon={<EditOutlined />}
          aria-label={`${t("common.edit")} ${channel.name}`}
          onClick={() => navigate(`/alerts/${channel.id}`)}
        />
      </td>
    </tr>
  );
}
