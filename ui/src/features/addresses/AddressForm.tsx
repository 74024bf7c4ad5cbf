/**
 * The form of one push address with its preview at the side. The engine alone checks the values: its complaints stand
 * beside their fields and go when the value is changed. Leaving with unsaved changes asks first.
 */
import { SaveOutlined } from "@ant-design/icons";
import { Alert, Button, Form } from "antd";
import { type ReactNode, useMemo, useState } from "react";
import { useNavigate } from "react-router-dom";
import { ApiProblem } from "@/shared/api/problem";
import type { PushAddress, StoredAddress, Target } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { Page } from "@/shared/parts/Page";
import { Failure } from "@/shared/parts/states";
import { useLeaveGuard } from "@/shared/parts/useLeaveGuard";
import { BasicPart } from "./BasicPart";
import { BindingsPart } from "./BindingsPart";
import { type Complaints, complaintsOf, labelOf, without, wordsOf } from "./complaints";
import { bodyOf, type Draft, isSame } from "./draft";
import { goTo } from "./goTo";
import { ParametersPart } from "./ParametersPart";
import { PreviewPanel } from "./PreviewPanel";
import { useAddressChange } from "./queries";
import "./addresses.css";

interface AddressFormProps {
  title: string;
  /** The stored address; null for a new one. */
  own: number | null;
  initial: Draft;
  all: StoredAddress[];
  targets: Target[];
  /** Resolves when the engine has taken it. */
  onSave: (address: PushAddress) => Promise<void>;
}

export function AddressForm({ title, own, initial, all, targets, onSave }: AddressFormProps) {
  const { t } = useTexts();
  const navigate = useNavigate();
  const { askAgain } = useAddressChange();
  const [saved, setSaved] = useState(initial);
  const [draft, setDraft] = useState(initial);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [complaints, setComplaints] = useState<Complaints>({});
  const dirty = useMemo(() => !isSame(saved, draft), [saved, draft]);
  const guard = useLeaveGuard(dirty);

  /** `changed` is what the complaints were about that go with this change. */
  const change = (part: Partial<Draft>, changed: string) => {
    setDraft((before) => ({ ...before, ...part }));
    setComplaints((before) => without(before, changed));
  };

  const save = async () => {
    setSaving(true);
    setProblem(null);
    setComplaints({});
    guard.release();
    try {
      await onSave(bodyOf(draft));
      setSaved(draft);
    } catch (error) {
      setProblem(error);
      if (error instanceof ApiProblem) {
        setComplaints(complaintsOf(error.fields));
        // Who holds an address may have changed since the list was read.
        void askAgain();
      }
    } finally {
      guard.hold();
      setSaving(false);
    }
  };

  return (
    <Page
      sticky
      title={title}
      actions={
        <>
          {dirty && <span className="addresses-dirty">{t("form.unsaved")}</span>}
          <Button onClick={() => navigate("/addresses")}>{t("common.cancel")}</Button>
          <Button type="primary" icon={<SaveOutlined />} loading={saving} onClick={() => void save()}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <div className="addresses-layout">
        <Form layout="vertical" component="div" className="addresses-form">
          <Refusal problem={problem} />
          <Part title={t("addresses.section.basic")}>
            <BasicPart
              draft={draft}
              complaints={complaints}
              own={own}
              targets={targets}
              all={all}
              onChange={change}
            />
          </Part>
          <Part title={t("addresses.section.parameters")} help={t("addresses.section.parameters.help")}>
            <ParametersPart rows={draft.parameters} complaints={complaints} onChange={change} />
          </Part>
          <Part title={t("addresses.section.bindings")} help={t("addresses.section.bindings.help")}>
            <BindingsPart
              rows={draft.bindings}
              complaints={complaints}
              own={own}
              all={all}
              targets={targets}
              onChange={change}
            />
          </Part>
        </Form>
        <PreviewPanel draft={draft} own={own} />
      </div>
      {guard.dialog}
    </Page>
  );
}

function Part({ title, help, children }: { title: string; help?: string; children: ReactNode }) {
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{title}</h2>
      </div>
      <div className="panel-body">
        {help && <p className="addresses-help">{help}</p>}
        {children}
      </div>
    </section>
  );
}

/** All complaints in one place, each a way to its field. */
function Refusal({ problem }: { problem: unknown }) {
  const { t } = useTexts();
  if (!problem) return null;
  if (!(problem instanceof ApiProblem) || problem.fields.length === 0)
    return <Failure error={problem} compact />;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t("form.refused.title", { n: problem.fields.length })}
      description={
        <ul className="complaints">
          {problem.fields.map((field) => (
            <li key={`${field.path} ${field.code}`}>
              <button type="button" onClick={() => goTo(field.path)}>
                <strong>{labelOf(field.path)}</strong> {wordsOf(field, field.path)}
              </button>
            </li>
          ))}
        </ul>
      }
    />
  );
}
