/** A new target: from a suite, or from blank. */
import { App } from "antd";
import { Navigate, useNavigate, useParams } from "react-router-dom";
import { usePushTypes } from "@/shared/api/queries";
import type { PushTypeSpec } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { Asked } from "@/shared/parts/states";
import { withCustom } from "./form/customType";
import { blankDraft, suiteDraft } from "./form/draft";
import { TargetForm } from "./form/TargetForm";
import { useTargetChange } from "./useTargetChange";

export default function NewTargetScreen() {
  const { kind = "blank" } = useParams();
  const suites = usePushTypes();
  return <Asked query={suites}>{(all) => <NewForm key={kind} kind={kind} suites={all} />}</Asked>;
}

function NewForm({ kind, suites }: { kind: string; suites: PushTypeSpec[] }) {
  const { t, pick } = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const change = useTargetChange();
  const suite = withCustom(suites).find((one) => one.pushType === kind);
  if (kind !== "blank" && !suite) return <Navigate to="/targets/new" replace />;
  return (
    <TargetForm
      title={suite ? t("form.newFrom", { name: pick(suite.name) }) : t("form.new")}
      lede={
        suite?.implementationClass && (
          <>
            {t("form.implementationClass")} <span className="mono">{suite.implementationClass}</span>
          </>
        )
      }
      initial={suite ? suiteDraft(suite) : blankDraft()}
      suites={suites}
      openAtFirst={
        suite
          ? ["basic", "params", "mapping"]
          : ["basic", "params", "mapping", "special", "interception", "housekeeping", "delivery"]
      }
      presetParams={suite !== undefined}
      short={suite !== undefined}
      mapping={(key) => (key === "mapping" ? <p className="form-note">{t("mapping.afterSave")}</p> : null)}
      onSave={async (config) => {
        const target = await change.create(config);
        const hint = target.enabled ? "" : ` ${t("targets.created.disabled")}`;
        message.success(`${t("targets.created", { name: target.name })}${hint}`);
        // A mapping table is filled in where it is; all else is done.
        navigate(target.personKey === "mapping" ? `/targets/${target.id}?section=mapping` : "/targets");
      }}
    />
  );
}
