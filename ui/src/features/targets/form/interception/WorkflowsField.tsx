/** The workflow templates of a list, by name; chosen in a dialog. */
import { PlusOutlined, WarningFilled } from "@ant-design/icons";
import { Button, Tag } from "antd";
import { useMemo, useState } from "react";
import type { ListMode } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { useWorkflows } from "@/shared/pickers/queries";
import { WorkflowPicker } from "@/shared/pickers/WorkflowPicker";
import { useTellTrouble } from "./tabTrouble";

/** More than these are read in the dialog. */
const MOST_SHOWN = 40;

interface WorkflowsFieldProps {
  id?: string;
  value?: string[];
  onChange?: (ids: string[]) => void;
  mode: ListMode;
}

export function WorkflowsField({ id, value = [], onChange, mode }: WorkflowsFieldProps) {
  const { t } = useTexts();
  useTellTrouble();
  const [choosing, setChoosing] = useState(false);
  const workflows = useWorkflows();
  const names = useMemo(
    () => new Map(workflows.data?.workflows.map((one) => [one.id, one.name])),
    [workflows.data],
  );
  return (
    <div className="members" id={id}>
      {value.length === 0 ? (
        <div className={mode === "allow" ? "members-none members-warning" : "members-none"}>
          {mode === "allow" && <WarningFilled aria-hidden="true" />}{" "}
          {t(mode === "allow" ? "rules.workflows.allowEmpty" : "rules.workflows.denyEmpty")}
        </div>
      ) : (
        <div className="members-tags">
          {value.slice(0, MOST_SHOWN).map((workflow) => (
            <Tag
              key={workflow}
              closable
              onClose={(event) => {
                event.preventDefault();
                onChange?.(value.filter((one) => one !== workflow));
              }}
            >
              {names.get(workflow) ?? <em>{t("pick.notKnownYet")}</em>}{" "}
              <span className="mono dim">{workflow}</span>
            </Tag>
          ))}
        </div>
      )}
      <div className="members-tools">
        <Button icon={<PlusOutlined />} onClick={() => setChoosing(true)}>
          {t("rules.workflows.choose")}
        </Button>
        {value.length > MOST_SHOWN && (
          <Button type="link" onClick={() => setChoosing(true)}>
            {t("rules.showAll", { n: count(value.length) })}
          </Button>
        )}
      </div>
      <WorkflowPicker
        open={choosing}
        title={t("rules.workflows.title")}
        value={value}
        onCancel={() => setChoosing(false)}
        onOk={(ids) => {
          setChoosing(false);
          onChange?.(ids);
        }}
      />
    </div>
  );
}
