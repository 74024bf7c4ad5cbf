/** Every channel with how it does, and a switch for each. */
import { EditOutlined } from "@ant-design/icons";
import { App, Button, Switch } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router-dom";
import { ApiProblem } from "@/shared/api/problem";
import type { AlertChannel, ChannelSpec } from "@/shared/api/types";
import { age, moment } from "@/shared/format";
import { useNow } from "@/shared/format/useNow";
import { useTexts } from "@/shared/i18n";
import { wordsOf } from "./complaints";
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
  const { t, pick, language } = useTexts();
  const now = useNow(10_000);
  const { message } = App.useApp();
  const navigate = useNavigate();
  const change = useChannelChange();
  const [busy, setBusy] = useState(false);
  const enable = async (enabled: boolean) => {
    setBusy(true);
    try {
      await change.enable(channel.id, enabled);
      message.success(t(enabled ? "alerts.switchedOn" : "alerts.switchedOff", { name: channel.name }));
    } catch (error) {
      if (!(error instanceof ApiProblem)) return message.error(t("state.unreachable.title"));
      const [field] = error.fields;
      message.error(field ? wordsOf(field) : error.message);
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
      <td className="wrap">
        {channel.tells.map((kind) => t(`alertKind.${kind}`)).join(language === "zh" ? "、" : ", ")}
      </td>
      <td className="wrap">
        {last ? (
          <>
            <MessageTag state={last.state} />{" "}
            <span className="num dim" title={moment(last.createdAt)}>
              {t("alerts.ago", { age: age(last.createdAt, now) })}
            </span>
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
