/** Importing the organisation: a file, what it would change or what is wrong with it, and only then the change. */

import { InboxOutlined } from "@ant-design/icons";
import { App, Button, Modal, Upload } from "antd";
import { useRef, useState } from "react";
import { ApiProblem } from "@/shared/api/problem";
import type { DirectoryImported } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { fieldWords } from "@/shared/parts/complaint";
import { Failure, Loading } from "@/shared/parts/states";
import { ImportPreview } from "./ImportPreview";
import { sheets, sumsOf } from "./imported";
import { useDirectoryChange } from "./useDirectoryChange";

type Step =
  | { at: "choosing" }
  | { at: "reading"; file: File }
  | { at: "refused"; file: File; error: unknown }
  | { at: "previewed"; file: File; found: DirectoryImported };

export function ImportDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const change = useDirectoryChange();
  const [step, setStep] = useState<Step>({ at: "choosing" });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  // A file that is slow to read must not come over the one that was chosen after it.
  const latest = useRef<File | null>(null);

  const read = async (file: File) => {
    latest.current = file;
    setError(null);
    setStep({ at: "reading", file });
    try {
      const found = await change.preview(file);
      if (latest.current === file) setStep({ at: "previewed", file, found });
    } catch (failure) {
      if (latest.current === file) setStep({ at: "refused", file, error: failure });
    }
  };

  const apply = async () => {
    if (step.at !== "previewed") return;
    setBusy(true);
    setError(null);
    try {
      await change.apply(step.file);
      message.success(t("directory.import.done"));
      onClose();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };

  const sums = step.at === "previewed" ? sumsOf(step.found) : null;
  const changes = sums ? sums.added + sums.changed + sums.removed : 0;
  const ready = step.at === "previewed" && step.found.wrong === 0 && changes > 0;
  return (
    <Modal
      open
      centered
      width={820}
      title={t("directory.import.title")}
      okText={
        sums && sums.removed > 0 && ready
          ? t("directory.import.applyRemoving", { n: count(sums.removed) })
          : t("directory.import.apply")
      }
      okButtonProps={{ disabled: !ready, loading: busy, danger: (sums?.removed ?? 0) > 0 }}
      cancelText={t("common.cancel")}
      onOk={() => void apply()}
      onCancel={onClose}
    >
      <div className="import">
        {step.at === "choosing" ? (
          <>
            <Upload.Dragger
              accept=".json,.xlsx"
              showUploadList={false}
              beforeUpload={(file) => {
                void read(file);
                return Upload.LIST_IGNORE;
              }}
            >
              <div className="import-drop">
                <InboxOutlined aria-hidden="true" />
                <strong>{t("directory.import.drop")}</strong>
                <span className="dim">{t("directory.import.kinds")}</span>
              </div>
            </Upload.Dragger>
            <Template />
          </>
        ) : (
          <div className="import-file">
            <span className="ellipsis">
              <strong>{step.file.name}</strong>
            </span>
            <Button onClick={() => setStep({ at: "choosing" })} disabled={busy}>
              {t("directory.import.again")}
            </Button>
          </div>
        )}
        {step.at === "reading" && (
          <div role="status">
            <p className="dim">{t("directory.import.reading")}</p>
            <Loading rows={5} />
          </div>
        )}
        {step.at === "refused" && <Refused error={step.error} onRetry={() => void read(step.file)} />}
        {step.at === "previewed" && <ImportPreview found={step.found} />}
        {error !== null && <Failure compact error={error} onRetry={() => void apply()} />}
      </div>
    </Modal>
  );
}

/** A file that is no organisation at all is told in the words of its complaint; anything else as ever. */
function Refused({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTexts();
  if (!(error instanceof ApiProblem) || error.fields.length === 0)
    return <Failure compact error={error} onRetry={onRetry} />;
  return (
    <div className="import-refused" role="alert">
      <strong>{t("directory.import.refused")}</strong>
      <ul>
        {error.fields.map((field) => (
          <li key={`${field.path} ${field.code}`}>{fieldWords(field)}</li>
        ))}
      </ul>
    </div>
  );
}

function Template() {
  const { t } = useTexts();
  return (
    <section className="template" aria-labelledby="template">
      <h3 id="template">{t("directory.import.template")}</h3>
      <p>{t("directory.import.template.sheets")}</p>
      <table className="grid">
        <thead>
          <tr>
            <th>{t("directory.import.template.sheet")}</th>
            <th>{t("directory.import.template.columns")}</th>
          </tr>
        </thead>
        <tbody>
          {sheets.map((sheet) => (
            <tr key={sheet.name}>
              <td className="strong">{sheet.name}</td>
              <td>
                {sheet.columns.map((column, at) => (
                  <span key={column} className={at < 2 ? "column strong" : "column"}>
                    {column}
                  </span>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>{t("directory.import.template.note.persons")}</p>
      <p>{t("directory.import.template.note.lists")}</p>
      <p>{t("directory.import.template.json")}</p>
    </section>
  );
}
