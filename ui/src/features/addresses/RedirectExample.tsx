/**
 * What redirect does, by an example that follows the form. Both results are made by the engine's own code of a push: the
 * console has no second way to put an address together.
 */
import { CheckCircleFilled } from "@ant-design/icons";
import { ApiProblem } from "@/shared/api/problem";
import type { StoredAddress, Target } from "@/shared/api/types";
import { useDebounced } from "@/shared/format/useDebounced";
import { useTexts } from "@/shared/i18n";
import { usePersons } from "@/shared/pickers/queries";
import { complaintsOf } from "./complaints";
import type { Draft } from "./draft";
import { exampleQuestion } from "./example";
import { usePreview } from "./queries";

interface RedirectExampleProps {
  draft: Draft;
  own: number | null;
  all: StoredAddress[];
  targets: Target[];
}

export function RedirectExample({ draft, own, all, targets }: RedirectExampleProps) {
  const { t } = useTexts();
  const settled = useDebounced(draft, 300);
  const persons = usePersons("");
  const operator = persons.data?.[0]?.id ?? null;
  const ask = (redirect: boolean) => exampleQuestion(settled, redirect, { own, all, targets, operator });
  const off = usePreview(ask(false));
  const on = usePreview(ask(true));
  const standard = off.data?.[0]?.standard?.pc ?? on.data?.[0]?.standard?.pc;
  return (
    <div className="addresses-example">
      <p>{t("addresses.example.lead")}</p>
      <dl>
        <dt>{t("addresses.example.standard")}</dt>
        <dd className="mono">{standard ?? t("addresses.example.none")}</dd>
        <Result
          label={t("addresses.example.off")}
          help={t("addresses.example.off.help")}
          query={off}
          chosen={!draft.redirect}
        />
        <Result
          label={t("addresses.example.on")}
          help={t("addresses.example.on.help")}
          query={on}
          chosen={draft.redirect}
        />
      </dl>
      {draft.redirect && draft.prefix.trim() === "" && <p>{t("addresses.example.stand-in")}</p>}
    </div>
  );
}

interface ResultProps {
  label: string;
  help: string;
  query: ReturnType<typeof usePreview>;
  chosen: boolean;
}

function Result({ label, help, query, chosen }: ResultProps) {
  const { t } = useTexts();
  const link = query.data?.[0]?.links?.pc;
  const complaints = query.error instanceof ApiProblem ? complaintsOf(query.error.fields, "/address") : {};
  const prefix = complaints["/prefix"];
  return (
    <>
      <dt className={chosen ? "addresses-chosen" : undefined}>
        {chosen && <CheckCircleFilled aria-hidden="true" />} {label}
        {chosen && <span className="dim"> {t("addresses.example.now")}</span>}
      </dt>
      <dd>
        <div className="addresses-example-help">{help}</div>
        <div className="mono" data-testid={chosen ? "example-chosen" : "example-other"}>
          {query.error
            ? prefix
              ? `${t("addresses.prefix")}：${prefix.join("；")}`
              : t("addresses.example.incomplete")
            : (link ?? t("addresses.example.none"))}
        </div>
      </dd>
    </>
  );
}
