/**
 * What a target for this receiver is set up with: whoever wants to go the whole way by hand makes a second target with
 * it. The account is a simulated one, so its secrets are shown.
 */
import { useState } from "react";
import type { SandboxReceiver } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { CopyButton } from "@/shared/parts/copy";
import { Failure, Loading } from "@/shared/parts/states";
import { useAccount } from "./queries";

export function Account({ receiver }: { receiver: SandboxReceiver }) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <details className="panel account" open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <strong>{t("sandbox.account.title")}</strong>
        <span className="account-hint">{t("sandbox.account.hint")}</span>
      </summary>
      {open && <Values receiver={receiver.id} />}
    </details>
  );
}

function Values({ receiver }: { receiver: string }) {
  const { t } = useTexts();
  const account = useAccount(receiver);
  if (account.isPending) return <Loading />;
  if (account.isError) return <Failure error={account.error} onRetry={() => account.refetch()} />;
  const { pushType, authority, personKey, values } = account.data;
  const rows = [
    { name: t("sandbox.account.pushType"), value: pushType },
    { name: t("sandbox.account.server"), value: `http://${authority}` },
    { name: t("sandbox.account.personKey"), value: personKey },
    ...values,
  ];
  return (
    <dl className="account-values">
      {rows.map((row) => (
        <div key={row.name}>
          <dt>{row.name}</dt>
          <dd className="mono">
            <span>{row.value}</span>
            <CopyButton value={row.value} />
          </dd>
        </div>
      ))}
    </dl>
  );
}
