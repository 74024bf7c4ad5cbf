/** Saved views of the log (row L1): filters under a name, one click away. */
import { CloseOutlined, SaveOutlined, StarOutlined } from "@ant-design/icons";
import { Button, Dropdown, Input, Modal } from "antd";
import { useState } from "react";
import { useTexts } from "@/shared/i18n";
import { type Filters, isFiltered } from "./filters";
import { readViews, removeView, saveView } from "./views";

const MOST_NAME = 40;

interface ViewsProps {
  filters: Filters;
  onChoose: (filters: Filters) => void;
}

export function Views({ filters, onChoose }: ViewsProps) {
  const { t } = useTexts();
  const [views, setViews] = useState(() => readViews(localStorage));
  const [naming, setNaming] = useState<string | null>(null);
  const save = () => {
    const name = naming?.trim();
    if (!name) return;
    setViews(saveView(localStorage, { name, filters }));
    setNaming(null);
  };
  const items = [
    ...views.map(({ name, filters: wanted }) => ({
      key: `view ${name}`,
      label: (
        <span className="view-line">
          <span>{name}</span>
          <Button
            type="text"
            size="small"
            icon={<CloseOutlined />}
            aria-label={t("log.views.remove", { name })}
            onClick={(event) => {
              event.stopPropagation();
              setViews(removeView(localStorage, name));
            }}
          />
        </span>
      ),
      onClick: () => onChoose(wanted),
    })),
    ...(views.length > 0 ? [{ type: "divider" as const }] : []),
    {
      key: "save",
      icon: <SaveOutlined />,
      label: t("log.views.save"),
      disabled: !isFiltered(filters),
      onClick: () => setNaming(""),
    },
  ];
  return (
    <>
      <Dropdown trigger={["click"]} menu={{ items }}>
        <Button icon={<StarOutlined />}>{t("log.views")}</Button>
      </Dropdown>
      <Modal
        open={naming !== null}
        title={t("log.views.save")}
        okText={t("common.save")}
        cancelText={t("common.cancel")}
        okButtonProps={{ disabled: !naming?.trim() }}
        onOk={save}
        onCancel={() => setNaming(null)}
      >
        <Input
          autoFocus
          value={naming ?? ""}
          maxLength={MOST_NAME}
          aria-label={t("log.views.name")}
          placeholder={t("log.views.name")}
          onChange={(event) => setNaming(event.target.value)}
          onPressEnter={save}
        />
      </Modal>
    </>
  );
}
