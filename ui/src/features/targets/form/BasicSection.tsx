/** Basics (基本信息): who the receiver is, where it is, and how it knows persons. */
import { Form, Input, Select, Switch } from "antd";
import type { PersonKey, PushTypeSpec } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { readMapping } from "./draft";

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
  onPushType: (suite: PushTypeSpec | undefined) => void;
}

export function BasicSection({ suites, suite, onPushType }: BasicSectionProps) {
  const { t, pick } = useTexts();
  const personKey = Form.useWatch("personKey") as PersonKey | undefined;
  const required = [{ required: true, message: t("field.REQUIRED") }];
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
        <Form.Item
          name="pushType"
          label={t("form.pushType")}
          extra={
            suite && (
              <span className="class-name">
                {t("form.implementationClass")} <span className="mono">{suite.implementationClass}</span>
              </span>
            )
          }
          rules={required}
          validateTrigger={[]}
        >
          <Select
            options={suites.map((one) => ({ value: one.pushType, label: pick(one.name) }))}
            onChange={(value) => onPushType(suites.find((one) => one.pushType === value))}
          />
        </Form.Item>
        <Form.Item
          name="enabled"
          label={t("form.enabled")}
          extra={t("form.enabled.help")}
          valuePropName="checked"
        >
          <Switch />
        </Form.Item>
      </div>
      <fieldset className="server">
        <legend>{t("form.server")}</legend>
        <Form.Item
          name={["server", "scheme"]}
          label={t("form.server.scheme")}
          rules={required}
          validateTrigger={[]}
        >
          <Select
            options={[
              { value: "http", label: "http://" },
              { value: "https", label: "https://" },
            ]}
          />
        </Form.Item>
        <Form.Item
          name={["server", "authority"]}
          label={t("form.server.authority")}
          rules={required}
          validateTrigger={[]}
        >
          <Input spellCheck={false} placeholder="oa.example.com:8080" />
        </Form.Item>
        <Form.Item
          name={["server", "basePath"]}
          label={`${t("form.server.basePath")} (${t("common.optional")})`}
        >
          <Input spellCheck={false} placeholder="/oa" />
        </Form.Item>
      </fieldset>
      <div className="form-columns">
        <Form.Item name="personKey" label={t("form.personKey")} extra={t("form.personKey.help")}>
          <Select options={personKeys.map((key) => ({ value: key, label: t(`personKey.${key}`) }))} />
        </Form.Item>
        <Form.Item
          name="personMapping"
          label={t("form.mapping")}
          hidden={personKey !== "mapping"}
          extra={<MappingHelp />}
        >
          <Input.TextArea
            rows={5}
            spellCheck={false}
            className="mono"
            placeholder={"1001,zhangsan\n1002,lisi"}
          />
        </Form.Item>
      </div>
    </>
  );
}

function MappingHelp() {
  const { t } = useTexts();
  const text = Form.useWatch("personMapping") as string | undefined;
  return (
    <>
      {t("form.mapping.help")} {t("form.mapping.count", { n: readMapping(text ?? "").length })}
    </>
  );
}
