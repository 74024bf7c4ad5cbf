/** Push addresses (推送地址): every recipe, which targets follow it, and a switch for each. */
import { DeleteOutlined, EditOutlined, PlusOutlined } from "@ant-design/icons";
import { App, Button, Switch, Tooltip } from "antd";
import { type ReactNode, useState } from "react";
import { Link, useNavigate } from "react-router-dom";
import { ApiProblem } from "@/shared/api/problem";
import { useTargets } from "@/shared/api/queries";
import type { StoredAddress } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { Page } from "@/shared/parts/Page";
import { Asked, Empty } from "@/shared/parts/states";
import { Bound } from "./Bound";
import { DeleteDialog } from "./DeleteDialog";
import { useAddressChange, useAddresses } from "./queries";
import "./addresses.css";

export default function AddressesScreen() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const addresses = useAddresses();
  const create = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => navigate("/addresses/new")}>
      {t("addresses.create")}
    </Button>
  );
  return (
    <Page title={t("addresses.title")} lede={t("addresses.lede")} actions={create}>
      <section className="panel">
        <Asked query={addresses}>
          {(all) =>
            all.length === 0 ? (
              <Empty
                title={t("addresses.empty.title")}
                detail={t("addresses.empty.detail")}
                action={create}
              />
            ) : (
              <AddressList addresses={all} />
            )
          }
        </Asked>
      </section>
    </Page>
  );
}

function AddressList({ addresses }: { addresses: StoredAddress[] }) {
  const { t } = useTexts();
  const targets = useTargets();
  const [deleting, setDeleting] = useState<StoredAddress | null>(null);
  const nameOf = (id: number) => targets.data?.find((target) => target.id === id)?.name ?? `#${id}`;
  return (
    <div className="grid-scroll">
      <table className="grid">
        <thead>
          <tr>
            <th>{t("addresses.enabled")}</th>
            <th>{t("addresses.name")}</th>
            <th>{t("addresses.redirect")}</th>
            <th>{t("addresses.prefix")}</th>
            <th className="right">{t("addresses.col.parameters")}</th>
            <th>{t("addresses.col.bindings")}</th>
            <th className="right">{t("addresses.col.actions")}</th>
          </tr>
        </thead>
        <tbody>
          {addresses.map((address) => (
            <AddressRow
              key={address.id}
              address={address}
              nameOf={nameOf}
              onDelete={() => setDeleting(address)}
            />
          ))}
        </tbody>
      </table>
      <DeleteDialog address={deleting} nameOf={nameOf} onClose={() => setDeleting(null)} />
    </div>
  );
}

interface AddressRowProps {
  address: StoredAddress;
  nameOf: (target: number) => string;
  onDelete: () => void;
}

function AddressRow({ address, nameOf, onDelete }: AddressRowProps) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const change = useAddressChange();
  const [busy, setBusy] = useState(false);

  const enable = async (enabled: boolean) => {
    setBusy(true);
    try {
      await change.enable(address.id, enabled);
      message.success(t(enabled ? "addresses.switchedOn" : "addresses.switchedOff", { name: address.name }));
    } catch (error) {
      message.error(
        error instanceof ApiProblem ? `${error.code}: ${error.message}` : t("state.unreachable.title"),
      );
    } finally {
      setBusy(false);
    }
  };

  return (
    <tr>
      <td>
        <Switch
          size="small"
          checked={address.enabled}
          loading={busy}
          onChange={(next) => void enable(next)}
          aria-label={t("addresses.enable", { name: address.name })}
        />
      </td>
      <td>
        <Link to={`/addresses/${address.id}`} className="strong">
          {address.name}
        </Link>
      </td>
      <td className="nowrap">{t(address.redirect ? "common.on" : "common.off")}</td>
      <td className="mono wrap">{address.prefix || <span className="dim">–</span>}</td>
      <td className="right num">{address.parameters.length}</td>
      <td>
        {address.bindings.length === 0 ? (
          <span className="dim">{t("addresses.unbound")}</span>
        ) : (
          <ul className="addresses-bound">
            {address.bindings.map((binding) => (
              <li key={binding.target}>
                <Bound binding={binding} name={nameOf(binding.target)} />
              </li>
            ))}
          </ul>
        )}
      </td>
      <td className="right nowrap">
        <Action
          label={t("common.edit")}
          icon={<EditOutlined />}
          onClick={() => navigate(`/addresses/${address.id}`)}
        />
        <Action label={t("common.delete")} icon={<DeleteOutlined />} onClick={onDelete} danger />
      </td>
    </tr>
  );
}

interface ActionProps {
  label: string;
  icon: ReactNode;
  onClick: () => void;
  danger?: boolean;
}

function Action({ label, icon, onClick, danger }: ActionProps) {
  return (
    <Tooltip title={label} mouseEnterDelay={0.4}>
      <Button type="text" icon={icon} aria-label={label} onClick={onClick} danger={danger} />
    </Tooltip>
  );
}
