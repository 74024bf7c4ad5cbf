/** One target's settings. */
import { UnorderedListOutlined } from "@ant-design/icons";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router-dom";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import { ApiProblem } from "@/shared/api/problem";
import { usePushTypes } from "@/shared/api/queries";
import type { PushTypeSpec, Target } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { Asked, Empty } from "@/shared/parts/states";
import { targetDraft } from "./form/draft";
import { TargetForm } from "./form/TargetForm";
import { MappingSection } from "./mapping/MappingSection";
import { useTargetChange } from "./useTargetChange";

export default function EditTargetScreen() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const id = Number(useParams().id);
  const suites = usePushTypes();
  const target = useQuery({
    queryKey: keys.target(id),
    queryFn: ({ signal }) => api.get<Target>(`/api/v1/targets/${id}`, undefined, signal),
    // What is being edited must not change under the operator's hands.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (target.error instanceof ApiProblem && target.error.status === 404) {
    return (
      <Empty
        title={t("form.notFound")}
        action={<Button onClick={() => navigate("/targets")}>{t("targets.title")}</Button>}
      />
    );
  }
  return (
    <Asked query={suites}>
      {(all) => (
        <Asked query={target}>{(loaded) => <EditForm key={loaded.id} target={loaded} suites={all} />}</Asked>
      )}
    </Asked>
  );
}

function EditForm({ target, suites }: { target: Target; suites: PushTypeSpec[] }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const change = useTargetChange();
  const [search] = useSearchParams();
  const [saved, setSaved] = useState(target);
  return (
    <TargetForm
      key={saved.updatedAt}
      title={saved.name}
      lede={<span className="mono">{saved.identifier}</span>}
      initial={targetDraft(saved)}
      suites={suites}
      openAtFirst={["basic", "params", "mapping", "special", "interception", "housekeeping", "delivery"]}
      presetParams
      targetId={saved.id}
      mapping={(key) => <MappingSection targetId={saved.id} stored={saved.personKey} chosen={key} />}
      goToAtOnce={search.get("section") === "mapping" ? "mapping" : undefined}
      testAtOnce={search.get("test") === "1"}
      extra={
        <Button icon={<UnorderedListOutlined />} onClick={() => navigate(`/log?targetId=${saved.id}`)}>
          {t("overview.openLog")}
        </Button>
      }
      onSave={async (config) => {
        const after = await change.replace(saved.id, { ...config });
        queries.setQueryData(keys.target(saved.id), after);
        setSaved(after);
        message.success(t("targets.saved", { name: after.name }));
      }}
    />
  );
}
