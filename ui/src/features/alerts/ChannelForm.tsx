/**
 * The form of one channel with its preview at the side. The engine alone checks the values: its complaints stand beside
 * their fields and go when the value is changed. Leaving with unsaved changes asks first.
 */
import { SaveOutlined } from "@ant-design/icons";
import { Alert, Button, Checkbox, Form, Input, InputNumber, Radio, Switch } from "antd";
import { type ReactNode, useState } from "react";
import { useNavigate } from "react-router-dom";
import { ApiProblem, type FieldProblem } from "@/shared/api/problem";
import type { AlertTest, ChannelConfig, ChannelSpec } from "@/shared/api/types";
import { Fold, reveal } from "@/shared/form/Fold";
import { ParamFields } from "@/shared/form/ParamFields";
import { useTexts } from "@/shared/i18n";
import { fieldWords } from "@/shared/parts/complaint";
import { Page } from "@/shared/parts/Page";
import { Failure } from "@/shared/parts/states";
import { useLeaveGuard } from "@/shared/parts/useLeaveGuard";
import { allAlertKinds, configFrom, type Draft, draftOf, fieldOf } from "./draft";
import { PreviewPanel } from "./PreviewPanel";
import { useChannelChange } from "./queries";
import { RecipientsField } from "./RecipientsField";
import { TemplateField } from "./TemplateField";
import "./alerts.css";

const FORM = "channel";

interface ChannelFormProps {
  title: string;
  spec: ChannelSpec;
  /** The stored channel; null for a new one. */
  own: number | null;
  initial: ChannelConfig;
  extra?: ReactNode;
  /** Resolves when the engine has taken it. */
  onSave: (config: ChannelConfig) => Promise<void>;
}

