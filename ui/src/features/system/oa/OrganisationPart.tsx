/** The organisation's interface (人力组织接口, row O2): its secret, when it is read by itself, and what sites differ in. */
import { Form, Select } from "antd";
import type { OaConnection } from "@/shared/api/types";
import { CronField } from "@/shared/form/CronField";
import { Fold } from "@/shared/form/Fold";
import { NumberItem } from "@/shared/form/NumberItem";
import { Part } from "@/shared/form/Part";
import { SecretField } from "@/shared/form/SecretField";
import { SwitchRow } from "@/shared/form/SwitchRow";
import { useTexts } from "@/shared/i18n";
import { TextItem } from "./TextItem";

const cronPresets = [
  "0 30 3 * * *",
  "0 0 */4 * * *",
  "0 0 * * * *",
  "0 0 12,20 * * MON-FRI",
  "0 0 2 * * SUN",
];

/** What sites differ in, with what each can be. */
const choices = {
  digest: ["md5", "sm3"],
  letters: ["upper", "lower"],
  place: ["field", "headers"],
  body: ["form", "json"],
} as const;
const chosen = Object.keys(choices) as (keyof typeof choices)[];
const paths = ["subsidiaryPath", "departmentPath", "postPath", "personPath"] as const;

interface OrganisationPartProps {
  blank: OaConnection;
  /** The stored secret is not lent to a check of another address. */
  isElsewhere: boolean;
}

export function OrganisationPart({ blank, isElsewhere }: OrganisationPartProps) {
  const { t, textOr } = useTexts();
  return (
    <Part title={t("oa.hrm")} lede={t("oa.hrm.lede")} className="oa-part">
      <div className="form-columns">
        <Form.Item
          className="form-wide"
          name={["secrets", "tokenSeed"]}
          label={t("oa.tokenSeed")}
          extra={
            <>
              {t("oa.tokenSeed.help")} {t("form.secret.help")}
              {isElsewhere && <div className="oa-warn">{t("oa.tokenSeed.elsewhere")}</div>}
            </>
          }
        >
          <SecretField />
        </Form.Item>
      </div>
      <SwitchRow
        name={["hrm", "schedule", "enabled"]}
        label={t("oa.schedule")}
        help={t("oa.schedule.help")}
      />
      <div className="form-columns switch-child">
        <CronField
          name={["hrm", "schedule", "cron"]}
          presets={cronPresets}
          placeholder={blank.hrm.schedule.cron}
        />
        <ExtentField />
      </div>
      <Fold title={t("oa.hrm.more")}>
        <div className="form-columns">
          {chosen.map((name) => (
            <Form.Item
              key={name}
              name={["hrm", name]}
              label={t(`oa.hrm.${name}`)}
              extra={t(`oa.hrm.${name}.help`)}
            >
              <Select
                options={choices[name].map((value) => ({
                  value,
                  label: textOr(`oa.hrm.${name}.${value}`, value),
                }))}
              />
            </Form.Item>
          ))}
          <NumberItem
            name={["hrm", "pageSize"]}
            label={t("oa.pageSize")}
            extra={t("oa.hrm.pageSize.help")}
            placeholder={String(blank.hrm.pageSize)}
          />
        </div>
        <div className="form-columns">
          {paths.map((name) => (
            <TextItem
              key={name}
              name={["hrm", name]}
              label={t(`oa.hrm.${name}`)}
              placeholder={blank.hrm[name]}
            />
          ))}
        </div>
      </Fold>
    </Part>
  );
}

function ExtentField() {
  const { t } = useTexts();
  const extent = Form.useWatch(["hrm", "schedule", "extent"]) as "whole" | "changed" | undefined;
  return (
    <Form.Item
      name={["hrm", "schedule", "extent"]}
      label={t("oa.extent")}
      extra={extent && t(`extent.${extent}.help`)}
    >
      <Select
        options={(["whole", "changed"] as const).map((value) => ({ value, label: t(`extent.${value}`) }))}
      />
    </Form.Item>
  );
}
