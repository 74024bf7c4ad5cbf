/** Puts a receiver into trouble, and says what to expect of it. */
import {
  CheckCircleOutlined,
  ClockCircleOutlined,
  DisconnectOutlined,
  FileUnknownOutlined,
  Html5Outlined,
  PoweroffOutlined,
  StopOutlined,
} from "@ant-design/icons";
import { App, InputNumber, Radio } from "antd";
import type { ReactNode } from "react";
import type { SandboxReceiver, TroubleKind } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { wordsOf } from "./OaPanel";
import { useSandboxChange } from "./queries";

const icons: Record<TroubleKind, ReactNode> = {
  none: <CheckCircleOutlined />,
  down: <PoweroffOutlined />,
  slow: <ClockCircleOutlined />,
  refuse: <StopOutlined />,
  htmlError: <Html5Outlined />,
  garbage: <FileUnknownOutlined />,
  cut: <DisconnectOutlined />,
};
const kinds = Object.keys(icons) as TroubleKind[];

/** What a trouble leads to: the OA is read from, a receiver is pushed to. */
const meaningOf = (receiver: SandboxReceiver) =>
  receiver.id === "oa" ? "sandbox.interface.trouble" : "sandbox.trouble";

export function Trouble({ receiver }: { receiver: SandboxReceiver }) {
  const { t, pick } = useTexts();
  const { message } = App.useApp();
  const { setTrouble } = useSandboxChange();
  const { kind, delayMs } = receiver.trouble;
  const set = (next: TroubleKind, delay?: number) =>
    setTrouble.mutate(
      { id: receiver.id, kind: next, ...(delay === undefined ? {} : { delayMs: delay }) },
      {
        onSuccess: () =>
          message.success(
            t("sandbox.trouble.set", {
              receiver: pick(receiver.name),
              trouble: t(`sandbox.trouble.${next}`),
            }),
          ),
        onError: (error) => message.error(wordsOf(error)),
      },
    );
  return (
    <div className={kind === "none" ? "trouble" : "trouble trouble-on"}>
      <span className="trouble-label">{t("sandbox.trouble")}</span>
      <Radio.Group
        optionType="button"
        buttonStyle="solid"
        value={kind}
        onChange={(event) => set(event.target.value)}
        disabled={setTrouble.isPending}
        aria-label={t("sandbox.trouble")}
      >
        {kinds.map((one) => (
          <Radio.Button key={one} value={one}>
            <span aria-hidden="true">{icons[one]}</span> {t(`sandbox.trouble.${one}`)}
          </Radio.Button>
        ))}
      </Radio.Group>
      {kind === "slow" && (
        <InputNumber
          min={0}
          max={120_000}
          step={500}
          value={delayMs}
          onChange={(delay) => {
            if (delay !== null) set("slow", delay);
          }}
          prefix={t("sandbox.trouble.delay")}
          suffix={t("sandbox.trouble.ms")}
          aria-label={t("sandbox.trouble.delay")}
          style={{ width: 160 }}
        />
      )}
      <span className="trouble-meaning">{t(`${meaningOf(receiver)}.${kind}.meaning`)}</span>
    </div>
  );
}
