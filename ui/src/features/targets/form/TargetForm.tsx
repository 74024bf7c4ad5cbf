/**
 * The form of one target. The engine alone checks the values: its complaints are shown beside their fields, the sections
 * that hold them are opened, and the first one is scrolled to. Leaving with unsaved changes asks first.
 */
import { SaveOutlined } from "@ant-design/icons";
import { Alert, Button, Form } from "antd";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router-dom";
import { ApiProblem, type FieldProblem } from "@/shared/api/problem";
import type { PushTypeSpec } from "@/shared/api/types";
import { text, textOr, useTexts } from "@/shared/i18n";
import { Page } from "@/shared/parts/Page";
import { Empty, Failure } from "@/shared/parts/states";
import { useLeaveGuard } from "@/shared/parts/useLeaveGuard";
import { BasicSection } from "./BasicSection";
import { ConnectionTest, useConnectionTest } from "./ConnectionTest";
import { type Draft, defaultParams, draftToConfig } from "./draft";
import { InterceptionSection } from "./InterceptionSection";
import { labelOf } from "./labels";
import { DeliverySection, HousekeepingSection, TlsSection } from "./NumberSections";
import { ParamFields } from "./ParamFields";
import { changedField, fieldOf, rowOf, type Section as SectionName, sectionOf } from "./pointers";
import { Section } from "./Section";
import { SpecialSection } from "./SpecialSection";
import "./form.css";

const allSections: SectionName[] = [
  "basic",
  "params",
  "special",
  "interception",
  "housekeeping",
  "delivery",
  "tls",
  "protocol",
];

interface TargetFormProps {
  title: string;
  lede?: ReactNode;
  initial: Draft;
  suites: PushTypeSpec[];
  /** Sections that stand open at first. */
  openAtFirst: SectionName[];
  /** From blank, choosing a push type presets nothing. */
  presetParams: boolean;
  /** Tests the connection at once. */
  testAtOnce?: boolean;
  /** Resolves when the engine has taken it; the form is then no longer dirty. */
  onSave: (config: Record<string, unknown>) => Promise<void>;
  extra?: ReactNode;
}

/** What the engine complained about, in this language, with the row where the field has rows. */
function complaint(problem: FieldProblem, suite: PushTypeSpec | undefined): string {
  const words = textOr(`field.${problem.code}`, text("field.other", { code: problem.code }));
  const row = rowOf(problem.path, fieldOf(problem.path, suite));
  return `${row === null ? "" : `#${row} `}${words}${problem.message ? `（${problem.message}）` : ""}`;
}

