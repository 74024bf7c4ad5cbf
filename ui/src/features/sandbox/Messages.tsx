/** The last raw messages that a receiver got, with its answers: the protocol, as it went over the wire. */
import {
  CheckCircleFilled,
  CloseCircleFilled,
  HistoryOutlined,
  InfoCircleOutlined,
  RightOutlined,
  WarningFilled,
} from "@ant-design/icons";
import { Collapse } from "antd";
import { type ReactNode, useState } from "react";
import type { ReceiverMessage } from "@/shared/api/types";
import { moment } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { Code } from "@/shared/parts/Code";
import { Asked } from "@/shared/parts/states";
import { Tag } from "@/shared/parts/tags";
import type { ToneName } from "@/shared/theme/palette";
import { useReceiverMessages } from "./queries";

const looks: Record<ReceiverMessage["verdict"], { tone: ToneName; icon: ReactNode }> = {
  accepted: { tone: "green", icon: <CheckCircleFilled /> },
  stale: { tone: "violet", icon: <HistoryOutlined /> },
  refused: { tone: "red", icon: <CloseCircleFilled /> },
  answered: { tone: "grey", icon: <InfoCircleOutlined /> },
  trouble: { tone: "amber", icon: <WarningFilled /> },
};

export function Messages({ receiver }: { receiver: string }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  // A message under reading must not slide away.
  const [reading, setReading] = useState(false);
  const messages = useReceiverMessages(receiver, open && !reading);
  return (
    <section className="panel">
      <h2 className="fold">
        <button type="button" aria-expanded={open} onClick={() => setOpen(!open)}>
          <RightOutlined rotate={open ? 90 : 0} aria-hidden="true" />
          {t("sandbox.receiver.messages")}
        </button>
      </h2>
      {open && (
        <Asked query={messages}>
          {(all) =>
            all.length === 0 ? (
              <p className="dim panel-body">{t("sandbox.receiver.messages.empty")}</p>
            ) : (
              <Collapse
                ghost
                size="small"
                onChange={(opened) => setReading(opened.length > 0)}
                items={withKeys(all).map(({ key, message }) => ({
                  key,
                  label: <MessageHead message={message} />,
                  children: (
                    <div className="message">
                      <div>
                        <h4>{t("detail.request")}</h4>
                        <Code body={message.request} />
                      </div>
                      <div>
                        <h4>{t("detail.response")}</h4>
                        <Code body={message.response} />
                      </div>
                    </div>
                  ),
                }))}
              />
            )
          }
        </Asked>
      )}
    </section>
  );
}

/** A message keeps its key while newer ones come in above it, or the one under reading would close. */
function withKeys(messages: ReceiverMessage[]): { key: string; message: ReceiverMessage }[] {
  const seen = new Map<string, number>();
  return messages
    .toReversed()
    .map((message) => {
      const name = [message.at, message.operation, message.requestId, message.person].join("/");
      const nth = (seen.get(name) ?? 0) + 1;
      seen.set(name, nth);
      return { key: `${name}/${nth}`, message };
    })
    .reverse();
}

function MessageHead({ message }: { message: ReceiverMessage }) {
  const { t } = useTexts();
  const look = looks[message.verdict];
  return (
    <div className="message-head">
      <span className="num dim">{moment(message.at).slice(11)}</span>
      <span className="mono ellipsis">{message.operation}</span>
      <span className="mono ellipsis">{message.requestId ?? ""}</span>
      <span className="mono dim ellipsis">{message.person ?? ""}</span>
      <Tag tone={look.tone} icon={look.icon}>
        {t(`sandbox.verdict.${message.verdict}`)}
      </Tag>
    </div>
  );
}
