/** A secret that can be set and replaced, never read: a stored one shows only that it is there. */
import { LockOutlined } from "@ant-design/icons";
import { Button, Input } from "antd";
import { useRef } from "react";
import { useTexts } from "@/shared/i18n";
import { isStoredSecret } from "./wire";

interface SecretFieldProps {
  id?: string;
  value?: unknown;
  onChange?: (value: unknown) => void;
}

export function SecretField({ id, value, onChange }: SecretFieldProps) {
  const { t } = useTexts();
  const stored = useRef<unknown>(undefined);
  if (isStoredSecret(value) && value.set) {
    stored.current = value;
    return (
      <div className="secret" id={id}>
        <span className="secret-set">
          <LockOutlined aria-hidden="true" /> {t("form.secret.set")}
        </span>
        <Button onClick={() => onChange?.("")}>{t("form.secret.replace")}</Button>
      </div>
    );
  }
  return (
    <div className="secret">
      <Input.Password
        id={id}
        autoComplete="new-password"
        value={typeof value === "string" ? value : ""}
        placeholder={stored.current ? t("form.secret.new") : undefined}
        onChange={(event) => onChange?.(event.target.value)}
      />
      {stored.current !== undefined && (
        <Button onClick={() => onChange?.(stored.current)}>{t("form.secret.keep")}</Button>
      )}
    </div>
  );
}
