/**
 * The simulated OA's own interfaces: where they listen and what came in, what goes wrong with the sign-on, and what
 * happens to the people whose organisation they give.
 */
import {
  DisconnectOutlined,
  KeyOutlined,
  SwapOutlined,
  UserAddOutlined,
  UserDeleteOutlined,
} from "@ant-design/icons";
import { App, Button, Switch } from "antd";
import type { ReactNode } from "react";
import type { InterfaceAction, SandboxInterface } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { CopyButton } from "@/shared/parts/copy";
import { Messages } from "./Messages";
import { Figure, wordsOf } from "./OaPanel";
import { useSandboxChange } from "./queries";
import { Trouble } from "./Trouble";

const counted = ["registered", "issued", "refused", "turnedAway"] as const;
const signOnActs = ["forgetTokens", "replaceKeys"] as const;
const peopleActs = ["join", "leave", "transfer"] as const;

const icons: Record<InterfaceAction, ReactNode> = {
  forgetTokens: <DisconnectOutlined />,
  replaceKeys: <KeyOutlined />,
  join: <UserAddOutlined />,
  leave: <UserDeleteOutlined />,
  transfer: <SwapOutlined />,
};

export function OaInterface({ oa }: { oa: SandboxInterface }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const { actOnInterface, setUnsteady } = useSandboxChange();
  const { door } = oa;
  const onError = (error: unknown) => message.error(wordsOf(error));
  const act = (action: InterfaceAction) =>
    actOnInterface.mutate(action, {
      onSuccess: ({ person }) =>
        message.success(t(`sandbox.interface.${action}.done`, { person: person ?? "" })),
      onError,
    });
  const buttons = (actions: readonly InterfaceAction[]) =>
    actions.map((action) => (
      <Button
        key={action}
        icon={icons[action]}
        title={t(`sandbox.interface.${action}.meaning`)}
        loading={actOnInterface.isPending && actOnInterface.variables === action}
        onClick={() => act(action)}
      >
        {t(`sandbox.interface.${action}`)}
      </Button>
    ));
  return (
    <>
      <section className="panel" aria-labelledby="oa-interface">
        <div className="panel-head">
          <div>
            <h2 id="oa-interface">{t("sandbox.interface")}</h2>
            <span className="dim">{t("sandbox.interface.lede")}</span>
          </div>
        </div>
        <div className="receiver">
          <dl className="figures">
            <div className="figure-address">
              <dt>{t("sandbox.receiver.address")}</dt>
              <dd className="mono">
                {door.address}
                <CopyButton value={door.address} />
              </dd>
            </div>
            <Figure label={t("sandbox.receiver.received")} value={count(door.received)} />
            <Figure label={t("sandbox.receiver.accepted")} value={count(door.accepted)} />
            <Figure
              label={t("sandbox.receiver.refused")}
              value={count(door.refused)}
              bad={door.refused > 0}
            />
          </dl>
          <Trouble receiver={door} />
          <div className="sign-ons">
            <span className="trouble-label">{t("sandbox.signOns")}</span>
            <dl>
              {counted.map((one) => (
                <div key={one} title={t(`sandbox.interface.${one}.meaning`)}>
                  <dt>{t(`sandbox.interface.${one}`)}</dt>
                  <dd className="num" data-count={one}>
                    {count(oa[one])}
                  </dd>
                </div>
              ))}
            </dl>
            {buttons(signOnActs)}
          </div>
          <div className="sign-ons">
            <span className="trouble-label">{t("sandbox.interface.people")}</span>
            {buttons(peopleActs)}
            <span className="unsteady">
              <Switch
                size="small"
                checked={oa.unsteady}
                loading={setUnsteady.isPending}
                aria-label={t("sandbox.interface.unsteady")}
                onChange={(unsteady) => setUnsteady.mutate(unsteady, { onError })}
              />
              <span title={t("sandbox.interface.unsteady.meaning")}>{t("sandbox.interface.unsteady")}</span>
            </span>
          </div>
        </div>
      </section>
      <Messages receiver={door.id} />
    </>
  );
}
