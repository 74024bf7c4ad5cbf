/** Basics (基本信息): the switches, the name, the prefix; and what redirect does, by an example. */
import { Form, Input, Switch } from "antd";
import type { StoredAddress, Target } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { type Complaints, idOf } from "./complaints";
import type { Draft } from "./draft";
import { RedirectExample } from "./RedirectExample";

interface BasicPartProps {
  draft: Draft;
  complaints: Complaints;
  own: number | null;
  all: StoredAddress[];
  targets: Target[];
  onChange: (part: Partial<Draft>, changed: string) => void;
}

export function BasicPart({ draft, complaints, own, all, targets, onChange }: BasicPartProps) {
  const { t } = useTexts();
  const said = (pointer: string) => ({
    validateStatus: complaints[pointer] ? ("error" as const) : undefined,
    help: complaints[pointer]?.join("；"),
  });
  return (
    <>
      <div className="addresses-columns">
        <Form.Item label={t("addresses.name")} htmlFor={idOf("/name")} required {...said("/name")}>
          <Input
            id={idOf("/name")}
            value={draft.name}
            maxLength={200}
            autoComplete="off"
            aria-required
            onChange={(event) => onChange({ name: event.target.value }, "/name")}
          />
        </Form.Item>
        <Form.Item
          label={t("addresses.enabled")}
          htmlFor={idOf("/enabled")}
          extra={t("addresses.enabled.help")}
        >
          <Switch
            id={idOf("/enabled")}
            checked={draft.enabled}
            onChange={(enabled) => onChange({ enabled }, "/enabled")}
          />
        </Form.Item>
        <Form.Item
          label={t("addresses.prefix")}
          htmlFor={idOf("/prefix")}
          required={draft.redirect}
          extra={t(draft.redirect ? "addresses.prefix.help.on" : "addresses.prefix.help.off")}
          {...said("/prefix")}
        >
          <Input
            id={idOf("/prefix")}
            value={draft.prefix}
            className="mono"
            spellCheck={false}
            autoComplete="off"
            placeholder={draft.redirect ? "http://sso.example.com/login" : "/ecology"}
            onChange={(event) => onChange({ prefix: event.target.value }, "/prefix")}
          />
        </Form.Item>
        <Form.Item
          label={t("addresses.redirect")}
          htmlFor={idOf("/redirect")}
          extra={t("addresses.redirect.help")}
        >
          <Switch
            id={idOf("/redirect")}
            checked={draft.redirect}
            onChange={(redirect) => onChange({ redirect }, "/prefix")}
          />
        </Form.Item>
      </div>
      <RedirectExample draft={draft} own={own} all={all} targets={targets} />
    </>
  );
}
