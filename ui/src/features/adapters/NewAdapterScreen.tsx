/** A new adapter: from a skeleton, or from an example. */
import { App } from "antd";
import { useNavigate, useSearchParams } from "react-router-dom";
import { useTexts } from "@/shared/i18n";
import { Asked } from "@/shared/parts/states";
import { AdapterEditor } from "./AdapterEditor";
import { SKELETON } from "./library";
import { useAdapterChange, useAdapters, useExamples } from "./queries";

export default function NewAdapterScreen() {
  const { t } = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const from = search.get("from");
  const examples = useExamples();
  const adapters = useAdapters();
  const change = useAdapterChange();
  return (
    <Asked query={examples}>
      {(all) => (
        <AdapterEditor
          key={from ?? ""}
          title={t("adapters.new")}
          name={null}
          initial={all.find((example) => example.class === from)?.source ?? SKELETON}
          version={null}
          versions={[]}
          taken={adapters.data?.map((one) => one.class) ?? []}
          onSave={async (name, source) => {
            const saved = await change.create(name, source);
            message.success(t("adapters.saved", { class: saved.class, n: saved.version }));
            navigate(`/adapters/${encodeURIComponent(saved.class)}/${saved.version}`);
          }}
        />
      )}
    </Asked>
  );
}
