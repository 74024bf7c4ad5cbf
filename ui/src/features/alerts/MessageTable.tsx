/** What channels said, newest first: to whom, what came of it, and another try for what was not taken. */
import { ClearOutlined, RedoOutlined } from "@ant-design/icons";
import { App, Button, Select } from "antd";
import { useState } from "react";
import { useSearchParams } from "react-router-dom";
import { ApiProblem } from "@/shared/api/problem";
import type { AlertChannel, AlertMessage, MessageState } from "@/shared/api/types";
import { moment } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { Empty, Failure, Loading } from "@/shared/parts/states";
import { MessageTag } from "./MessageTag";
import { useChannelChange, useMessages } from "./queries";

const states: MessageState[] = ["waiting", "sent", "givenUp"];

export function MessageTable({ channels }: { channels: AlertChannel[] }) {
  const { t } = useTexts();
  const [search, setSearch] = useSearchParams();
  const channelId = Number(search.get("channelId")) || undefined;
  const state = states.find((known) => known === search.get("state"));
  const messages = useMessages({ channelId, state });
  const change = (name: string, value: string | number | undefined) =>
    setSearch(
      (now) => {
        const next = new URLSearchParams(now);
        if (value === undefined) next.delete(name);
        else next.set(name, String(value));
        return next;
      },
      { replace: true },
    );
  const filtered = channelId !== undefined || state !== undefined;
  const clear = (
    <Button icon={<ClearOutlined />} onClick={() => setSearch({ tab: "messages" }, { replace: true })}>
      {t("log.clear")}
    </Button>
  );
  const rows = messages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <>
      <div className="alerts-filter">
        <Select
          allowClear
          className="alerts-choice"
          aria-label={t("alerts.messages.channel")}
          placeholder={t("alerts.messages.allChannels")}
          value={channelId}
          onChange={(value) => change("channelId", value)}
          options={channels.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <Select
          allowClear
          className="alerts-choice"
          aria-label={t("alerts.messages.state")}
          placeholder={t("alerts.messages.allStates")}
          value={state}
          onChange={(value) => change("state", value)}
          options={states.map((value) => ({ value, label: t(`messageState.${value}`) }))}
        />
      </div>
      {messages.error && rows.length === 0 ? (
        <Failure error={messages.error} onRetry={() => void messages.refetch()} />
      ) : messages.isPending ? (
        <Loading rows={6} />
      ) : rows.length === 0 && filtered ? (
        <Empty
          title={t("alerts.messages.noMatch")}
          detail={t("alerts.messages.noMatch.detail")}
          action={clear}
        />
      ) : rows.length === 0 ? (
        <Empty title={t("alerts.messages.empty")} detail={t("alerts.messages.empty.detail")} />
      ) : (
        <div className="panel grid-scroll">
          <table className="grid" aria-label={t("alerts.tab.messages")}>
            <thead>
              <tr>
                <th>{t("alerts.messages.time")}</th>
                <th>{t("alerts.messages.channel")}</th>
                <th>{t("alerts.messages.state")}</th>
                <th>{t("alerts.messages.subject")}</th>
                <th>{t("alerts.messages.recipients")}</th>
                <th className="right">{t("alerts.col.actions")}</th>
              </tr>
            </thead>
            <tbody>
              {rows.map((message) => (
                <Row key={message.id} message={message} />
              ))}
            </tbody>
          </table>
          {messages.hasNextPage && (
            <div className="alerts-more">
              <Button loading={messages.isFetchingNextPage} onClick={() => void messages.fetchNextPage()}>
                {t("alerts.messages.more")}
              </Button>
            </div>
          )}
        </div>
      )}
    </>
  );
}

function Row({ message: row }: { message: AlertMessage }) {
  const { t, textOr } = useTexts();
  const { message } = App.useApp();
  const change = useChannelChange();
  const [open, setOpen] = useState(false);
  const [busy, setBusy] = useState(false);
  const retry = async () => {
    setBusy(true);
    try {
      await change.retry(row.id);
      message.success(t("alerts.messages.retried"));
    } catch (error) {
      message.error(
        error instanceof ApiProblem
          ? textOr(`problem.${error.code}`, error.message)
          : t("state.unreachable.title"),
      );
    } finally {
      setBusy(false);
    }
  };
  return (
    <tr>
      <td className="num nowrap">{moment(row.createdAt)}</td>
      <td>{row.channelName}</td>
      <td>
        <MessageTag state={row.state} />
        {row.tries > 1 && <span className="dim num"> {t("alerts.messages.tries", { n: row.tries })}</span>}
        {row.nextTryAt && row.tries > 0 && (
          <div className="dim num">{t("alerts.messages.next", { at: moment(row.nextTryAt) })}</div>
        )}
      </td>
      <td className="wrap alerts-said">
        <button type="button" className="alerts-subject" aria-expanded={open} onClick={() => setOpen(!open)}>
          {row.subject}
        </button>
        {open && <pre>{row.text}</pre>}
        {row.remark && <div className="alerts-why">{row.remark}</div>}
      </td>
      <td className="wrap">{row.recipients}</td>
      <td className="right nowrap">
        {row.state !== "sent" && (
          <Button size="small" icon={<RedoOutlined />} loading={busy} onClick={() => void retry()}>
            {t("alerts.messages.retry")}
          </Button>
        )}
      </td>
    </tr>
  );
}
