/** Fields drawn from a push type's own description of its parameters and protocol settings. */
import { UndoOutlined } from "@ant-design/icons";
import { Button, Form, Input, InputNumber, Select, Switch } from "antd";
import type { ParamSpec } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { Fold } from "./Fold";
import { PairsField } from "./PairsField";
import { SecretField } from "./SecretField";
import { isChanged, isEssential, isLong } from "./wire";
import "./fields.css";

type Texts = ReturnType<typeof useTexts>;

/** The parameters of a push type. The short form folds those that need not be given. */
export function ParamFields({ specs, short }: { specs: ParamSpec[]; short: boolean }) {
  const { t } = useTexts();
  const asked = short ? specs.filter((spec) => spec.required) : specs;
  const rest = short ? specs.filter((spec) => !spec.required) : [];
  return (
    <>
      <div className="form-columns">
        {asked.map((spec) => (
          <ParamField key={spec.name} spec={spec} />
        ))}
      </div>
      {rest.length > 0 && (
        <Fold title={t("form.more.params", { n: rest.length })}>
          <div className="form-columns">
            {rest.map((spec) => (
              <ParamField key={spec.name} spec={spec} />
            ))}
          </div>
        </Fold>
      )}
    </>
  );
}

function ParamField({ spec }: { spec: ParamSpec }) {
  const { t, pick } = useTexts();
  const isSwitch = spec.kind === "flag";
  return (
    <Form.Item
      className={isLong(spec) || spec.kind === "pairs" ? "form-wide" : undefined}
      name={["params", spec.name]}
      label={<Label spec={spec} />}
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
      {isSwitch ? <Switch /> : input(spec, defaultText(spec, t, pick), t)}
    </Form.Item>
  );
}

/**
 * The wire details of a push type. Each shows the value that holds, its default too; one that was changed is marked and
 * goes back to its default at a click. Only what was changed is stored.
 */
export function WireFields({ specs }: { specs: ParamSpec[] }) {
  return (
    <div className="form-columns">
      {specs.map((spec) => (
        <WireField key={spec.name} spec={spec} />
      ))}
    </div>
  );
}

function WireField({ spec }: { spec: ParamSpec }) {
  const { t, pick } = useTexts();
  const form = Form.useFormInstance();
  const name = ["protocol", spec.name];
  const essential = isEssential(spec);
  // Without a default there is nothing to differ from.
  const changed = isChanged(spec, Form.useWatch(name)) && !essential;
  const preset = spec.default;
  return (
    <Form.Item
      className={isLong(spec) || spec.kind === "pairs" ? "form-wide" : undefined}
      name={name}
      label={
        <>
          <Label spec={spec} />
          {changed && (
            <span className="wire-changed">
              <span className="wire-mark">{t("form.wire.changed")}</span>
              <Button
                type="link"
                size="small"
                icon={<UndoOutlined />}
                onClick={() => form.setFieldValue(name, undefined)}
                aria-label={t("form.wire.resetOne", { name: pick(spec.label) })}
              >
                {t("form.wire.reset")}
              </Button>
            </span>
          )}
        </>
      }
      extra={
        <>
          {pick(spec.help)}
          {changed && <div>{defaultText(spec, t, pick) ?? t("form.wire.defaultEmpty")}</div>}
        </>
      }
      required={essential}
      rules={essential ? [{ validator: filledIn(t("field.REQUIRED")) }] : []}
      validateTrigger={[]}
      getValueProps={(value: unknown) => ({ value: value ?? preset ?? undefined })}
      normalize={(value: unknown) => (isChanged(spec, value) ? value : undefined)}
    >
      {input(spec, undefined, t)}
    </Form.Item>
  );
}

function Label({ spec }: { spec: ParamSpec }) {
  const { pick } = useTexts();
  return (
    <span>
      {pick(spec.label)} {pick(spec.label) !== spec.name && <span className="dim mono">{spec.name}</span>}
    </span>
  );
}

/** A stored secret counts as filled in. */
function filledIn(complaint: string) {
  return (_: unknown, value: unknown) =>
    value === undefined || value === null || (typeof value === "string" && value.trim() === "")
      ? Promise.reject(new Error(complaint))
      : Promise.resolve();
}

function defaultText(spec: ParamSpec, t: Texts["t"], pick: Texts["pick"]): string | undefined {
  if (spec.default === null || spec.default === undefined || spec.default === "") return undefined;
  if (typeof spec.default === "boolean")
    return t("form.default", { value: spec.default ? t("common.yes") : t("common.no") });
  if (typeof spec.default === "object") return undefined;
  if (isLong(spec)) return t("form.wire.defaultLong");
  const choice = spec.choices.find((one) => one.value === spec.default);
  return t("form.default", { value: choice ? pick(choice.label) : String(spec.default) });
}

function input(spec: ParamSpec, placeholder: string | undefined, t: Texts["t"]) {
  if (spec.secret) return <SecretField />;
  switch (spec.kind) {
    case "flag":
      return (
        <Select
          options={[
            { value: true, label: t("common.yes") },
            { value: false, label: t("common.no") },
          ]}
        />
      );
    case "choice":
      return <ChoiceField spec={spec} placeholder={placeholder} />;
    case "number":
      return <InputNumber placeholder={placeholder} precision={0} style={{ width: "100%" }} />;
    case "pairs":
      return <PairsField />;
    case "url":
      return <Input placeholder={placeholder ?? "http://oa.example.com"} allowClear spellCheck={false} />;
    default:
      return isLong(spec) ? (
        <Input.TextArea
          className="mono"
          autoSize={{ minRows: 6, maxRows: 22 }}
          spellCheck={false}
          placeholder={placeholder}
        />
      ) : (
        <Input placeholder={placeholder} allowClear spellCheck={false} />
      );
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
      placeholder={placeholder}
      options={spec.choices.map((choice) => ({ value: choice.value, label: pick(choice.label) }))}
    />
  );
}
