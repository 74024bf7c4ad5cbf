/** Where a server is (`server` and `proxy` of a configuration): its address, the path before all paths, the way there. */
import { Form, Input, Select } from "antd";
import type { ReactNode } from "react";
import { useTexts } from "@/shared/i18n";
import "./fields.css";

interface ServerFieldsProps {
  legend: string;
  placeholder: string;
  help?: ReactNode;
  /** The base path stands elsewhere. */
  withoutBasePath?: boolean;
}

export function ServerFields({ legend, placeholder, help, withoutBasePath }: ServerFieldsProps) {
  const { t } = useTexts();
  const required = [{ required: true, message: t("field.REQUIRED") }];
  return (
    <fieldset className={withoutBasePath ? "server server-short" : "server"}>
      <legend>{legend}</legend>
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
        extra={help}
      >
        <Input spellCheck={false} placeholder={placeholder} />
      </Form.Item>
      {!withoutBasePath && <BasePathField />}
    </fieldset>
  );
}

export function BasePathField() {
  const { t } = useTexts();
  return (
    <Form.Item
      name={["server", "basePath"]}
      label={`${t("form.server.basePath")}${t("form.optional")}`}
      extra={t("form.server.basePath.help")}
    >
      <Input spellCheck={false} placeholder="/oa" />
    </Form.Item>
  );
}

export function ProxyField() {
  const { t } = useTexts();
  return (
    <Form.Item name="proxy" label={`${t("form.proxy")}${t("form.optional")}`} extra={t("form.proxy.help")}>
      <Input spellCheck={false} allowClear placeholder="http://proxy.example.com:3128" />
    </Form.Item>
  );
}