export function TargetForm(props: TargetFormProps) {
  const { initial, suites, onSave } = props;
  const { t, pick } = useTexts();
  const navigate = useNavigate();
  const [form] = Form.useForm<Draft>();
  const [open, setOpen] = useState<ReadonlySet<SectionName>>(new Set(props.openAtFirst));
  const [dirty, setDirty] = useState(false);
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const [pushType, setPushType] = useState(initial.pushType);
  const test = useConnectionTest();
  const guard = useLeaveGuard(dirty);
  const suite = suites.find((one) => one.pushType === pushType);
  const fields = problem instanceof ApiProblem ? problem.fields : [];
  const wrong = useMemo(() => {
    const counts = new Map<SectionName, number>();
    for (const field of fields)
      counts.set(sectionOf(field.path), (counts.get(sectionOf(field.path)) ?? 0) + 1);
    return counts;
  }, [fields]);

  const toggle = (name: SectionName) =>
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(name)) after.add(name);
      return after;
    });

  /** Opens the section, then brings the field into sight once it is drawn. */
  const goTo = (pointer: string) => {
    const section = sectionOf(pointer);
    setOpen((before) => new Set([...before, section]));
    requestAnimationFrame(() => {
      const name = fieldOf(pointer, suite);
      if (name) form.scrollToField(name, { behavior: "smooth", block: "center", focus: true });
      else document.getElementById(`section-${section}`)?.scrollIntoView({ behavior: "smooth" });
    });
  };

  const runTest = () => {
    const { server, tls, delivery } = draftToConfig(form.getFieldsValue(true) as Draft);
    test.mutate({ server, tls, delivery });
  };

  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form has come up
  useEffect(() => {
    if (props.testAtOnce && first.current) runTest();
    first.current = false;
  }, []);

  const choosePushType = (chosen: PushTypeSpec | undefined) => {
    setPushType(chosen?.pushType);
    form.setFieldsValue({ params: undefined, protocol: undefined });
    form.setFieldValue("params", chosen && props.presetParams ? defaultParams(chosen.params) : {});
    form.setFieldValue("protocol", {});
  };

  const showComplaints = (complaints: FieldProblem[]) => {
    const byField = new Map<string, { name: (string | number)[]; errors: string[] }>();
    for (const one of complaints) {
      const name = fieldOf(one.path, suite);
      if (!name) continue;
      const entry = byField.get(name.join("/")) ?? { name, errors: [] };
      entry.errors.push(complaint(one, suite));
      byField.set(name.join("/"), entry);
    }
    form.setFields([...byField.values()] as Parameters<typeof form.setFields>[0]);
    const [firstOne] = complaints;
    setOpen((before) => new Set([...before, ...complaints.map((one) => sectionOf(one.path))]));
    if (firstOne) goTo(firstOne.path);
  };

  /** A complaint is about the value that was sent: it goes as soon as that is changed. */
  const onChange = (changed: unknown) => {
    setDirty(true);
    const name = changedField(changed, suite);
    if (name) form.setFields([{ name, errors: [] }] as Parameters<typeof form.setFields>[0]);
  };

  const save = async () => {
    setSaving(true);
    setProblem(null);
    try {
      const config = draftToConfig(form.getFieldsValue(true) as Draft);
      guard.release();
      await onSave(config);
      setDirty(false);
      guard.hold();
    } catch (error) {
      guard.hold();
      setProblem(error);
      if (error instanceof ApiProblem) showComplaints(error.fields);
    } finally {
      setSaving(false);
    }
  };

  const incomplete = ({ errorFields }: { errorFields: { name: (string | number)[] }[] }) => {
    const pointers = errorFields.map((field) => `/${field.name.join("/")}`);
    setOpen((before) => new Set([...before, ...pointers.map(sectionOf)]));
    if (pointers[0]) goTo(pointers[0]);
  };

  const section = (name: SectionName, children: ReactNode, help?: ReactNode) => (
    <Section
      name={name}
      title={t(`form.section.${name}`)}
      open={open.has(name)}
      onToggle={toggle}
      wrong={wrong.get(name)}
      help={help}
    >
      {children}
    </Section>
  );

  return (
    <Page
      title={props.title}
      lede={props.lede}
      actions={
        <>
          {dirty && <span className="dirty">{t("form.unsaved")}</span>}
          {props.extra}
          <Button onClick={() => navigate("/targets")}>{t("common.cancel")}</Button>
          <Button type="primary" icon={<SaveOutlined />} loading={saving} onClick={() => form.submit()}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <div className="form-layout">
        <nav className="form-nav" aria-label={props.title}>
          {allSections.map((name) => (
            <button
              key={name}
              type="button"
              onClick={() => {
                setOpen((before) => new Set([...before, name]));
                requestAnimationFrame(() =>
                  document
                    .getElementById(`section-${name}`)
                    ?.scrollIntoView({ behavior: "smooth", block: "start" }),
                );
              }}
            >
              {t(`form.section.${name}`)}
              {wrong.has(name) && <span className="badge">{wrong.get(name)}</span>}
            </button>
          ))}
        </nav>
        <Form
          form={form}
          name="target"
          layout="vertical"
          initialValues={initial}
          preserve
          className="form-main"
          scrollToFirstError={false}
          onValuesChange={onChange}
          onFinish={() => void save()}
          onFinishFailed={incomplete}
        >
          <Complaints problem={problem} suite={suite} onGoTo={goTo} />
          {section(
            "basic",
            <>
              <BasicSection suites={suites} suite={suite} onPushType={choosePushType} />
              <ConnectionTest test={test} onTest={runTest} />
            </>,
          )}
          {section("params", <Described group="params" suite={suite} />, suite && pick(suite.description))}
          {section("special", <SpecialSection />)}
          {section("interception", <InterceptionSection />, t("form.interception.help"))}
          {section("housekeeping", <HousekeepingSection />)}
          {section("delivery", <DeliverySection />)}
          {section("tls", <TlsSection />)}
          {section("protocol", <Described group="protocol" suite={suite} />, t("form.protocol.help"))}
        </Form>
      </div>
      {guard.dialog}
    </Page>
  );
}

function Described({ group, suite }: { group: "params" | "protocol"; suite: PushTypeSpec | undefined }) {
  const { t } = useTexts();
  if (!suite) return <Empty compact title={t("form.choosePushType")} />;
  if (suite[group].length === 0)
    return <p className="dim">{t(group === "params" ? "form.noParams" : "form.noProtocol")}</p>;
  return <ParamFields key={suite.pushType} group={group} specs={suite[group]} />;
}

interface ComplaintsProps {
  problem: unknown;
  suite: PushTypeSpec | undefined;
  onGoTo: (pointer: string) => void;
}

/** All complaints in one place, each a way to its field; and those that no field of the form stands for. */
function Complaints({ problem, suite, onGoTo }: ComplaintsProps) {
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
        <>
          {t("form.refused.detail")}
          <ul className="complaints">
            {problem.fields.map((field) => (
              <li key={`${field.path} ${field.code}`}>
                <button type="button" onClick={() => onGoTo(field.path)}>
                  <strong>{labelOf(field.path, suite)}</strong> {complaint(field, suite)}
                </button>
              </li>
            ))}
          </ul>
        </>
      }
    />
  );
}
