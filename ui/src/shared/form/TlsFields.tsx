/** TLS towards another system (`tls` of a configuration): whom to trust, and the mode for what can't be renewed. */
import { Alert, Form, Input } from "antd";
import { useTexts } from "@/shared/i18n";
import { SwitchRow } from "./SwitchRow";

export function TlsFields() {
  const { t } = useTexts();
  const legacy = Form.useWatch(["tls", "legacy"]) as boolean | undefined;
  return (
    <>
      <Form.Item
        name={["tls", "customCa"]}
        label={t("form.tls.customCa")}
        extra={t("form.tls.customCa.help")}
      >
        <Input.TextArea
          rows={4}
          spellCheck={false}
          className="mono"
          placeholder="-----BEGIN CERTIFICATE-----"
        />
      </Form.Item>
      <SwitchRow name={["tls", "legacy"]} label={t("form.tls.legacy")} help={t("form.tls.legacy.help")} />
      {legacy && <Alert type="warning" showIcon title={t("form.tls.legacy.warn")} />}
    </>
  );
}
