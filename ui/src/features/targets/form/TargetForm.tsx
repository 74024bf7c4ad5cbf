/**
 * The form of one target. The engine alone checks the values: its complaints are shown beside their fields, the sections
 * that hold them are opened, and the first one is scrolled to. Leaving with unsaved changes asks first.
 */
import { ExperimentOutlined, SaveOutlined } from "@ant-design/icons";
import { Alert, Button, Form } from "antd";
import { type ReactNode, useEffect, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router-dom";
import { ApiProblem, type FieldProblem } from "@/shared/api/problem";
import type { PersonKey, PushTypeSpec } from "@/shared/api/types";
import { DryRunDrawer } from "@/shared/dryrun/DryRunDrawer";
import { changedField } from "@/shared/form/changed";
import { reveal } from "@/shared/form/Fold";
import { ParamFields, WireFields } from "@/shared/form/ParamFields";
import { TlsFields } from "@/shared/form/TlsFields";
import { changedCount, isEssential } from "@/shared/form/wire";
import { useTexts } from "@/shared/i18n";
import { Page } from "@/shared/parts/Page";
import { Empty } from "@/shared/parts/states";
import { useLeaveGuard } from "@/shared/parts/useLeaveGuard";
import { BasicSection } from "./BasicSection";
import { Complaints, complaint } from "./Complaints";
import { ConnectionTest, tested, useConnectionTest } from "./ConnectionTest";
import { adapterOf, specOf } from "./customType";
import { type AdapterDraft, carriedParams, type Draft, defaultParams, draftToConfig } from "./draft";
import { InterceptionSection } from "./InterceptionSection";
import { DeliverySection, HousekeepingSection } from "./NumberSections";
import { type FieldName, fieldAt, fieldOf, type Section as SectionName, sectionOf } from "./pointers";
import { Section } from "./Section";
import { SpecialSection } from "./SpecialSection";
import { useAdapters } from "./useAdapters";
import "./form.css";

const allSections: SectionName[] = [
  "basic",
  "params",
  "mapping",
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
  /** Begun from a suite: what need not be given is folded. */
  short?: boolean;
  /** The stored target behind the draft: its secrets and its memory are used where the draft is tried. */
  targetId?: number;
  /** Draws the section of the person conversion; nothing for a rule that has none. */
  mapping: (key: PersonKey | undefined) => ReactNode;
  /** Tests the connection at once. */
  testAtOnce?: boolean;
  /** Brings a section into sight when the form has come up. */
  goToAtOnce?: SectionName;
  /** Resolves when the engine has taken it; the form is then no longer dirty. */
  onSave: (config: Record<string, unknown>) => Promise<void>;
  extra?: ReactNode;
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
  const [adapterDraft, setAdapterDraft] = useState<AdapterDraft | undefined>(initial.adapter);
  const [trying, setTrying] = useState(false);
  const test = useConnectionTest();
  const guard = useLeaveGuard(dirty);
  const classes = useAdapters(pushType === "custom");
  const adapter = adapterOf(classes, adapterDraft);
  const suite = specOf(pushType, suites, adapter, adapterDraft);
  const personKey = Form.useWatch("personKey", form) as PersonKey | undefined;
  const wire = Form.useWatch("protocol", form) as Draft["protocol"];
  const changedWire = suite
    ? changedCount(
        suite.protocol.filter((spec) => !isEssential(spec)),
        wire ?? initial.protocol,
      )
    : 0;
  const mapping = props.mapping(personKey ?? (initial.personKey as PersonKey | undefined));
  const shownSections = allSections.filter((name) => name !== "mapping" || mapping !== null);
  const fields = problem instanceof ApiProblem ? problem.fields : [];
  const wrong = useMemo(() => {
    const counts = new Map<SectionName, number>();
    for (const field of fields)
      counts.set(sectionOf(field.path, suite), (counts.get(sectionOf(field.path, suite)) ?? 0) + 1);
    return counts;
  }, [fields, suite]);

  const toggle = (name: SectionName) =>
    setOpen((before) => {
      const after = new Set(before);
      if (!after.delete(name)) after.add(name);
      return after;
    });

  const showSection = (name: SectionName) => {
    setOpen((before) => new Set([...before, name]));
    requestAnimationFrame(() =>
      document.getElementById(`section-${name}`)?.scrollIntoView({ behavior: "smooth", block: "start" }),
    );
  };

  /** Opens the section, then brings the field into sight once it is drawn. */
  const goTo = (pointer: string) => {
    const section = sectionOf(pointer, suite);
    setOpen((before) => new Set([...before, section]));
    requestAnimationFrame(() => {
      const name = fieldOf(pointer, suite);
      if (name) reveal("target", name);
      if (name) form.scrollToField(name, { behavior: "smooth", block: "center", focus: true });
      else document.getElementById(`section-${section}`)?.scrollIntoView({ behavior: "smooth" });
    });
  };

  const config = () => draftToConfig(form.getFieldsValue(true) as Draft);

  const runTest = () =>
    test.mutate(tested(config(), props.targetId), {
      onError: (error) => {
        if (error instanceof ApiProblem) showComplaints(error.fields);
      },
    });

  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the form has come up
  useEffect(() => {
    if (!first.current) return;
    first.current = false;
    if (props.testAtOnce) runTest();
    if (props.goToAtOnce) showSection(props.goToAtOnce);
  }, []);

  const choosePushType = (chosen: PushTypeSpec | undefined) => {
    setPushType(chosen?.pushType);
    setAdapterDraft(undefined);
    form.setFieldsValue({ params: undefined, protocol: undefined, adapter: undefined });
    form.setFieldValue("params", chosen && props.presetParams ? defaultParams(chosen.params) : {});
    form.setFieldValue("protocol", {});
  };

  /** Another class or version has other parameters; what both know stays as it was filled in. */
  const chooseAdapter = (chosen: AdapterDraft) => {
    setAdapterDraft(chosen);
    const next = adapterOf(classes, chosen);
    if (next.kind !== "known" || !next.version.spec) return;
    form.setFieldValue(
      "params",
      carriedParams(next.version.spec.params, form.getFieldValue("params") as Draft["params"]),
    );
  };

  const showComplaints = (complaints: FieldProblem[]) => {
    const byField = new Map<string, { name: FieldName; errors: string[] }>();
    for (const one of complaints) {
      const name = fieldOf(one.path, suite);
      if (!name) continue;
      const entry = byField.get(name.join("/")) ?? { name, errors: [] };
      entry.errors.push(complaint(one, suite));
      byField.set(name.join("/"), entry);
    }
    form.setFields([...byField.values()] as Parameters<typeof form.setFields>[0]);
    for (const { name } of byField.values()) reveal("target", name);
    const [firstOne] = complaints;
    setOpen((before) => new Set([...before, ...complaints.map((one) => sectionOf(one.path, suite))]));
    if (firstOne) goTo(firstOne.path);
  };

  /** A complaint is about the value that was sent: it goes as soon as that is changed. */
  const onChange = (changed: unknown) => {
    setDirty(true);
    const name = changedField(changed, (pointer) => fieldAt(pointer, suite));
    if (name) form.setFields([{ name, errors: [] }] as Parameters<typeof form.setFields>[0]);
  };

  const save = async () => {
    setSaving(true);
    setProblem(null);
    try {
      guard.release();
      await onSave(config());
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
    setOpen((before) => new Set([...before, ...pointers.map((pointer) => sectionOf(pointer, suite))]));
    for (const field of errorFields) reveal("target", field.name);
    if (pointers[0]) goTo(pointers[0]);
  };

  const section = (name: SectionName, children: ReactNode, help?: ReactNode) => (
    <Section
      name={name}
      title={t(`form.section.${name}`)}
      mark={
        name === "protocol" && changedWire > 0 ? t("form.wire.changedCount", { n: changedWire }) : undefined
      }
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
      sticky
      title={props.title}
      lede={props.lede}
      actions={
        <>
          {dirty && <span className="dirty">{t("form.unsaved")}</span>}
          {props.extra}
          <Button icon={<ExperimentOutlined />} onClick={() => setTrying(true)}>
            {t("dryrun.button")}
          </Button>
          <Button onClick={() => navigate("/targets")}>{t("common.cancel")}</Button>
          <Button type="primary" icon={<SaveOutlined />} loading={saving} onClick={() => form.submit()}>
            {t("common.save")}
          </Button>
        </>
      }
    >
      <div className="form-layout">
        <nav className="form-nav" aria-label={props.title}>
          {shownSections.map((name) => (
            <button key={name} type="button" onClick={() => showSection(name)}>
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
              <BasicSection
                suites={suites}
                suite={suite}
                classes={classes}
                adapter={adapter}
                short={props.short ?? false}
                onPushType={choosePushType}
                onAdapter={chooseAdapter}
              />
              <ConnectionTest test={test} onTest={runTest} />
            </>,
          )}
          {section(
            "params",
            <Params suite={suite} short={props.short ?? false} />,
            suite && pick(suite.description),
          )}
          {mapping !== null && section("mapping", mapping)}
          {section("special", <SpecialSection />)}
          {section("interception", <InterceptionSection />, t("form.interception.help"))}
          {section("housekeeping", <HousekeepingSection targetId={props.targetId} />)}
          {section("delivery", <DeliverySection />)}
          {section("tls", <TlsFields />)}
          {section("protocol", <Protocol suite={suite} />, t("form.protocol.help"))}
        </Form>
      </div>
      <DryRunDrawer
        open={trying}
        onClose={() => setTrying(false)}
        subject={{ targetId: props.targetId, target: config }}
        onRefused={(_, complaints) => showComplaints(complaints)}
      />
      {guard.dialog}
    </Page>
  );
}

function Params({ suite, short }: { suite: PushTypeSpec | undefined; short: boolean }) {
  const { t } = useTexts();
  if (!suite) return <Empty compact title={t("form.choosePushType")} />;
  if (suite.pushType === "custom" && suite.params.length === 0)
    return <p className="dim">{t("form.adapter.noParams")}</p>;
  if (suite.params.length === 0) return <p className="dim">{t("form.noParams")}</p>;
  const essential = suite.protocol.filter(isEssential);
  return (
    <>
      {suite.pushType === "landrayCleanup" && (
        <Alert
          type="warning"
          showIcon
          className="form-alert"
          title={t("form.cleanupSuite.title")}
          description={t("form.cleanupSuite.detail")}
        />
      )}
      {/* ESB signs on unless its protocol details say otherwise, and then needs what is optional by itself. */}
      <ParamFields key={keyOf(suite)} specs={suite.params} short={short && suite.pushType !== "esb"} />
      {essential.length > 0 && <WireFields key={`${keyOf(suite)} wire`} specs={essential} />}
    </>
  );
}

function Protocol({ suite }: { suite: PushTypeSpec | undefined }) {
  const { t } = useTexts();
  if (!suite) return <Empty compact title={t("form.choosePushType")} />;
  if (suite.protocol.length === 0) return <p className="dim">{t("form.noProtocol")}</p>;
  return <WireFields key={keyOf(suite)} specs={suite.protocol.filter((spec) => !isEssential(spec))} />;
}

/** Fields of another type, or of another adapter, are other fields. */
const keyOf = (suite: PushTypeSpec) => `${suite.pushType} ${suite.implementationClass}`;
