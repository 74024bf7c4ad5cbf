/** Copying to the clipboard, with a word that it worked. */
import { CheckOutlined, CopyOutlined } from "@ant-design/icons";
import { App, Button } from "antd";
import { useCallback, useEffect, useRef, useState } from "react";
import { useTexts } from "../i18n";

/** Writes through a hidden field where the page has no clipboard of its own (plain HTTP off loopback). */
function copyThroughField(value: string): boolean {
  const field = document.createElement("textarea");
  field.value = value;
  field.style.position = "fixed";
  field.style.opacity = "0";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
}

async function write(value: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(value);
    return true;
  } catch {
    return copyThroughField(value);
  }
}

/** Copies a text and tells about it. */
export function useCopy(): (value: string) => Promise<boolean> {
  const { message } = App.useApp();
  const { t } = useTexts();
  return useCallback(
    async (value) => {
      const done = await write(value);
      if (done) message.success({ content: t("common.copied"), key: "copied", duration: 1.5 });
      else message.error(t("common.copyFailed"));
      return done;
    },
    [message, t],
  );
}

interface CopyButtonProps {
  value: string;
  label?: string;
  withText?: boolean;
}

export function CopyButton({ value, label, withText }: CopyButtonProps) {
  const { t } = useTexts();
  const copy = useCopy();
  const [done, setDone] = useState(false);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const name = label ?? t("common.copy");
  return (
    <Button
      type={withText ? "default" : "text"}
      size="small"
      icon={done ? <CheckOutlined /> : <CopyOutlined />}
      aria-label={name}
      title={name}
      onClick={async (event) => {
        event.stopPropagation();
        if (!(await copy(value))) return;
        setDone(true);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => setDone(false), 1_500);
      }}
    >
      {withText ? name : null}
    </Button>
  );
}
