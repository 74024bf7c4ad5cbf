/** Fields drawn from a push type's own description of its parameters and protocol settings. */
import { Form, Input, InputNumber, Select, Switch } from "antd";
import type { ParamSpec } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { PairsField } from "./PairsField";
import { SecretField } from "./SecretField";

interface ParamFieldsProps {
  group: "params" | "protocol";
  specs: ParamSpec[];
}

export function ParamFields({ group, specs }: ParamFieldsProps) {
  return (
    <div className="form-columns">
      {specs.map((spec) => (
        <ParamField key={spec.name} group={group} spec={spec} />
      ))}
    </div>
  );
}

function ParamField({ group, spec }: { group: ParamFieldsProps["group"]; spec: ParamSpec }) {
  const { t, pick } = useTexts();
  const isSwitch = spec.kind === "flag" && group === "params";
  const wide = spec.kind === "pairs";
  const label = (
    <span>
      {pick(spec.label)} {pick(spec.label) !== spec.name && <span className="dim mono">{spec.name}</span>}
    </span>
  );
  return (
    <Form.Item
      className={wide ? "form-wide" : undefined}
      name={[group, spec.name]}
      label={label}
      extra={
        <>
          {pick(spec.help)}
          {spec.secret && <div>{t("form.secret.help")}</div>}
        </>
      }
      required={spec.required}
      rules={spec.required && !isSwitch ? [{ validator: filledIn(t("field.REQUIRED")) }] : []}
      valuePropName={isSwitch ? "checked" : "value"}
      validateTrigger={[]}
    >
      {input(spec, isSwitch, defaultText(spec, t, pick), t)}
    </Form.Item>
  );
}

/** A stored secret counts as filled in. */
function filledIn(complaint: string) {
  return (_: unknown, value: unknown) =>
    value === undefined || value === null || (typeof value === "string" && value.trim() === "")
      ? Promise.reject(new Error(complaint))
      : Promise.resolve();
}

type Texts = ReturnType<typeof useTexts>;

function defaultText(spec: ParamSpec, t: Texts["t"], pick: Texts["pick"]): string | undefined {
  if (spec.default === null || spec.default === undefined || spec.default === "") return undefined;
  if (typeof spec.default === "boolean")
    return t("form.default", { value: spec.default ? t("common.yes") : t("common.no") });
  if (typeof spec.default === "object") return undefined;
  const choice = spec.choices.find((one) => one.value === spec.default);
  return t("form.default", { value: choice ? pick(choice.label) : String(spec.default) });
}

function input(spec: ParamSpec, isSwitch: boolean, placeholder: string | undefined, t: Texts["t"]) {
  if (spec.secret) return <SecretField />;
  if (isSwitch) return <Switch />;
  switch (spec.kind) {
    case "flag":
      return (
        <Select
          allowClear
          placeholder={placeholder}
          options={[
            { value: true, label: t("common.yes") },
            { value: false, label: t("common.no") },
          ]}
        />
      );
    case "choice":
      return <ChoiceField spec={spec} placeholder={placeholder} />;
    case "number":
      return <InputNumber placeholder={placeholder} style={{ width: "100%" }} />;
    case "pairs":
      return <PairsField />;
    default:
      return <Input placeholder={placeholder} allowClear spellCheck={false} />;
  }
}

interface ChoiceProps {
  spec: ParamSpec;
  placeholder: string | undefined;
  value?: string;
  onChange?: (value: string | undefined) => void;
  id?: string;
}

function ChoiceField({ spec, placeholder, ...field }: ChoiceProps) {
  const { pick } = useTexts();
  return (
    <Select
      {...field}
      allowClear={!spec.required}
      placeholder={placeholder}
      options={spec.choices.map((choice) => ({ value: choice.value, label: pick(choice.label) }))}
    />
  );
}
