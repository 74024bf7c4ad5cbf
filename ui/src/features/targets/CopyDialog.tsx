/** Copying a target: the copy needs an identifier and a name of its own; all else goes along, and it is not enabled. */

import { App, Button, Form, Input, Modal } from "antd";
import { useState } from "react";
import { useNavigate } from "react-router-dom";
import { ApiProblem } from "@/shared/api/problem";
import type { Target } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { fieldWords } from "@/shared/parts/complaint";
import { Failure } from "@/shared/parts/states";
import { useTargetChange } from "./useTargetChange";

interface CopyDialogProps {
  target: Target | null;
  onClose: () => void;
}

interface Named {
  identifier: string;
  name: string;
}

export function CopyDialog({ target, onClose }: CopyDialogProps) {
  const { t } = useTexts();
  return (
    <Modal
      open={target !== null}
      title={target && t("targets.copy.title", { name: target.name })}
      footer={null}
      onCancel={onClose}
      destroyOnHidden
    >
      {target && <CopyForm key={target.id} target={target} onClose={onClose} />}
    </Modal>
  );
}

function CopyForm({ target, onClose }: { target: Target; onClose: () => void }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const change = useTargetChange();
  const [form] = Form.useForm<Named>();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const required = [{ required: true, message: t("field.REQUIRED") }];

  const copy = async (named: Named) => {
    setBusy(true);
    setError(null);
    try {
      const made = await change.copy(target.id, named);
      message.success(`${t("targets.copied", { name: made.name })} ${t("targets.created.disabled")}`);
      onClose();
      navigate(`/targets/${made.id}`);
    } catch (failure) {
      const fields = failure instanceof ApiProblem ? failure.fields : [];
      const beside = fields.flatMap((field) => {
        const name = field.path.slice(1);
        if (name !== "identifier" && name !== "name") return [];
        return [{ name: name as keyof Named, errors: [fieldWords(field)] }];
      });
      form.setFields(beside);
      if (beside.length === 0) setError(failure);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form
      form={form}
      name="copy"
      layout="vertical"
      initialValues={{ identifier: "", name: `${target.name}${t("form.copySuffix")}` }}
      onFinish={(named) => void copy(named)}
    >
      <p>{t("targets.copy.lead")}</p>
      <Form.Item
        name="identifier"
        label={t("form.identifier")}
        extra={t("form.identifier.help")}
        rules={required}
        validateTrigger={[]}
      >
        <Input spellCheck={false} autoComplete="off" autoFocus />
      </Form.Item>
      <Form.Item
        name="name"
        label={t("form.name")}
        extra={t("form.name.help")}
        rules={required}
        validateTrigger={[]}
      >
        <Input autoComplete="off" />
      </Form.Item>
      {error !== null && <Failure error={error} compact />}
      <div className="dialog-foot">
        <Button onClick={onClose}>{t("common.cancel")}</Button>
        <Button type="primary" htmlType="submit" loading={busy}>
          {t("targets.copy.ok")}
        </Button>
      </div>
    </Form>
  );
}
