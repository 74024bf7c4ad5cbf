/**
 * The sign-on of a receiver whose protocol has one: how often callers signed on, how long a token works, and the way to
 * lose all tokens at once, after which the next push must sign on again by itself.
 */
import { DisconnectOutlined } from "@ant-design/icons";
import { App, Button, InputNumber } from "antd";
import { useEffect, useState } from "react";
import type { SandboxReceiver } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { wordsOf } from "./OaPanel";
import { useSandboxChange } from "./queries";

const LONGEST = 86_400;
const counted = ["authorized", "issued", "refreshed", "refused", "turnedAway"] as const;

interface SignOnsProps {
  receiver: SandboxReceiver;
  signOns: NonNullable<SandboxReceiver["signOns"]>;
}

export function SignOns({ receiver, signOns }: SignOnsProps) {
  const { t, pick } = useTexts();
  const { message } = App.useApp();
  const { setTrouble, forgetSignOns } = useSandboxChange();
  const [seconds, setSeconds] = useState<number | null>(signOns.tokenSeconds);
  useEffect(() => setSeconds(signOns.tokenSeconds), [signOns.tokenSeconds]);
  const name = pick(receiver.name);
  const onError = (error: unknown) => message.error(wordsOf(error));
  // Only when typing is over: each digit on the way would be a lifetime of its own.
  const commit = () => {
    if (seconds === null) return setSeconds(signOns.tokenSeconds);
    if (seconds === signOns.tokenSeconds) return;
    setTrouble.mutate(
      { id: receiver.id, kind: receiver.trouble.kind, tokenSeconds: seconds },
      {
        onSuccess: () => message.success(t("sandbox.signOns.lifetime.set", { receiver: name, s: seconds })),
        onError,
      },
    );
  };
  const forget = () =>
    forgetSignOns.mutate(receiver.id, {
      onSuccess: () => message.success(t("sandbox.signOns.forgotten", { receiver: name })),
      onError,
    });
  return (
    <div className="sign-ons">
      <span className="trouble-label">{t("sandbox.signOns")}</span>
      <dl>
        {counted.map((one) => (
          <div key={one} title={t(`sandbox.signOns.${one}.meaning`)}>
            <dt>{t(`sandbox.signOns.${one}`)}</dt>
            <dd className="num" data-count={one}>
              {count(signOns[one])}
            </dd>
          </div>
        ))}
      </dl>
      <InputNumber
        min={1}
        max={LONGEST}
        precision={0}
        value={seconds}
        onChange={setSeconds}
        onBlur={commit}
        onPressEnter={commit}
        prefix={t("sandbox.signOns.lifetime")}
        suffix={t("sandbox.signOns.seconds")}
        aria-label={t("sandbox.signOns.lifetime")}
        disabled={setTrouble.isPending}
        style={{ width: 190 }}
      />
      <Button icon={<DisconnectOutlined />} loading={forgetSignOns.isPending} onClick={forget}>
        {t("sandbox.signOns.forget")}
      </Button>
    </div>
  );
}
