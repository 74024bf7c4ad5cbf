/**
 * The form of one channel with its preview at the side. The engine alone checks the values: its complaints stand beside
 * their fields and go when the value is changed. Leaving with unsaved changes asks first.
 */
import { SaveOutlined } from "@ant-design/icons";
import { Button, Checkbox, Form, Input, InputNumber, Radio, Switch } from "antd";
import { type ReactNode, useState } from "react";
import { useNavigate } from "react-router-dom";
import { ApiProblem, type FieldProblem } from "@/shared/api/problem";
import type { AlertTest, ChannelConfig, ChannelSpec } from "@/shared/api/types";
import { Fold, reveal } from "@/shared/form/Fold";
import { ParamFields } from "@/shared/form/ParamFields";
import { useTexts } from "@/shared/i18n";
import { Page } from "@/shared/parts/Page";
import { useLeaveGuard } from "@/shared/parts/useLeaveGuard";
import { type FieldName, fieldOf, wordsOf } from "./complaints";
import { allAlertKinds, configFrom, type Draft, draftOf, type SentConfig } from "./draft";
import { PreviewPanel } from "./PreviewPanel";
import { useChannelChange } from "./queries";
import { RecipientsField } from "./RecipientsField";
import { Refusal, type Refused } from "./Refusal";
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
  onSave: (config: SentConfig) => Promise<void>;
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
  const [refused, setRefused] = useState<Refused | null>(null);
  const [draft, setDraft] = useState<Draft>(() => draftOf(initial));
  const guard = useLeaveGuard(dirty);
  const config = () => configFrom(form.getFieldsValue(true) as Draft, spec.kind);

  const goTo = (name: FieldName) => {
    reveal(FORM, name);
    form.scrollToField(name as never, { behavior: "smooth", block: "center", focus: true });
  };

  const complain = (fields: FieldProblem[]) => {
    const byField = new Map<string, { name: FieldName; errors: string[] }>();
    for (const one of fields) {
      const name = fieldOf(one.path, spec);
      if (!name) continue;
      const entry = byField.get(name.join("/")) ?? { name, errors: [] };
      entry.errors.push(wordsOf(one));
      byField.set(name.join("/"), entry);
    }
    form.setFields([...byField.values()] as Parameters<typeof form.setFields>[0]);
    for (const { name } of byField.values()) reveal(FORM, name);
    const [first] = byField.values();
    if (first) goTo(first.name);
  };

  /** Does something with the values; what the engine complains of is shown beside its fields. */
  const attempt = async (what: Refused["what"], work: () => Promise<void>, busy: (on: boolean) => void) => {
    busy(true);
    setRefused(null);
    try {
      await work();
    } catch (error) {
      setRefused({ what, error });
      if (error instanceof ApiProblem) complain(error.fields);
    } finally {
      busy(false);
    }
  };

  const save = () =>
    attempt(
      "save",
      async () => {
        guard.release();
        try {
          await onSave(config());
          setDirty(false);
        } finally {
          guard.hold();
        }
      },
      setSaving,
    );

  const test = () =>
    attempt(
      "test",
      async () => {
        setTested(null);
        setTested(await change.test({ channel: config(), id: own }));
      },
      setTesting,
    );

  const main = spec.params.slice(0, spec.params.length - spec.details);
  const details = spec.params.slice(spec.params.length - spec.details);
  return (
    <Page
      sticky
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
          <Refusal refused={refused} spec={spec} onGoTo={goTo} />
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
          draft={{ channel: { ...paceOf(spec), ...configFrom(draft, spec.kind) }, id: own }}
          spec={spec}
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

/** Stands in while a number is empty: no text depends on it. */
const paceOf = ({ mergeSeconds, mostPerHour }: ChannelSpec) => ({ mergeSeconds, mostPerHour });

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
