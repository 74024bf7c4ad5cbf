/** What the channel would say and whom it would tell, as one types; by the engine's own code. */

import { CheckCircleFilled, CloseCircleFilled, SendOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { ApiProblem } from "@/shared/api/problem";
import type { AlertSample, AlertTest, ChannelSpec } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { Failure, Loading } from "@/shared/parts/states";
import { useRested } from "@/shared/pickers/bits";
import { labelOf, wordsOf } from "./complaints";
import { type Drafted, usePreview } from "./queries";

interface PreviewPanelProps {
  draft: Drafted;
  spec: ChannelSpec;
  /** Whether nobody is told where no person is. */
  needsPersons: boolean;
  testing: boolean;
  tested: AlertTest | null;
  onTest: () => void;
}

export function PreviewPanel({ draft, spec, needsPersons, testing, tested, onTest }: PreviewPanelProps) {
  const { t } = useTexts();
  return (
    <aside className="panel alerts-side">
      <div className="panel-head">
        <h2>{t("alerts.preview")}</h2>
        <Button icon={<SendOutlined />} loading={testing} onClick={onTest}>
          {t("alerts.test")}
        </Button>
      </div>
      <div className="panel-body">
        {tested && <Tested test={tested} />}
        <Preview draft={draft} spec={spec} needsPersons={needsPersons} />
      </div>
    </aside>
  );
}

function Tested({ test }: { test: AlertTest }) {
  const { t } = useTexts();
  return (
    <div className={test.sent ? "alerts-tested alerts-good" : "alerts-tested alerts-bad"} role="status">
      <strong>
        {test.sent ? <CheckCircleFilled aria-hidden="true" /> : <CloseCircleFilled aria-hidden="true" />}{" "}
        {t(test.sent ? "alerts.test.sent" : "alerts.test.failed")}
      </strong>
      {test.recipients && <div>{t("alerts.test.to", { who: test.recipients })}</div>}
      {test.remark && <div>{test.remark}</div>}
    </div>
  );
}

function Preview({ draft, spec, needsPersons }: Pick<PreviewPanelProps, "draft" | "spec" | "needsPersons">) {
  const { t, language } = useTexts();
  const rested = useRested(JSON.stringify(draft), 300);
  const preview = usePreview(JSON.parse(rested) as Drafted);
  if (preview.error instanceof ApiProblem && preview.error.fields.length > 0)
    return (
      <div className="alerts-obstacles" role="status">
        <p>{t("alerts.preview.wrong")}</p>
        <ul>
          {preview.error.fields.map((field) => (
            <li key={`${field.path} ${field.code}`}>
              <strong>{labelOf(field.path, spec)}</strong> {wordsOf(field)}
            </li>
          ))}
        </ul>
      </div>
    );
  if (preview.error) return <Failure compact error={preview.error} />;
  if (!preview.data) return <Loading rows={3} />;
  const { one, merged, persons, without } = preview.data;
  const listed = (names: string[]) => names.join(language === "zh" ? "、" : ", ");
  return (
    <div className="alerts-preview" aria-busy={preview.isFetching}>
      <Sample title={t("alerts.preview.one")} sample={one} />
      <Sample title={t("alerts.preview.merged")} sample={merged} />
      {(needsPersons || persons.length > 0) && (
        <p className="dim">
          {persons.length === 0
            ? t("alerts.preview.nobody")
            : t("alerts.preview.persons", { n: persons.length, names: listed(persons) })}
        </p>
      )}
      {without.length > 0 && (
        <p className="alerts-without">{t("alerts.preview.without", { names: listed(without) })}</p>
      )}
    </div>
  );
}

/** A provider's template has its own words: of it only what fills it is known here. */
function Sample({ title, sample }: { title: string; sample: AlertSample }) {
  const { t } = useTexts();
  const { templateValues: values } = sample;
  return (
    <figure className="alerts-sample">
      <figcaption className="dim">{title}</figcaption>
      {values.length > 0 ? (
        <>
          <span>{t("alerts.preview.values")}</span>
          <dl className="alerts-values">
            {values.map(({ name, value }) => (
              <div key={name}>
                <dt className="mono">{name}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : (
        <>
          <strong>{sample.subject}</strong>
          <pre>{sample.text}</pre>
        </>
      )}
    </figure>
  );
}
