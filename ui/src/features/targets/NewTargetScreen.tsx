/** A new target: from a suite, from blank, or as a copy of another. */
import { useQuery } from "@tanstack/react-query";
import { App } from "antd";
import { Navigate, useNavigate, useParams, useSearchParams } from "react-router-dom";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import { usePushTypes } from "@/shared/api/queries";
import type { PushTypeSpec, Target } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { Asked } from "@/shared/parts/states";
import { blankDraft, copyDraft, type Draft, suiteDraft } from "./form/draft";
import type { Section } from "./form/pointers";
import { TargetForm } from "./form/TargetForm";
import { useTargetChange } from "./useTargetChange";

export default function NewTargetScreen() {
  const { kind = "blank" } = useParams();
  const [search] = useSearchParams();
  const suites = usePushTypes();
  return (
    <Asked query={suites}>
      {(all) =>
        kind === "copy" ? (
          <FromCopy from={Number(search.get("from"))} suites={all} />
        ) : (
          <FromScratch kind={kind} suites={all} />
        )
      }
    </Asked>
  );
}

function FromScratch({ kind, suites }: { kind: string; suites: PushTypeSpec[] }) {
  const { t, pick } = useTexts();
  const suite = suites.find((one) => one.pushType === kind);
  if (kind !== "blank" && !suite) return <Navigate to="/targets/new" replace />;
  return (
    <NewForm
      key={kind}
      title={suite ? t("form.newFrom", { name: pick(suite.name) }) : t("form.new")}
      initial={suite ? suiteDraft(suite) : blankDraft()}
      suites={suites}
      openAtFirst={
        suite
          ? ["basic", "params"]
          : ["basic", "params", "special", "interception", "housekeeping", "delivery"]
      }
      presetParams={suite !== undefined}
    />
  );
}

function FromCopy({ from, suites }: { from: number; suites: PushTypeSpec[] }) {
  const { t } = useTexts();
  const target = useQuery({
    queryKey: keys.target(from),
    queryFn: ({ signal }) => api.get<Target>(`/api/v1/targets/${from}`, undefined, signal),
  });
  return (
    <Asked query={target}>
      {(original) => (
        <NewForm
          title={t("form.copyOf", { name: original.name })}
          initial={copyDraft(original, t("form.copySuffix"))}
          suites={suites}
          openAtFirst={["basic", "params"]}
          presetParams
        />
      )}
    </Asked>
  );
}

interface NewFormProps {
  title: string;
  initial: Draft;
  suites: PushTypeSpec[];
  openAtFirst: Section[];
  presetParams: boolean;
}

function NewForm(props: NewFormProps) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const change = useTargetChange();
  return (
    <TargetForm
      {...props}
      onSave={async (config) => {
        const target = await change.create(config);
        const hint = target.enabled ? "" : ` ${t("targets.created.disabled")}`;
        message.success(`${t("targets.created", { name: target.name })}${hint}`);
        navigate("/targets");
      }}
    />
  );
}
