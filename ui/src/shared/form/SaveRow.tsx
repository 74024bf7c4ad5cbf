/** The foot of a form that stands on its screen: save, undo, and in words whether anything is unsaved or was refused. */
import { SaveOutlined } from "@ant-design/icons";
import { Button } from "antd";
import type { ReactNode } from "react";
import { ApiProblem } from "@/shared/api/problem";
import { useTexts } from "@/shared/i18n";
import { Failure } from "@/shared/parts/states";
import "./fields.css";

interface SaveRowProps {
  label: string;
  dirty: boolean;
  saving: boolean;
  /** Of the last save. What it says of single fields stands beside them. */
  error: unknown;
  onReset: () => void;
  /** More that can be done with what stands in the form. */
  children?: ReactNode;
}

export function SaveRow({ label, dirty, saving, error, onReset, children }: SaveRowProps) {
  const { t } = useTexts();
  const complaints = error instanceof ApiProblem ? error.fields.length : 0;
  return (
    <>
      {error !== null && complaints === 0 && <Failure error={error} compact />}
      <div className="save-row">
        <Button type="primary" htmlType="submit" icon={<SaveOutlined />} disabled={!dirty} loading={saving}>
          {label}
        </Button>
        <Button disabled={!dirty || saving} onClick={onReset}>
          {t("form.reset")}
        </Button>
        {children}
        {complaints > 0 ? (
          <span className="state-bad" role="alert">
            {t("form.refused.title", { n: complaints })}
          </span>
        ) : (
          dirty && <span className="dim">{t("form.unsaved")}</span>
        )}
      </div>
    </>
  );
}
