/** One simulated receiver: what a chosen person now sees there, the switches for trouble, and its last messages. */
import type { SandboxReceiver } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { CopyButton } from "@/shared/parts/copy";
import { Account } from "./Account";
import { Messages } from "./Messages";
import { Figure } from "./OaPanel";
import { Portal } from "./Portal";
import { SignOns } from "./SignOns";
import { Trouble } from "./Trouble";

export function ReceiverPage({ receiver }: { receiver: SandboxReceiver }) {
  const { t } = useTexts();
  return (
    <>
      <section className="panel receiver">
        <dl className="figures">
          <div className="figure-address">
            <dt>{t("sandbox.receiver.address")}</dt>
            <dd className="mono">
              {receiver.address}
              <CopyButton value={receiver.address} />
            </dd>
          </div>
          <Figure label={t("sandbox.receiver.received")} value={count(receiver.received)} />
          <Figure label={t("sandbox.receiver.accepted")} value={count(receiver.accepted)} />
          <Figure
            label={t("sandbox.receiver.refused")}
            value={count(receiver.refused)}
            bad={receiver.refused > 0}
          />
          <Figure label={t("sandbox.receiver.todosNow")} value={count(receiver.todosNow)} />
        </dl>
        <Trouble receiver={receiver} />
        {receiver.signOns && <SignOns key={receiver.id} receiver={receiver} signOns={receiver.signOns} />}
      </section>
      <Account key={`account-${receiver.id}`} receiver={receiver} />
      <Portal key={receiver.id} receiver={receiver} />
      <Messages receiver={receiver.id} />
    </>
  );
}
