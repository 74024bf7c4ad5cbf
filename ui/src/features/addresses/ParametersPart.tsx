/** Parameters (数据对应关系): what is put into the query of the address, in this order. */
import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { Alert, Button, Form, Input, Select } from "antd";
import { Link } from "react-router-dom";
import { useSettings } from "@/shared/api/queries";
import type { EBridgeKey, ParameterValue, SystemParameter, SystemVariable } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { type Complaints, idOf } from "./complaints";
import {
  type Draft,
  eBridgeNames,
  moved,
  newParameter,
  type ParameterRow,
  valueKinds,
  withKind,
  withValue,
} from "./draft";

interface ParametersPartProps {
  rows: ParameterRow[];
  complaints: Complaints;
  onChange: (part: Partial<Draft>, changed: string) => void;
}

export function ParametersPart({ rows, complaints, onChange }: ParametersPartProps) {
  const { t } = useTexts();
  const settings = useSettings();
  const noBridge = settings.data !== undefined && settings.data.eBridge === null;
  // Complaints name rows by their place: once rows move, they would stand beside the wrong one.
  const rearrange = (parameters: ParameterRow[]) => onChange({ parameters }, "/parameters");
  const edit = (at: number, row: ParameterRow, field: string) =>
    onChange(
      { parameters: rows.map((one, index) => (index === at ? row : one)) },
      `/parameters/${at}${field}`,
    );
  return (
    <>
      {noBridge && (
        <Alert
          className="addresses-bridge"
          type="info"
          showIcon
          title={
            <>
              {t("addresses.eBridge.off")} <Link to="/system">{t("addresses.eBridge.settings")}</Link>
            </>
          }
        />
      )}
      {rows.length === 0 && <p className="dim">{t("addresses.parameters.empty")}</p>}
      {rows.map((row, at) => (
        <Row
          key={row.key}
          row={row}
          at={at}
          last={at === rows.length - 1}
          noBridge={noBridge}
          complaints={complaints}
          onEdit={(next, field) => edit(at, next, field)}
          onMove={(by) => rearrange(moved(rows, at, by))}
          onRemove={() => rearrange(rows.filter((one) => one !== row))}
        />
      ))}
      <Button icon={<PlusOutlined />} onClick={() => rearrange([...rows, newParameter()])}>
        {t("addresses.parameters.add")}
      </Button>
    </>
  );
}

interface RowProps {
  row: ParameterRow;
  at: number;
  last: boolean;
  noBridge: boolean;
  complaints: Complaints;
  onEdit: (row: ParameterRow, field: string) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

function Row({ row, at, last, noBridge, complaints, onEdit, onMove, onRemove }: RowProps) {
  const { t } = useTexts();
  const pointer = `/parameters/${at}`;
  const fixedName = row.value.kind === "eBridge";
  const said = (field: string) => {
    const words = complaints[`${pointer}${field}`];
    return { validateStatus: words ? ("error" as const) : undefined, help: words?.join("；") };
  };
  const nth = t("addresses.parameter.nth", { n: at + 1 });
  return (
    <fieldset className="addresses-parameter" aria-label={nth}>
      <span className="addresses-order">
        <Button
          type="text"
          size="small"
          icon={<ArrowUpOutlined />}
          disabled={at === 0}
          aria-label={t("addresses.parameter.up", { n: at + 1 })}
          title={t("addresses.parameter.up", { n: at + 1 })}
          onClick={() => onMove(-1)}
        />
        <Button
          type="text"
          size="small"
          icon={<ArrowDownOutlined />}
          disabled={last}
          aria-label={t("addresses.parameter.down", { n: at + 1 })}
          title={t("addresses.parameter.down", { n: at + 1 })}
          onClick={() => onMove(1)}
        />
      </span>
      <Form.Item
        label={t("addresses.parameter.name")}
        htmlFor={idOf(`${pointer}/name`)}
        required
        className="addresses-parameter-name"
        {...said("/name")}
        extra={fixedName ? t("addresses.parameter.fixedName") : undefined}
      >
        <Input
          id={idOf(`${pointer}/name`)}
          value={row.name}
          disabled={fixedName}
          className="mono"
          spellCheck={false}
          autoComplete="off"
          title={fixedName ? row.name : undefined}
          onChange={(event) => onEdit({ ...row, name: event.target.value }, "/name")}
        />
      </Form.Item>
      <Form.Item label={t("addresses.parameter.value")} htmlFor={idOf(`${pointer}/kind`)} {...said("/value")}>
        <div className="addresses-value">
          <Select
            id={idOf(`${pointer}/kind`)}
            value={row.value.kind}
            aria-label={t("addresses.parameter.kind")}
            onChange={(kind) => onEdit(withKind(row, kind), "")}
            options={valueKinds.map((kind) => ({
              value: kind,
              label: t(`addresses.kind.${kind}`),
              disabled: kind === "eBridge" && noBridge,
              title: kind === "eBridge" && noBridge ? t("addresses.eBridge.off") : undefined,
            }))}
          />
          <Value
            id={idOf(`${pointer}/value`)}
            value={row.value}
            onChange={(value) => onEdit(withValue(row, value), "")}
          />
        </div>
      </Form.Item>
      <Form.Item
        label={t("addresses.parameter.remark")}
        htmlFor={idOf(`${pointer}/remark`)}
        {...said("/remark")}
      >
        <Input
          id={idOf(`${pointer}/remark`)}
          value={row.remark}
          placeholder={t("common.optional")}
          autoComplete="off"
          onChange={(event) => onEdit({ ...row, remark: event.target.value }, "/remark")}
        />
      </Form.Item>
      <Button
        type="text"
        className="addresses-remove"
        icon={<DeleteOutlined />}
        aria-label={t("addresses.parameter.remove", { n: at + 1 })}
        title={t("addresses.parameter.remove", { n: at + 1 })}
        onClick={onRemove}
      />
    </fieldset>
  );
}

const variables: SystemVariable[] = ["date", "time", "dateTime", "timestampMillis", "timestampSeconds"];
const parameters: SystemParameter[] = ["tenantKey", "requestId", "encodedUrl"];
const bridgeKeys: EBridgeKey[] = ["agent", "corp", "tenant"];

interface ValueProps {
  id: string;
  value: ParameterValue;
  onChange: (value: ParameterValue) => void;
}

function Value({ id, value, onChange }: ValueProps) {
  const { t } = useTexts();
  const label = t("addresses.parameter.value");
  switch (value.kind) {
    case "fixed":
      return (
        <Input
          id={id}
          value={value.text}
          aria-label={label}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange({ kind: "fixed", text: event.target.value })}
        />
      );
    case "systemVariable":
      return (
        <Select
          id={id}
          value={value.variable}
          aria-label={label}
          onChange={(variable) => onChange({ kind: "systemVariable", variable })}
          options={variables.map((one) => ({ value: one, label: t(`addresses.variable.${one}`) }))}
        />
      );
    case "systemParameter":
      return (
        <Select
          id={id}
          value={value.parameter}
          aria-label={label}
          onChange={(parameter) => onChange({ kind: "systemParameter", parameter })}
          options={parameters.map((one) => ({ value: one, label: t(`addresses.systemParameter.${one}`) }))}
        />
      );
    case "eBridge":
      return (
        <Select
          id={id}
          value={value.key}
          aria-label={label}
          onChange={(key) => onChange({ kind: "eBridge", key })}
          options={bridgeKeys.map((one) => ({
            value: one,
            label: t(`addresses.bridgeKey.${one}`),
            title: eBridgeNames[one],
          }))}
        />
      );
  }
}
