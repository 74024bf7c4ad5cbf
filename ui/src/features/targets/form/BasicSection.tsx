/**
 * Basics (基本信息): who the receiver is, where it is, and how it knows persons. The short form of a suite shows what only
 * the operator can know and folds the rest.
 */
import { Form, Input, Select, Switch } from "antd";
import { useSettings } from "@/shared/api/queries";
import type { AdapterClass, PersonKey, PushTypeSpec } from "@/shared/api/types";
import { Fold } from "@/shared/form/Fold";
import { BasePathField, ProxyField, ServerFields } from "@/shared/form/ServerFields";
import { useTexts } from "@/shared/i18n";
import { UnitPicker } from "@/shared/pickers/UnitPicker";
import { AdapterFields } from "./AdapterFields";
import { type Adapter, withCustom } from "./customType";
import type { AdapterDraft, Draft } from "./draft";

const personKeys: PersonKey[] = [
  "userId",
  "loginId",
  "workCode",
  "mobile",
  "email",
  "certificateNo",
  "externalId",
  "mapping",
];

interface BasicSectionProps {
  suites: PushTypeSpec[];
  suite: PushTypeSpec | undefined;
  classes: AdapterClass[];
  adapter: Adapter;
  /** Begun from a suite: asks for little. */
  short: boolean;
  onPushType: (suite: PushTypeSpec | undefined) => void;
  onAdapter: (draft: AdapterDraft) => void;
}

export function BasicSection(props: BasicSectionProps) {
  const { suite, short } = props;
  const { t } = useTexts();
  const required = [{ required: true, message: t("field.REQUIRED") }];
  const type = <PushTypeField {...props} />;
  const isE10 = suite?.pushType === "e10";
  const isCustom = suite?.pushType === "custom";
  return (
    <>
      <div className="form-columns">
        <Form.Item
          name="identifier"
          label={t("form.identifier")}
          extra={t("form.identifier.help")}
          rules={required}
          validateTrigger={[]}
        >
          <Input spellCheck={false} autoComplete="off" />
        </Form.Item>
        <Form.Item
          name="name"
          label={t("form.name")}
          extra={t("form.name.help")}
          rules={required}
          validateTrigger={[]}
        >
          <Input autoComplete="off" />
        </Form.Item>
        {!short && type}
        <Form.Item
          name="enabled"
          label={t("form.enabled")}
          extra={t("form.enabled.help")}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
        {short && <PersonKeyField />}
        {isCustom && (
          <AdapterFields classes={props.classes} adapter={props.adapter} onChoose={props.onAdapter} />
        )}
      </div>
      <ServerFields
        legend={t("form.server")}
        placeholder={isE10 ? "api.yunteams.cn" : "oa.example.com:8080"}
        help={isE10 && t("form.server.e10")}
        withoutBasePath={short}
      />
      {short ? (
        <Fold title={t("form.more.basic")}>
          <div className="form-columns">
            {type}
            <BasePathField />
            <ProxyField />
            <OrganizationField />
          </div>
        </Fold>
      ) : (
        <div className="form-columns">
          <PersonKeyField />
          <ProxyField />
          <OrganizationField />
        </div>
      )}
    </>
  );
}

function PushTypeField({ suites, suite, onPushType }: BasicSectionProps) {
  const { t, pick } = useTexts();
  const choices = withCustom(suites);
  return (
    <Form.Item
      name="pushType"
      label={t("form.pushType")}
      extra={
        suite &&
        suite.pushType !== "custom" && (
          <span className="class-name">
            {t("form.implementationClass")} <span className="mono">{suite.implementationClass}</span>
          </span>
        )
      }
      rules={[{ required: true, message: t("field.REQUIRED") }]}
      validateTrigger={[]}
    >
      <Select
        placeholder={t("form.pushType.placeholder")}
        options={choices.map((one) => ({ value: one.pushType, label: pick(one.name) }))}
        onChange={(value) => onPushType(choices.find((one) => one.pushType === value))}
      />
    </Form.Item>
  );
}

/** What each rule means is said for the chosen one, and for all while choosing. */
function PersonKeyField() {
  const { t } = useTexts();
  const key = Form.useWatch("personKey") as PersonKey | undefined;
  return (
    <Form.Item
      name="personKey"
      label={t("form.personKey")}
      extra={key ? `${t(`personKey.${key}.help`)} ${t("form.personKey.missing")}` : t("form.personKey.help")}
    >
      <Select
        listHeight={420}
        options={personKeys.map((one) => ({ value: one, label: t(`personKey.${one}`) }))}
        optionRender={(option) => (
          <div className="key-option">
            <div>{option.label}</div>
            <div className="dim">{t(`personKey.${option.value as PersonKey}.help`)}</div>
          </div>
        )}
      />
    </Form.Item>
  );
}

/** Only while decentralised administration is on (row T4); one that was set before must be able to go. */
function OrganizationField() {
  const { t } = useTexts();
  const settings = useSettings();
  const form = Form.useFormInstance<Draft>();
  const organization = Form.useWatch("organization", { form, preserve: true });
  const decentralized = settings.data?.decentralized ?? false;
  if (!decentralized && !organization) return null;
  return (
    <Form.Item
      name="organization"
      label={`${t("form.organization")}${t("form.optional")}`}
      extra={decentralized ? t("form.organization.help") : t("form.organization.off")}
    >
      <UnitPicker label={t("form.organization")} placeholder={t("form.organization.placeholder")} />
    </Form.Item>
  );
}
