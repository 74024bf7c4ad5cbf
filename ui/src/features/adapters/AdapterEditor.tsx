/**
 * The editor of an adapter: the script with what the compiler says of it as one types, and beside it the declared
 * parameters, a trial, and the difference to an earlier version. Saving makes a new version; none is ever changed.
 */

import { CheckCircleFilled, CloseCircleFilled, LoadingOutlined, SaveOutlined } from "@ant-design/icons";
import { Alert, Button, Input, Select, Tabs } from "antd";
import { useMemo, useRef, useState } from "react";
import { useNavigate, useSearchParams } from "react-router-dom";
import { ApiProblem } from "@/shared/api/problem";
import type { AdapterFault, PushTypeSpec } from "@/shared/api/types";
import { useDebounced } from "@/shared/format/useDebounced";
import { textOr, useTexts } from "@/shared/i18n";
import { codeWords } from "@/shared/parts/complaint";
import { Page } from "@/shared/parts/Page";
import { Failure } from "@/shared/parts/states";
import { useLeaveGuard } from "@/shared/parts/useLeaveGuard";
import { CodeEditor, type EditorHandle } from "./CodeEditor";
import { Compare } from "./Compare";
import { ContractButton } from "./Contract";
import { FaultText } from "./FaultText";
import { placeIn } from "./faults";
import { ParameterList } from "./ParameterList";
import { useCheck } from "./queries";
import { TryPanel } from "./try/TryPanel";
import "./adapters.css";

interface AdapterEditorProps {
  title: string;
  /** The class; null for a new one, which is then typed. */
  name: string | null;
  initial: string;
  version: number | null;
  /** The versions that are there, oldest first. */
  versions: number[];
  /** Classes that exist: one that is typed is told to become their next version. */
  taken: string[];
  onSave: (name: string, source: string) => Promise<void>;
}

const none: AdapterFault[] = [];
const tabs = ["parameters", "try", "compare"] as const;

export function AdapterEditor(props: AdapterEditorProps) {
  const { title, name, initial, version, versions, onSave } = props;
  const { t } = useTexts();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const editor = useRef<EditorHandle>(null);
  const [source, setSource] = useState(initial);
  const [typedName, setTypedName] = useState("");
  const [saving, setSaving] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const dirty = source !== initial || (name === null && typedName !== "");
  const guard = useLeaveGuard(dirty);
  const settled = useDebounced(source, 350);
  const check = useCheck(settled);
  const faults = check.data?.faults ?? none;
  const lastSpec = useRef<PushTypeSpec | null>(null);
  if (check.data?.spec) lastSpec.current = check.data.spec;
  const spec = check.data?.spec ?? lastSpec.current;
  const params = useMemo(() => spec?.params.map((param) => param.name) ?? [], [spec]);
  const earlier = versions.filter((one) => version === null || one < version || source !== initial);
  const tab = tabs.find((one) => one === search.get("tab")) ?? "parameters";
  const wrong = problem instanceof ApiProblem ? problem.fields : [];
  const aboutClass = wrong.filter((field) => field.path === "/class");

  const save = async () => {
    setSaving(true);
    setProblem(null);
    guard.release();
    try {
      await onSave(name ?? typedName.trim(), source);
    } catch (error) {
      setProblem(error);
      const field = error instanceof ApiProblem && error.fields.find((one) => one.path === "/source");
      if (field) editor.current?.goTo(placeIn(field.message));
    } finally {
      guard.hold();
      setSaving(false);
    }
  };

  return (
    <Page
      fill
      title={
        <span className="adapter-title">
          <span className={name ? "mono" : undefined}>{title}</span>
          {version !== null && (
            <Select
              size="small"
              value={version}
              aria-label={t("adapters.col.version")}
              onChange={(n) => navigate(`/adapters/${encodeURIComponent(title)}/${n}`)}
              options={(versions.length > 0 ? versions : [version])
                .toReversed()
                .map((n) => ({ value: n, label: t("adapters.version", { n }) }))}
            />
          )}
        </span>
      }
      plainTitle={title}
      actions={
        <>
          {dirty && <span className="adapter-dirty">{t("form.unsaved")}</span>}
          <ContractButton />
          <Button onClick={() => navigate("/adapters")}>{t("common.cancel")}</Button>
          <Button
            type="primary"
            icon={<SaveOutlined />}
            loading={saving}
            disabled={name !== null && source === initial}
            onClick={() => void save()}
          >
            {t("adapters.save")}
          </Button>
        </>
      }
    >
      <Refusal problem={problem} />
      {name === null && (
        <div className="adapter-name">
          <label htmlFor="adapter-class">{t("adapters.class")}</label>
          <Input
            id="adapter-class"
            className="mono"
            value={typedName}
            spellCheck={false}
            autoComplete="off"
            status={aboutClass.length > 0 ? "error" : undefined}
            aria-describedby="adapter-class-help"
            placeholder={t("adapters.class.placeholder")}
            onChange={(event) => {
              setTypedName(event.target.value);
              setProblem(null);
            }}
          />
          <span id="adapter-class-help" className={aboutClass.length > 0 ? "adapter-wrong" : "dim"}>
            {aboutClass.length > 0 && `${aboutClass.map(({ code }) => words(code)).join("；")} · `}
            {props.taken.includes(typedName.trim())
              ? t("adapters.class.taken", { class: typedName.trim() })
              : t("adapters.class.help")}
          </span>
        </div>
      )}
      <div className="adapter-layout">
        <section className="panel adapter-left" aria-label={t("adapters.editor")}>
          <CodeEditor
            ref={editor}
            label={t("adapters.editor")}
            load={initial}
            faults={faults}
            params={params}
            onChange={(next) => {
              setSource(next);
              setProblem(null);
            }}
          />
          <CheckLine
            check={check}
            pending={source !== settled || check.isFetching}
            count={check.data?.spec?.params.length ?? 0}
            onGoTo={(fault) => editor.current?.goTo(fault)}
          />
        </section>
        <section className="panel adapter-right">
          <Tabs
            activeKey={tab}
            onChange={(next) => setSearch({ ...Object.fromEntries(search), tab: next }, { replace: true })}
            items={[
              {
                key: "parameters",
                label: t("adapters.tab.parameters"),
                children: (
                  <>
                    <p className="adapter-lead">{t("adapters.parameters.lead")}</p>
                    {faults.length > 0 && spec && (
                      <Alert type="warning" showIcon title={t("adapters.parameters.stale")} />
                    )}
                    {spec ? (
                      <ParameterList params={spec.params} />
                    ) : (
                      <p className="dim">{t("adapters.parameters.broken")}</p>
                    )}
                  </>
                ),
              },
              {
                key: "try",
                label: t("adapters.tab.try"),
                children: (
                  <TryPanel
                    name={name ?? typedName.trim()}
                    source={source}
                    broken={faults.length > 0}
                    params={spec?.params ?? []}
                    onFault={(fault) => editor.current?.goTo(fault)}
                  />
                ),
              },
              ...(name === null
                ? []
                : [
                    {
                      key: "compare",
                      label: t("adapters.tab.compare"),
                      children: <Compare name={name} versions={earlier} source={source} />,
                    },
                  ]),
            ]}
          />
        </section>
      </div>
      {guard.dialog}
    </Page>
  );
}

