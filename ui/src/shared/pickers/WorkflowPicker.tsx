/** The dialog in which workflow templates are chosen: grouped by type, searched, and ids typed that nobody knows yet. */
import { CloseOutlined } from "@ant-design/icons";
import { Button, Input, Modal } from "antd";
import { memo, useDeferredValue, useMemo, useState } from "react";
import { count } from "../format";
import { useTexts } from "../i18n";
import { Asked, Empty } from "../parts/states";
import { Caret, Marked, SearchBox, Tick } from "./bits";
import { useWorkflows } from "./queries";
import { added, idsIn, toggledAll, type WorkflowRow, workflowRows } from "./selection";
import { VirtualRows } from "./VirtualRows";

interface WorkflowPickerProps {
  open: boolean;
  title: string;
  /** Ids that are chosen when the dialog opens. */
  value: string[];
  onOk: (ids: string[]) => void;
  onCancel: () => void;
}

export function WorkflowPicker({ open, ...rest }: WorkflowPickerProps) {
  return open ? <Dialog {...rest} /> : null;
}

function Dialog({ title, value, onOk, onCancel }: Omit<WorkflowPickerProps, "open">) {
  const { t } = useTexts();
  const [ids, setIds] = useState(value);
  return (
    <Modal
      open
      width={940}
      centered
      title={title}
      okText={t("pick.ok")}
      cancelText={t("common.cancel")}
      onOk={() => onOk(ids)}
      onCancel={onCancel}
    >
      <div className="chooser">
        <section className="chooser-pane" aria-label={t("pick.from")}>
          <Catalogue ids={ids} onChange={setIds} />
        </section>
        <Chosen ids={ids} onChange={setIds} />
      </div>
    </Modal>
  );
}

interface IdsProps {
  ids: string[];
  onChange: (ids: string[]) => void;
}

function Catalogue({ ids, onChange }: IdsProps) {
  const { t } = useTexts();
  const workflows = useWorkflows();
  const [text, setText] = useState("");
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const looked = useDeferredValue(text.trim());
  const chosen = useMemo(() => new Set(ids), [ids]);
  const rows = useMemo(
    () => (workflows.data ? workflowRows(workflows.data, looked, unfolded) : []),
    [workflows.data, looked, unfolded],
  );
  const fold = (row: WorkflowRow, open: boolean) => {
    const after = new Set(unfolded);
    if (open) after.add(row.id);
    else after.delete(row.id);
    setUnfolded(after);
  };
  const state = (row: WorkflowRow) => {
    if (row.kind === "workflow") return chosen.has(row.id);
    const many = row.ids.filter((id) => chosen.has(id)).length;
    return many === 0 ? false : many === row.ids.length ? true : ("mixed" as const);
  };
  return (
    <div className="unit-tree">
      <SearchBox value={text} onChange={setText} label={t("pick.searchWorkflows")} />
      <Asked query={workflows}>
        {() =>
          rows.length === 0 ? (
            <Empty
              compact
              title={looked ? t("pick.noMatch", { text: looked }) : t("pick.noWorkflows")}
              detail={t("pick.noWorkflows.detail")}
            />
          ) : (
            <VirtualRows
              label={t("pick.workflows")}
              rows={rows}
              rowKey={(row) => row.key}
              look={(row) => ({
                level: row.kind === "type" ? 1 : 2,
                expanded: row.kind === "type" ? row.open : undefined,
                checked: state(row),
              })}
              onPick={(row) => onChange(toggledAll(ids, row.kind === "type" ? row.ids : [row.id]))}
              onFold={(row, open) => !looked && fold(row, open)}
            >
              {(row) => (
                <WorkflowLine row={row} wanted={looked} ticked={state(row)} onFold={looked ? null : fold} />
              )}
            </VirtualRows>
          )
        }
      </Asked>
    </div>
  );
}

interface WorkflowLineProps {
  row: WorkflowRow;
  wanted: string;
  ticked: boolean | "mixed";
  /** Null while a search keeps all types unfolded. */
  onFold: ((row: WorkflowRow, open: boolean) => void) | null;
}

/** Drawn again only when it is different: scrolling draws the rows that come, not those that stay. */
const WorkflowLine = memo(function WorkflowLine({ row, wanted, ticked, onFold }: WorkflowLineProps) {
  return (
    <div className={row.kind === "type" ? "unit" : "unit person-below"}>
      {row.kind === "type" && onFold && <Caret open={row.open} onFold={(open) => onFold(row, open)} />}
      <Tick on={ticked} />
      <span className="ellipsis">
        <span className={row.kind === "type" ? "strong" : undefined}>
          <Marked text={row.name} wanted={wanted} />
        </span>{" "}
        <span className="mono dim">
          <Marked text={row.id} wanted={wanted} />
        </span>
      </span>
      {row.kind === "type" && <span className="unit-count num">{count(row.ids.length)}</span>}
    </div>
  );
});

function Chosen({ ids, onChange }: IdsProps) {
  const { t } = useTexts();
  const workflows = useWorkflows();
  const [typed, setTyped] = useState("");
  const names = useMemo(
    () => new Map(workflows.data?.workflows.map((one) => [one.id, one.name])),
    [workflows.data],
  );
  const add = () => {
    onChange(added(ids, idsIn(typed)));
    setTyped("");
  };
  return (
    <section className="chooser-pane" aria-label={t("pick.chosen")}>
      <div className="chooser-head">
        <strong>{t("pick.chosenCount", { n: count(ids.length) })}</strong>
        <Button type="link" size="small" disabled={ids.length === 0} onClick={() => onChange([])}>
          {t("pick.removeAll")}
        </Button>
      </div>
      {ids.length === 0 ? (
        <Empty compact title={t("pick.nothingChosen")} />
      ) : (
        <VirtualRows kind="list" label={t("pick.chosen")} rows={ids} rowKey={(id) => id} rowHeight={32}>
          {(id) => (
            <div className="chosen">
              <span className="ellipsis chosen-name">
                {names.get(id) ?? <em>{t("pick.notKnownYet")}</em>} <span className="mono dim">{id}</span>
              </span>
              <Button
                type="text"
                size="small"
                icon={<CloseOutlined />}
                aria-label={t("common.remove")}
                title={t("common.remove")}
                onClick={() => onChange(ids.filter((one) => one !== id))}
              />
            </div>
          )}
        </VirtualRows>
      )}
      <div className="chooser-foot">
        <Input
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onPressEnter={(event) => {
            event.preventDefault();
            add();
          }}
          aria-label={t("pick.typeIds")}
          placeholder={t("pick.typeIds")}
        />
        <Button onClick={add} disabled={idsIn(typed).length === 0}>
          {t("common.add")}
        </Button>
      </div>
    </section>
  );
}
