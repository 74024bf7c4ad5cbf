/** How: what becomes of to-dos that were pushed before, and how fast it goes. */
import { Form, Radio } from "antd";
import type { Duplicates, Target } from "@/shared/api/types";
import { NumberItem } from "@/shared/form/NumberItem";
import { Part } from "@/shared/form/Part";
import { useTexts } from "@/shared/i18n";
import type { Draft } from "./draft";

const choices: Duplicates[] = ["asNew", "respected"];

export function HowPart({ targets, draft }: { targets: Target[]; draft: Draft }) {
  const { t } = useTexts();
  const without = targets
    .filter(({ id, specialData }) => draft.targetIds.includes(id) && !specialData.duplicateFilter)
    .map(({ name }) => name);
  return (
    <Part title={t("tasks.part.how")} lede={t("tasks.part.how.help")} className="task-part">
      <Form.Item
        name="duplicates"
        label={t("tasks.duplicates")}
        extra={without.length > 0 && t("tasks.duplicates.same", { names: without.join(t("tasks.cond.and")) })}
      >
        <Radio.Group className="task-choices">
          {choices.map((choice) => (
            <Radio key={choice} value={choice}>
              <span className="strong">{t(`tasks.duplicates.${choice}`)}</span>
              <div className="form-note">{t(`tasks.duplicates.${choice}.help`)}</div>
            </Radio>
          ))}
        </Radio.Group>
      </Form.Item>
      <div className="form-columns">
        <NumberItem
          name={["perSecond"]}
          label={`${t("tasks.pace")}${t("form.optional")}`}
          suffix={t("tasks.pace.unit")}
          extra={t("tasks.pace.help")}
          placeholder={t("tasks.pace.none")}
        />
      </div>
    </Part>
  );
}
