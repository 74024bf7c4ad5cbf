/**
 * The class of a custom target (row T7): typed, or taken from the list of those that the engine has, and its version. The
 * engine decides on save; what is known before (no such class, one that does not compile) is said at once.
 */
import { WarningFilled } from "@ant-design/icons";
import { AutoComplete, Form, Select } from "antd";
import type { AdapterClass } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { type Adapter, newestOf } from "./customType";
import type { AdapterDraft } from "./draft";

interface AdapterFieldsProps {
  classes: AdapterClass[];
  adapter: Adapter;
  /** Another class or version was chosen. */
  onChoose: (draft: AdapterDraft) => void;
}

export function AdapterFields({ classes, adapter, onChoose }: AdapterFieldsProps) {
  const { t } = useTexts();
  const form = Form.useFormInstance();
  const typed = (Form.useWatch(["adapter", "class"]) as string | undefined)?.trim() ?? "";
  const chosen = classes.find((one) => one.class === typed);
  const newest = chosen && newestOf(chosen);
  const fault = adapter.kind === "known" ? adapter.version.fault : null;
  return (
    <>
      <Form.Item
        name={["adapter", "class"]}
        label={t("form.implementationClass")}
        rules={[{ required: true, message: t("field.REQUIRED") }]}
        validateTrigger={[]}
        extra={
          adapter.kind === "unknownClass" ? (
            <span className="field-warn">
              <WarningFilled aria-hidden="true" /> {t("form.adapter.unknown")}
            </span>
          ) : fault ? (
            <span className="field-bad" role="alert">
              <WarningFilled aria-hidden="true" /> {t("form.adapter.fault")}
              {fault.line !== null &&
                ` ${t("form.adapter.place", { line: fault.line, column: fault.column ?? 1 })}`}{" "}
              <span className="mono">{fault.message}</span>
            </span>
          ) : (
            t("form.adapter.class.help")
          )
        }
      >
        <AutoComplete
          placeholder="example.JsonPortal"
          onChange={(next: string) => {
            form.setFieldValue(["adapter", "version"], null);
            onChoose({ class: next, version: null });
          }}
          filterOption={(text, option) => `${option?.value ?? ""}`.toLowerCase().includes(text.toLowerCase())}
          options={classes.map((one) => ({
            value: one.class,
            label: (
              <span className="class-option">
                <span className="mono">{one.class}</span>
                <span className={newestOf(one)?.fault ? "field-bad" : "dim"}>
                  {newestOf(one)?.fault
                    ? t("form.adapter.doesNotCompile")
                    : t("form.adapter.versions", { n: one.versions.length })}
                </span>
              </span>
            ),
          }))}
        />
      </Form.Item>
      <Form.Item
        name={["adapter", "version"]}
        label={t("form.adapter.version")}
        extra={t("form.adapter.version.help")}
      >
        <Select
          allowClear
          disabled={!chosen}
          placeholder={
            newest ? t("form.adapter.newest", { n: newest.version }) : t("form.adapter.version.none")
          }
          onChange={(next: number | undefined) => onChoose({ class: typed, version: next ?? null })}
          options={[...(chosen?.versions ?? [])].reverse().map((one) => ({
            value: one.version,
            label: `${t("form.adapter.versionN", { n: one.version })}${
              one === newest ? t("form.adapter.isNewest") : ""
            }${one.fault ? ` · ${t("form.adapter.doesNotCompile")}` : ""}`,
          }))}
        />
      </Form.Item>
    </>
  );
}
