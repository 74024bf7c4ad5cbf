/** Chooses one subsidiary or department (row T4's 所属机构) from a tree that drops down. */
import { DownOutlined } from "@ant-design/icons";
import { Button, Popover } from "antd";
import { useState } from "react";
import type { UnitRef } from "../api/types";
import { useTexts } from "../i18n";
import { Asked, Loading } from "../parts/states";
import { useStructure } from "./queries";
import { ancestorsOf, forestOf, unitKey } from "./tree";
import { UnitTree } from "./UnitTree";

interface UnitPickerProps {
  /** Given by `Form.Item`. */
  id?: string;
  value?: UnitRef | null;
  /** `null` when the choice is taken back. */
  onChange?: (value: UnitRef | null) => void;
  placeholder?: string;
  /** Whether the choice can be taken back; yes when left out. */
  clearable?: boolean;
  label: string;
}

export function UnitPicker({ id, value, onChange, placeholder, clearable = true, label }: UnitPickerProps) {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  const structure = useStructure();
  const choose = (unit: UnitRef | null) => {
    onChange?.(unit);
    setOpen(false);
  };
  const words = value ? wayTo(structure.data?.units ?? [], value) : null;
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      arrow={false}
      destroyOnHidden
      content={
        <div className="unit-drop">
          <Asked query={structure} loading={<Loading rows={4} />}>
            {({ units }) => (
              <UnitTree
                units={units}
                label={label}
                selected={value ? unitKey(value) : null}
                onPick={({ kind, id }) => choose({ kind, id })}
              />
            )}
          </Asked>
          {clearable && value && (
            <Button type="link" onClick={() => choose(null)}>
              {t("pick.clear")}
            </Button>
          )}
        </div>
      }
    >
      <Button id={id} className="unit-choice" aria-label={label} aria-haspopup="tree" aria-expanded={open}>
        <span className={words ? "ellipsis" : "ellipsis dim"}>
          {words ?? placeholder ?? t("pick.chooseUnit")}
        </span>
        <DownOutlined className="dim" />
      </Button>
    </Popover>
  );
}

/** `总部 / 财务部`; the id where the organisation does not know the unit. */
function wayTo(units: Parameters<typeof forestOf>[0], unit: UnitRef): string {
  const forest = forestOf(units);
  const key = unitKey(unit);
  const found = forest.byKey.get(key);
  if (!found) return unit.id;
  return [...ancestorsOf(forest, key), found].map((node) => node.unit.name).join(" / ");
}
