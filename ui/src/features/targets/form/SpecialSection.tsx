/** Special data (特殊数据处理, X rows): two switches, and what each means by an example. */
import { Form, Switch } from "antd";
import { Fold } from "@/shared/form/Fold";
import { useTexts } from "@/shared/i18n";

export function SpecialSection() {
  const { t } = useTexts();
  const filter = Form.useWatch(["specialData", "duplicateFilter"]) as boolean | undefined;
  const forget = Form.useWatch(["specialData", "forgetWhenOver"]) as boolean | undefined;
  const result = !filter ? "none" : forget ? "on" : "off";
  return (
    <>
      <SwitchRow
        name="duplicateFilter"
        title={t("form.special.duplicate")}
        help={t("form.special.duplicate.help")}
      />
      <div className="switch-child">
        <Rules part="duplicate" />
        <SwitchRow
          name="forgetWhenOver"
          title={t("form.special.forget")}
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
        name="missingBackfill"
        title={t("form.special.backfill")}
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

interface SwitchRowProps {
  name: string;
  title: string;
  help: string;
  disabled?: boolean;
}

function SwitchRow({ name, title, help, disabled }: SwitchRowProps) {
  return (
    <div className="switch-row">
      <Form.Item name={["specialData", name]} valuePropName="checked" noStyle>
        <Switch disabled={disabled} aria-label={title} />
      </Form.Item>
      <div>
        <div className="strong">{title}</div>
        <div className="form-note">{help}</div>
      </div>
    </div>
  );
}