function words(code: string): string {
  return textOr(`adapters.complaint.${code}`, codeWords(code));
}

/** What the engine refused; what is about the class stands beside it already. */
function Refusal({ problem }: { problem: unknown }) {
  const { t } = useTexts();
  if (!problem) return null;
  if (!(problem instanceof ApiProblem) || problem.fields.length === 0)
    return <Failure error={problem} compact />;
  const others = problem.fields.filter((field) => field.path !== "/class");
  if (others.length === 0) return null;
  return (
    <Alert
      type="error"
      showIcon
      role="alert"
      title={t("adapters.refused")}
      description={others.map((field) => (
        <div key={field.path}>
          {words(field.code)} · <FaultText fault={placeIn(field.message)} />
        </div>
      ))}
    />
  );
}

interface CheckLineProps {
  check: ReturnType<typeof useCheck>;
  pending: boolean;
  count: number;
  onGoTo: (fault: AdapterFault) => void;
}

/** What the compiler says, in one line below the script; a click leads to the fault. */
function CheckLine({ check, pending, count, onGoTo }: CheckLineProps) {
  const { t } = useTexts();
  const faults = check.data?.faults ?? none;
  const state = check.error ? "lost" : faults.length > 0 ? "bad" : "good";
  return (
    <div className={`adapter-check adapter-check-${state}`} role="status" aria-busy={pending}>
      {pending || check.data === undefined ? (
        <LoadingOutlined aria-label={t("adapters.check.running")} />
      ) : null}
      {check.error ? (
        <span>{t("adapters.check.unreachable")}</span>
      ) : faults.length > 0 ? (
        <ul>
          {faults.map((fault) => (
            <li key={`${fault.line}:${fault.column} ${fault.message}`}>
              <button type="button" onClick={() => onGoTo(fault)}>
                <CloseCircleFilled aria-hidden="true" /> <FaultText fault={fault} />
              </button>
            </li>
          ))}
        </ul>
      ) : (
        check.data && (
          <span>
            <CheckCircleFilled aria-hidden="true" /> {t("adapters.check.good", { n: count })}
          </span>
        )
      )}
    </div>
  );
}
