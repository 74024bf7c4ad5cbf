/** Special data (特殊数据处理, X rows): two switches, and what each means by an example. */
import { Form } from "antd";
import { Fold } from "@/shared/form/Fold";
import { SwitchRow } from "@/shared/form/SwitchRow";
import { useTexts } from "@/shared/i18n";

export function SpecialSection() {
  const { t } = useTexts();
  const filter = Form.useWatch(["specialData", "duplicateFilter"]) as boolean | undefined;
  const forget = Form.useWatch(["specialData", "forgetWhenOver"]) as boolean | undefined;
  const result = !filter ? "none" : forget ? "on" : "off";
  return (
    <>
      <SwitchRow
        name={["specialData", "duplicateFilter"]}
        label={t("form.special.duplicate")}
        help={t("form.special.duplicate.help")}
      />
      <div className="switch-child">
        <Rules part="duplicate" />
        <SwitchRow
          name={["specialData", "forgetWhenOver"]}
          label={t("form.special.forget")}
          help={t("form.special.forget.help")}
          disabled={!filter}
        />
        <div className="example">
          <p>{t("form.special.example")}</p>
          <p>
            <strong>{t("form.special.example.result")}</strong> {t(`form.special.example.${result}`)}
          </p>
        </div>
      </div>
      <SwitchRow
        name={["specialData", "missingBackfill"]}
        label={t("form.special.backfill")}
        help={t("form.special.backfill.help")}
      />
      <div className="switch-child">
        <Rules part="backfill" />
      </div>
      <p className="form-help">{t("form.special.order")}</p>
    </>
  );
}

/** The rules of the source document, X1a to X1d and X2a to X2d. */
function Rules({ part }: { part: "duplicate" | "backfill" }) {
  const { t } = useTexts();
  return (
    <Fold title={t("form.special.rules")}>
      <ul className="rules-list">
        {(["a", "b", "c", "d"] as const).map((one) => (
          <li key={one}>{t(`form.special.${part}.${one}`)}</li>
        ))}
      </ul>
    </Fold>
  );
}
