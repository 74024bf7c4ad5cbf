/** What an adapter is written against: its functions, the fields of an item, what may be called, the limits. */
import { BookOutlined } from "@ant-design/icons";
import { Button, Drawer } from "antd";
import { type ReactNode, useState } from "react";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { contract, functions, type GroupName, itemFields, type LimitName, library, limits } from "./library";

/** The button that opens the page at the side. */
export function ContractButton() {
  const { t } = useTexts();
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button icon={<BookOutlined />} onClick={() => setOpen(true)}>
        {t("adapters.contract")}
      </Button>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        title={t("contract.title")}
        size={720}
        styles={{ wrapper: { maxWidth: "94vw" } }}
      >
        <Contract />
      </Drawer>
    </>
  );
}

function Contract() {
  const { t } = useTexts();
  return (
    <article className="adapter-contract">
      <p>{t("contract.lead")}</p>
      <h3>{t("contract.required")}</h3>
      <Signatures all={contract.required} />
      <h3>{t("contract.optional")}</h3>
      <Signatures all={contract.optional} />
      <h3>{t("contract.item")}</h3>
      <p className="dim">{t("contract.item.lead")}</p>
      <Table head={[t("contract.col.name"), t("contract.col.meaning")]}>
        {itemFields.map((field) => (
          <tr key={field}>
            <td className="mono">item.{field}</td>
            <td>{t(`adapterItem.${field}`)}</td>
          </tr>
        ))}
      </Table>
      <h3>{t("contract.functions")}</h3>
      <p className="dim">{t("contract.functions.lead")}</p>
      {(Object.keys(library) as GroupName[]).map((group) => (
        <section key={group}>
          <h4>{t(`fnGroup.${group}`)}</h4>
          <Table head={[t("contract.col.name"), t("contract.col.meaning")]}>
            {functions
              .filter((entry) => entry.group === group)
              .map(({ name, call }) => (
                <tr key={name}>
                  <td className="mono">{call}</td>
                  <td>{t(`fn.${name}`)}</td>
                </tr>
              ))}
          </Table>
        </section>
      ))}
      <h3>{t("contract.limits")}</h3>
      <p className="dim">{t("contract.limits.lead")}</p>
      <Table head={[t("contract.col.meaning"), t("contract.col.limit")]}>
        {(Object.keys(limits) as LimitName[]).map((name) => (
          <tr key={name}>
            <td>{t(`limit.${name}`)}</td>
            <td className="num right">{count(limits[name])}</td>
          </tr>
        ))}
      </Table>
    </article>
  );
}

function Signatures({ all }: { all: Record<string, string> }) {
  const { textOr } = useTexts();
  return (
    <dl>
      {Object.entries(all).map(([name, signature]) => (
        <div key={name}>
          <dt className="mono">{signature}</dt>
          <dd>{textOr(`contract.${name}`, name)}</dd>
        </div>
      ))}
    </dl>
  );
}

function Table({ head, children }: { head: string[]; children: ReactNode }) {
  return (
    <table className="grid">
      <thead>
        <tr>
          {head.map((title) => (
            <th key={title}>{title}</th>
          ))}
        </tr>
      </thead>
      <tbody>{children}</tbody>
    </table>
  );
}
