/** Custom adapters (自定义适配器, row S7): every class with its versions, who runs them, and which do not compile. */
import {
  CheckCircleFilled,
  CloseCircleFilled,
  DeleteOutlined,
  DiffOutlined,
  EditOutlined,
  PlusOutlined,
} from "@ant-design/icons";
import { Button, Dropdown, Tooltip } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router-dom";
import { useTargets } from "@/shared/api/queries";
import type { AdapterClass, AdapterVersion } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { Page } from "@/shared/parts/Page";
import { Asked, Empty } from "@/shared/parts/states";
import { Tag } from "@/shared/parts/tags";
import { ContractButton } from "./Contract";
import { DeleteDialog } from "./DeleteDialog";
import { FaultText } from "./FaultText";
import { useAdapters, useExamples } from "./queries";
import "./adapters.css";

export default function AdaptersScreen() {
  const { t } = useTexts();
  const adapters = useAdapters();
  return (
    <Page
      title={t("adapters.title")}
      lede={t("adapters.lede")}
      actions={
        <>
          <ContractButton />
          <CreateButton />
        </>
      }
    >
      <section className="panel">
        <Asked query={adapters}>
          {(all) =>
            all.length === 0 ? (
              <Empty
                title={t("adapters.empty.title")}
                detail={t("adapters.empty.detail")}
                action={<CreateButton />}
              />
            ) : (
              <ClassList classes={all} />
            )
          }
        </Asked>
      </section>
    </Page>
  );
}

/** A new adapter begins with a skeleton or with an example. */
function CreateButton() {
  const { t, pick } = useTexts();
  const navigate = useNavigate();
  const examples = useExamples();
  const line = (title: string, detail: string) => (
    <div className="adapter-choice">
      <div>{title}</div>
      <div className="dim">{detail}</div>
    </div>
  );
  return (
    <Dropdown
      trigger={["click"]}
      menu={{
        onClick: ({ key }) =>
          navigate(key === "blank" ? "/adapters/new" : `/adapters/new?from=${encodeURIComponent(key)}`),
        items: [
          {
            key: "blank",
            label: line(t("adapters.create.blank"), t("adapters.create.blank.detail")),
          },
          {
            type: "group",
            label: t("adapters.create.examples"),
            children: (examples.data ?? []).map((example) => ({
              key: example.class,
              label: line(pick(example.title), pick(example.about)),
            })),
          },
        ],
      }}
    >
      <Button type="primary" icon={<PlusOutlined />}>
        {t("adapters.create")}
      </Button>
    </Dropdown>
  );
}

function ClassList({ classes }: { classes: AdapterClass[] }) {
  const { t } = useTexts();
  const targets = useTargets();
  const [deleting, setDeleting] = useState<{ name: string; version: number; last: boolean } | null>(null);
  const nameOf = (id: number) => targets.data?.find((target) => target.id === id)?.name ?? `#${id}`;
  return (
    <div className="grid-scroll">
      <table className="grid adapter-grid">
        <thead>
          <tr>
            <th>{t("adapters.col.class")}</th>
            <th>{t("adapters.col.version")}</th>
            <th>{t("adapters.col.state")}</th>
            <th>{t("adapters.col.parameters")}</th>
            <th>{t("adapters.col.usedBy")}</th>
            <th className="right">{t("adapters.col.actions")}</th>
          </tr>
        </thead>
        {classes.map(({ class: name, versions }) => (
          <tbody key={name}>
            {versions.toReversed().map((version, at) => (
              <VersionRow
                key={version.version}
                name={name}
                version={version}
                rows={at === 0 ? versions.length : 0}
                newest={at === 0}
                oldest={at === versions.length - 1}
                nameOf={nameOf}
                onDelete={() => setDeleting({ name, version: version.version, last: versions.length === 1 })}
              />
            ))}
          </tbody>
        ))}
      </table>
      <DeleteDialog wanted={deleting} onClose={() => setDeleting(null)} />
    </div>
  );
}

interface VersionRowProps {
  name: string;
  version: AdapterVersion;
  /** How many rows the class has, in the first of them; 0 in the others. */
  rows: number;
  newest: boolean;
  oldest: boolean;
  nameOf: (target: number) => string;
  onDelete: () => void;
}

function VersionRow({ name, version, rows, newest, oldest, nameOf, onDelete }: VersionRowProps) {
  const { t, pick } = useTexts();
  const navigate = useNavigate();
  const { version: n, fault, spec, usedBy } = version;
  const place = `/adapters/${encodeURIComponent(name)}/${n}`;
  const inUse = usedBy.length > 0;
  return (
    <tr className={fault ? "grid-bad" : undefined}>
      {rows > 0 && (
        <th scope="rowgroup" rowSpan={rows} className="adapter-class mono">
          {name}
        </th>
      )}
      <td className="nowrap">
        <Link to={place} className="strong">
          {t("adapters.version", { n })}
        </Link>{" "}
        {newest && rows > 1 && <span className="dim">{t("adapters.newest")}</span>}
      </td>
      <td>
        {fault ? (
          <>
            <Tag tone="red" icon={<CloseCircleFilled />}>
              {t("adapters.bad")}
            </Tag>
            <div className="adapter-fault">
              <FaultText fault={fault} />
            </div>
          </>
        ) : (
          <Tag tone="green" icon={<CheckCircleFilled />}>
            {t("adapters.good")}
          </Tag>
        )}
      </td>
      <td>{spec?.params.map((param) => pick(param.label)).join("、") || <span className="dim">–</span>}</td>
      <td>
        {inUse ? (
          <ul className="adapter-users">
            {usedBy.map((id) => (
              <li key={id}>
                <Link to={`/targets/${id}`}>{nameOf(id)}</Link>
              </li>
            ))}
          </ul>
        ) : (
          <span className="dim">{t("adapters.unused")}</span>
        )}
      </td>
      <td className="right nowrap">
        <Tooltip title={t("common.edit")} mouseEnterDelay={0.4}>
          <Button
            type="text"
            icon={<EditOutlined />}
            aria-label={t("common.edit")}
            onClick={() => navigate(place)}
          />
        </Tooltip>
        <Tooltip title={t("adapters.compare")} mouseEnterDelay={0.4}>
          <Button
            type="text"
            icon={<DiffOutlined />}
            aria-label={t("adapters.compare")}
            disabled={oldest}
            onClick={() => navigate(`${place}?tab=compare`)}
          />
        </Tooltip>
        <Tooltip title={t(inUse ? "adapters.delete.inUse" : "common.delete")} mouseEnterDelay={0.4}>
          <Button
            type="text"
            danger
            icon={<DeleteOutlined />}
            aria-label={t("common.delete")}
            disabled={inUse}
            onClick={onDelete}
          />
        </Tooltip>
      </td>
    </tr>
  );
}
