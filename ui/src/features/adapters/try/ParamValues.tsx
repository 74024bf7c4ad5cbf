/** Fields for the values of the declared parameters; a secret is never shown. */
import { LockOutlined } from "@ant-design/icons";
import { Button, Form, Input, InputNumber, Select, Switch } from "antd";
import type { ParamSpec, Target } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { isStored, type Values } from "./values";

interface ParamValuesProps {
  params: ParamSpec[];
  values: Values;
  target: Target | null;
  /** Complaints of the engine by the parameter's name. */
  complaints: Record<string, string>;
  onChange: (values: Values) => void;
}

export function ParamValues({ params, values, target, complaints, onChange }: ParamValuesProps) {
  const { t, pick } = useTexts();
  if (params.length === 0) return <p className="dim">{t("adapters.parameters.none")}</p>;
  const set = (name: string, value: unknown) => onChange({ ...values, [name]: value });
  return (
    <div className="adapter-fields">
      {params.map((param) => (
        <Form.Item
          key={param.name}
          label={
            <span>
              {pick(param.label)} <span className="dim mono">{param.name}</span>
            </span>
          }
          htmlFor={`try-${param.name}`}
          required={param.required}
          validateStatus={complaints[param.name] ? "error" : undefined}
          help={complaints[param.name]}
        >
          <Field
            param={param}
            value={values[param.name]}
            stored={target && isStored(target.params[param.name]) ? target : null}
            onChange={(value) => set(param.name, value)}
          />
        </Form.Item>
      ))}
    </div>
  );
}

interface FieldProps {
  param: ParamSpec;
  value: unknown;
  /** The target that has a stored secret for this parameter. */
  stored: Target | null;
  onChange: (value: unknown) => void;
}

function Field({ param, value, stored, onChange }: FieldProps) {
  const { pick } = useTexts();
  const id = `try-${param.name}`;
  if (param.secret) return <Secret id={id} param={param} value={value} stored={stored} onChange={onChange} />;
  switch (param.kind) {
    case "flag":
      return <Switch id={id} checked={value === true} onChange={onChange} />;
    case "choice":
      return (
        <Select
          id={id}
          value={typeof value === "string" ? value : undefined}
          allowClear={!param.required}
          onChange={onChange}
          options={param.choices.map((choice) => ({ value: choice.value, label: pick(choice.label) }))}
        />
      );
    case "number":
      return (
        <InputNumber
          id={id}
          value={typeof value === "number" ? value : null}
          onChange={onChange}
          style={{ width: "100%" }}
        />
      );
    default:
      return (
        <Input
          id={id}
          value={typeof value === "string" ? value : ""}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onChange(event.target.value)}
        />
      );
  }
}

function Secret({ id, param, value, stored, onChange }: FieldProps & { id: string }) {
  const { t } = useTexts();
  if (stored && isStored(value)) {
    return (
      <div className="adapter-secret">
        <span id={id}>
          <LockOutlined aria-hidden="true" /> {t("adapters.try.stored")}
        </span>
        <Button size="small" onClick={() => onChange("")}>
          {t("adapters.try.replace")}
        </Button>
      </div>
    );
  }
  return (
    <div className="adapter-secret">
      <Input.Password
        id={id}
        value={typeof value === "string" ? value : ""}
        autoComplete="new-password"
        onChange={(event) => onChange(event.target.value)}
      />
      {stored && (
        <Button size="small" onClick={() => onChange(stored.params[param.name])}>
          {t("adapters.try.keep")}
        </Button>
      )}
    </div>
  );
}