export function ChannelForm({ title, spec, own, initial, extra, onSave }: ChannelFormProps) {
  const { t, pick } = useTexts();
  const navigate = useNavigate();
  const change = useChannelChange();
  const [form] = Form.useForm<Draft>();
  const [dirty, setDirty] = useState(false);
  const [saving, setSaving] = useState(false);
  const [testing, setTesting] = useState(false);
  const [tested, setTested] = useState<AlertTest | null>(null);
  const [problem, setProblem] = useState<unknown>(null);
  const [draft, setDraft] = useState<Draft>(() => draftOf(initial));
  const guard = useLeaveGuard(dirty);
  const config = () => configFrom(form.getFieldsValue(true) as Draft, spec.kind);

  const complain = (fields: FieldProblem[]) => {
    const byField = new Map<string, { name: (string | number)[]; errors: string[] }>();
    for (const one of fields) {
      const name = fieldOf(one.path);
      if (!name) continue;
      const entry = byField.get(name.join("/")) ?? { name, errors: [] };
      entry.errors.push(fieldWords(one));
      byField.set(name.join("/"), entry);
    }
    form.setFields([...byField.values()] as Parameters<typeof form.setFields>[0]);
    const [first] = byField.values();
    for (const { name } of byField.values()) reveal(FORM, name);
    if (first) form.scrollToField(first.name as never, { behavior: "smooth", block: "center" });
  };

  /** Does something with the values; what the engine complains of is shown beside its fields. */
  const attempt = async (work: () => Promise<void>, busy: (on: boolean) => void) => {
    busy(true);
    setProblem(null);
    try {
      await work();
    } catch (error) {
      setProblem(error);
      if (error instanceof ApiProblem) complain(error.fields);
    } finally {
      busy(false);
    }
  };

  const save = () =>
    attempt(async () => {
      guard.release();
      try {
        await onSave(config());
        setDirty(false);
      } finally {
        guard.hold();
      }
    }, setSaving);

  const test = () =>
    attempt(async () => {
      setTested(null);
      setTested(await change.test({ channel: config(), id: own }));
    }, setTesting);

  const main = spec.params.slice(0, spec.params.length - spec.details);
  const details = spec.params.slice(spec.params.length - spec.details);
  return (
    <Page
      title={title}
      lede={pick(spec.description)}
      actions={
        <>
          {dirty && <span className="alerts-dirty">{t("form.unsaved")}</span>}
          {extra}
          <Button onClick={() => navigate("/alerts")}>{t("common.cancel")}</Button>
          <Button type="primary" icon={<SaveOutlined />} loading={saving} onClick={() => void save()}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <div className="alerts-layout">
        <Form
          form={form}
          name={FORM}
          layout="vertical"
          initialValues={draft}
          preserve
          className="alerts-form"
          onValuesChange={(changed: Record<string, unknown>) => {
            setDirty(true);
            setTested(null);
            setDraft({ ...(form.getFieldsValue(true) as Draft) });
            form.setFields([{ name: changedName(changed) as never, errors: [] }]);
          }}
        >
          <Refusal problem={problem} />
          <Part title={t("alerts.section.basic")}>
            <div className="form-columns">
              <Form.Item name="name" label={t("alerts.name")} required>
                <Input spellCheck={false} />
              </Form.Item>
              <Form.Item name="enabled" label={t("alerts.enabled")} valuePropName="checked">
                <Switch />
              </Form.Item>
              <Form.Item name="tells" label={t("alerts.tells")} className="form-wide" required>
                <Checkbox.Group
                  options={allAlertKinds.map((kind) => ({ value: kind, label: t(`alertKind.${kind}`) }))}
                />
              </Form.Item>
            </div>
          </Part>
          {main.length > 0 && (
            <Part title={t("alerts.section.params")}>
              <ParamFields specs={main} short={false} />
              {details.length > 0 && (
                <Fold title={t("alerts.details", { n: details.length })}>
                  <ParamFields specs={details} short={false} />
                </Fold>
              )}
            </Part>
          )}
          {spec.reaches !== "nobody" && (
            <Part title={t("alerts.section.recipients")}>
              <Form.Item
                name="members"
                extra={t(spec.reaches === "mention" ? "alerts.recipients.mention" : "alerts.recipients.help")}
              >
                <RecipientsField />
              </Form.Item>
            </Part>
          )}
          <Part title={t("alerts.section.text")}>
            <Form.Item name="language" label={t("alerts.language")}>
              <Radio.Group
                options={[
                  { value: "zh", label: t("alerts.language.zh") },
                  { value: "en", label: t("alerts.language.en") },
                ]}
              />
            </Form.Item>
            {spec.hasSubject && (
              <Form.Item name="subject" label={t("alerts.subject")}>
                <TemplateField standard={standardSubject(draft.language)} rows={1} />
              </Form.Item>
            )}
            {spec.hasText && (
              <Form.Item name="text" label={t("alerts.text")}>
                <TemplateField standard="{details}" rows={3} />
              </Form.Item>
            )}
            {!spec.hasText && spec.reaches === "mobile" && <p className="dim">{t("alerts.template.own")}</p>}
          </Part>
          {spec.kind !== "native" && (
            <Part title={t("alerts.section.pace")}>
              <div className="form-columns">
                <Form.Item
                  name="mergeSeconds"
                  label={t("alerts.mergeSeconds")}
                  extra={t("alerts.mergeSeconds.help", { least: spec.leastSeconds })}
                >
                  <InputNumber precision={0} style={{ width: "100%" }} />
                </Form.Item>
                <Form.Item
                  name="mostPerHour"
                  label={t("alerts.mostPerHour")}
                  extra={t("alerts.mostPerHour.help")}
                >
                  <InputNumber precision={0} style={{ width: "100%" }} />
                </Form.Item>
              </div>
            </Part>
          )}
        </Form>
        <PreviewPanel
          draft={{ channel: configFrom(draft, spec.kind), id: own }}
          needsPersons={
            !["nobody", "mention"].includes(spec.reaches) && spec.kind !== "http" && !draft.params?.to
          }
          testing={testing}
          tested={tested}
          onTest={() => void test()}
        />
      </div>
      {guard.dialog}
    </Page>
  );
}

/** The name of the field that was changed: parameters lie one level deeper. */
function changedName(changed: Record<string, unknown>): string[] {
  const [first = ""] = Object.keys(changed);
  const inside = changed[first];
  if (first !== "params" || typeof inside !== "object" || inside === null) return [first];
  return [first, ...Object.keys(inside).slice(0, 1)];
}

const standardSubject = (language: ChannelConfig["language"]) =>
  language === "en" ? "[Todo Relay] {title}" : "【统一待办推送】{title}";

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{title}</h2>
      </div>
      <div className="panel-body">{children}</div>
    </section>
  );
}

/** What no field of the form stands for, and how many complaints there are. */
function Refusal({ problem }: { problem: unknown }) {
  const { t } = useTexts();
  if (!problem) return null;
  if (!(problem instanceof ApiProblem) || problem.fields.length === 0)
    return <Failure error={problem} compact />;
  const homeless = problem.fields.filter(({ path }) => fieldOf(path) === null);
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t("form.refused.title", { n: problem.fields.length })}
      description={
        homeless.length > 0 ? homeless.map((one) => <div key={one.path}>{fieldWords(one)}</div>) : undefined
      }
    />
  );
}
