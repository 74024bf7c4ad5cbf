/** Bound targets (绑定应用系统): each at most once; an address that another push address makes says which one. */
import { DeleteOutlined, LockOutlined, PlusOutlined } from "@ant-design/icons";
import { Button, Form, Select, Switch } from "antd";
import { Link } from "react-router-dom";
import type { StoredAddress, Target } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { type Complaints, idOf } from "./complaints";
import { type BindingRow, type Draft, nextKey } from "./draft";
import { type Channel, channels, freeChannels, holderOf } from "./holders";

interface BindingsPartProps {
  rows: BindingRow[];
  complaints: Complaints;
  own: number | null;
  all: StoredAddress[];
  targets: Target[];
  onChange: (part: Partial<Draft>, changed: string) => void;
}

export function BindingsPart({ rows, complaints, own, all, targets, onChange }: BindingsPartProps) {
  const { t } = useTexts();
  const rearrange = (bindings: BindingRow[]) => onChange({ bindings }, "/bindings");
  const edit = (at: number, part: Partial<BindingRow>) =>
    onChange(
      { bindings: rows.map((row, index) => (index === at ? { ...row, ...part } : row)) },
      `/bindings/${at}`,
    );
  const unused = targets.filter((target) => rows.every((row) => row.target !== target.id));
  return (
    <>
      {rows.length === 0 && (
        <p className="dim">
          {t(targets.length === 0 ? "addresses.bindings.noTargets" : "addresses.bindings.empty")}
        </p>
      )}
      {rows.map((row, at) => (
        <Row
          key={row.key}
          row={row}
          at={at}
          complaints={complaints}
          own={own}
          all={all}
          choices={targets.filter((target) => target.id === row.target || unused.includes(target))}
          onTarget={(target) => edit(at, { target, ...freeChannels(all, own, target) })}
          onChannel={(channel, on) => edit(at, { [channel]: on })}
          onRemove={() => rearrange(rows.filter((one) => one !== row))}
        />
      ))}
      <Button
        icon={<PlusOutlined />}
        disabled={unused.length === 0 || rows.some((row) => row.target === null)}
        onClick={() =>
          rearrange([...rows, { key: nextKey(), target: null, pc: false, app: false, adaptive: false }])
        }
      >
        {t("addresses.bindings.add")}
      </Button>
      {unused.length === 0 && targets.length > 0 && (
        <span className="dim addresses-all-bound">{t("addresses.bindings.all")}</span>
      )}
    </>
  );
}

interface RowProps {
  row: BindingRow;
  at: number;
  complaints: Complaints;
  own: number | null;
  all: StoredAddress[];
  choices: Target[];
  onTarget: (target: number) => void;
  onChannel: (channel: Channel, on: boolean) => void;
  onRemove: () => void;
}

function Row({ row, at, complaints, own, all, choices, onTarget, onChannel, onRemove }: RowProps) {
  const { t } = useTexts();
  const pointer = `/bindings/${at}`;
  const words = complaints[`${pointer}/target`];
  return (
    <fieldset
      className="addresses-binding"
      id={idOf(pointer)}
      tabIndex={-1}
      aria-label={t("addresses.binding.nth", { n: at + 1 })}
    >
      <Form.Item
        label={t("addresses.binding.target")}
        htmlFor={idOf(`${pointer}/target`)}
        required
        validateStatus={words ? "error" : undefined}
        help={words?.join("；")}
      >
        <Select
          id={idOf(`${pointer}/target`)}
          value={row.target ?? undefined}
          placeholder={t("addresses.binding.choose")}
          showSearch={{ optionFilterProp: "label" }}
          options={choices.map((target) => ({ value: target.id, label: target.name }))}
          onChange={onTarget}
        />
      </Form.Item>
      {channels.map((channel) => (
        <ChannelSwitch
          key={channel}
          channel={channel}
          id={idOf(`${pointer}/${channel}`)}
          row={row}
          holder={row.target === null ? null : holderOf(all, own, row.target, channel)}
          complaints={complaints[`${pointer}/${channel}`]}
          onChange={(on) => onChannel(channel, on)}
        />
      ))}
      <Button
        type="text"
        className="addresses-remove"
        icon={<DeleteOutlined />}
        aria-label={t("addresses.binding.remove", { n: at + 1 })}
        title={t("addresses.binding.remove", { n: at + 1 })}
        onClick={onRemove}
      />
      {complaints[pointer] && (
        <div className="addresses-row-complaint" role="alert">
          {complaints[pointer].join("；")}
        </div>
      )}
    </fieldset>
  );
}

interface ChannelSwitchProps {
  channel: Channel;
  id: string;
  row: BindingRow;
  holder: StoredAddress | null;
  complaints: string[] | undefined;
  onChange: (on: boolean) => void;
}

/** One that another push address makes can only be turned off here; the way there stands below it. */
function ChannelSwitch({ channel, id, row, holder, complaints, onChange }: ChannelSwitchProps) {
  const { t } = useTexts();
  const on = row[channel];
  return (
    <Form.Item
      label={t(`addresses.channel.${channel}`)}
      htmlFor={id}
      validateStatus={complaints ? "error" : undefined}
      help={complaints?.join("；")}
      extra={
        holder && (
          <span className="addresses-holder">
            <LockOutlined aria-hidden="true" /> {t("addresses.heldBy")}{" "}
            <Link to={`/addresses/${holder.id}`}>{holder.name}</Link>
          </span>
        )
      }
    >
      <Switch
        id={id}
        checked={on}
        disabled={row.target === null || (holder !== null && !on)}
        onChange={onChange}
      />
    </Form.Item>
  );
}
