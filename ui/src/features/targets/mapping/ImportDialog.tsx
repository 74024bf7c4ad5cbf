/** Importing a mapping table: a file, then what it would do, and only then the doing. */
import { DownloadOutlined, InboxOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { App, Button, Checkbox, Modal, Upload } from "antd";
import { useState } from "react";
import { keys } from "@/shared/api/keys";
import { ApiProblem } from "@/shared/api/problem";
import { useTexts } from "@/shared/i18n";
import { fieldWords } from "@/shared/parts/complaint";
import { useSaveFile } from "@/shared/parts/saveFile";
import { Failure, Loading } from "@/shared/parts/states";
import { ImportPreview } from "./ImportPreview";
import { type ImportOptions, useMappingChange } from "./queries";

interface ImportDialogProps {
  targetId: number;
  open: boolean;
  onClose: () => void;
}

export function ImportDialog({ targetId, open, onClose }: ImportDialogProps) {
  const { t } = useTexts();
  const saveFile = useSaveFile();
  const { message } = App.useApp();
  const change = useMappingChange(targetId);
  const [file, setFile] = useState<File | null>(null);
  const [chosenAt, setChosenAt] = useState(0);
  const [options, setOptions] = useState<ImportOptions>({ replace: false, skipWrong: false });
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const preview = useQuery({
    queryKey: [...keys.target(targetId), "mappingPreview", chosenAt, options],
    queryFn: () => {
      if (!file) throw new Error("a preview is asked for only once there is a file");
      return change.preview(file, options);
    },
    enabled: open && file !== null,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const answer = preview.data;
  const stopped = answer !== undefined && answer.wrong > 0 && !options.skipWrong;
  const nothing = answer !== undefined && answer.added + answer.changed + answer.removed === 0;

  const choose = (next: File | null) => {
    setFile(next);
    setChosenAt((before) => before + 1);
    setError(null);
  };
  const close = () => {
    choose(null);
    setOptions({ replace: false, skipWrong: false });
    onClose();
  };
  const apply = async () => {
    if (!file) return;
    setBusy(true);
    setError(null);
    try {
      const done = await change.apply(file, options);
      message.success(
        t("mapping.import.done", { added: done.added, changed: done.changed, removed: done.removed }),
      );
      close();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Modal
      open={open}
      width={720}
      title={t("mapping.import.title")}
      okText={t("mapping.import.apply")}
      okButtonProps={{ disabled: !answer || stopped || nothing, loading: busy }}
      cancelText={t("common.cancel")}
      onOk={() => void apply()}
      onCancel={close}
      destroyOnHidden
    >
      <Upload.Dragger
        accept=".csv,.xlsx,.txt"
        maxCount={1}
        showUploadList={false}
        beforeUpload={(chosen) => {
          choose(chosen);
          return false;
        }}
      >
        <p className="mapping-drop">
          <InboxOutlined aria-hidden="true" />{" "}
          {file ? <strong>{file.name}</strong> : t("mapping.import.drop")}
        </p>
      </Upload.Dragger>
      <p className="form-note mapping-note">
        {t("mapping.import.columns")}
        <Button
          type="link"
          size="small"
          icon={<DownloadOutlined />}
          onClick={() => void saveFile("person-mapping.csv", "\uFEFF人员ID,值\r\n", "text/csv")}
        >
          {t("mapping.import.template")}
        </Button>
      </p>
      <div className="mapping-options">
        <Checkbox
          checked={options.replace}
          onChange={(event) => setOptions({ ...options, replace: event.target.checked })}
        >
          {t("mapping.import.replace")}
        </Checkbox>
        <Checkbox
          checked={options.skipWrong}
          onChange={(event) => setOptions({ ...options, skipWrong: event.target.checked })}
        >
          {t("mapping.import.skipWrong")}
        </Checkbox>
      </div>
      {file && preview.isFetching && <Loading rows={2} />}
      {file && preview.error && <Unreadable error={preview.error} />}
      {answer && !preview.isFetching && <ImportPreview answer={answer} stopped={stopped} />}
      {error !== null && <Unreadable error={error} />}
    </Modal>
  );
}

/** A file that can't be read is said in its own words. */
function Unreadable({ error }: { error: unknown }) {
  if (!(error instanceof ApiProblem) || error.fields.length === 0) return <Failure error={error} compact />;
  return (
    <ul className="mapping-refused field-bad" role="alert">
      {error.fields.map((field) => (
        <li key={`${field.path} ${field.code}`}>{fieldWords(field)}</li>
      ))}
    </ul>
  );
}
