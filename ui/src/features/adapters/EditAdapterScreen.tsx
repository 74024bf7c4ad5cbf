/** One version of an adapter, to be read, tried, and saved as the next version. */
import { App, Button } from "antd";
import { useNavigate, useParams } from "react-router-dom";
import { ApiProblem } from "@/shared/api/problem";
import { useTexts } from "@/shared/i18n";
import { Asked, Empty } from "@/shared/parts/states";
import { AdapterEditor } from "./AdapterEditor";
import { useAdapterChange, useAdapterSource, useAdapters } from "./queries";

export default function EditAdapterScreen() {
  const { t } = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const { class: name = "", version: written } = useParams();
  const version = Number(written);
  const adapters = useAdapters();
  const source = useAdapterSource(name, version);
  const change = useAdapterChange();
  if (source.error instanceof ApiProblem && [400, 404].includes(source.error.status)) {
    return (
      <Empty
        title={t("adapters.notFound")}
        action={<Button onClick={() => navigate("/adapters")}>{t("adapters.title")}</Button>}
      />
    );
  }
  return (
    <Asked query={source}>
      {(found) => {
        const versions = adapters.data?.find((one) => one.class === name)?.versions ?? [];
        return (
          <AdapterEditor
            key={`${found.class}/${found.version}`}
            title={found.class}
            name={found.class}
            initial={found.source}
            version={found.version}
            versions={versions.map((one) => one.version)}
            taken={[]}
            onSave={async (_, text) => {
              const saved = await change.create(found.class, text);
              const users = versions.some((one) => one.usedBy.length > 0)
                ? ` ${t("adapters.saved.users")}`
                : "";
              message.success(`${t("adapters.saved", { class: saved.class, n: saved.version })}${users}`);
              navigate(`/adapters/${encodeURIComponent(saved.class)}/${saved.version}`);
            }}
          />
        );
      }}
    </Asked>
  );
}
