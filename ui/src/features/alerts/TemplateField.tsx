/** A template with its placeholders, put in at the caret by a click. */

import { Button, Input } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { useRef } from "react";
import { useTexts } from "@/shared/i18n";
import { inserted } from "./draft";

const placeholders = ["title", "details", "count", "targets", "causes", "time", "held"] as const;

interface TemplateFieldProps {
  id?: string;
  value?: string;
  onChange?: (value: string) => void;
  standard: string;
  rows: number;
}

export function TemplateField({ id, value = "", onChange, standard, rows }: TemplateFieldProps) {
  const { t } = useTexts();
  const field = useRef<TextAreaRef>(null);
  const insert = (placeholder: string) => {
    const area = field.current?.resizableTextArea?.textArea;
    const after = inserted(value, area?.selectionStart ?? value.length, placeholder);
    onChange?.(after.text);
    requestAnimationFrame(() => {
      area?.focus();
      area?.setSelectionRange(after.caret, after.caret);
    });
  };
  return (
    <>
      <Input.TextArea
        id={id}
        ref={field}
        value={value}
        placeholder={standard}
        spellCheck={false}
        autoSize={{ minRows: rows, maxRows: 10 }}
        onChange={(event) => onChange?.(event.target.value)}
      />
      <div className="alerts-placeholders">
        <span className="dim">{t("alerts.template.help")}</span>
        {placeholders.map((name) => (
          <Button key={name} size="small" type="text" onClick={() => insert(name)} title={`{${name}}`}>
            {t(`alerts.placeholder.${name}`)}
          </Button>
        ))}
      </div>
    </>
  );
}
