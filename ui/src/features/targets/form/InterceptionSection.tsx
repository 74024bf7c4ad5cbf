/**
 * Interception (拦截设置, I rows): four tabs of rules that keep events from this target, how far they reach, and a trial.
 * Counts and trial are of the rules in the form, saved or not.
 */
import { Form, Tabs } from "antd";
import { type ReactNode, useCallback, useMemo, useState } from "react";
import type { ListMode } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { ModeField } from "./interception/ModeField";
import { ReachLine } from "./interception/ReachLine";
import { type DraftRules, inForce, rulesOf } from "./interception/rules";
import { StatesField } from "./interception/StatesField";
import { Trial } from "./interception/Trial";
import { TypesField } from "./interception/TypesField";
import { TabTrouble } from "./interception/tabTrouble";
import { type ReachQuery, useReach } from "./interception/useReach";
import { WorkflowsField } from "./interception/WorkflowsField";
import { MembersField } from "./MembersField";
import "./interception/interception.css";

const tabs = ["persons", "workflows", "business", "workflowTypes"] as const;
type Tab = (typeof tabs)[number];

export function InterceptionSection() {
  const { t } = useTexts();
  const form = Form.useFormInstance();
  const draft: DraftRules = Form.useWatch("interception", { form, preserve: true });
  const rules = useMemo(() => rulesOf(draft), [draft]);
  const reach = useReach(rules);
  const [tab, setTab] = useState<Tab>("persons");
  const on = inForce(rules);
  const bodies: Record<Tab, ReactNode> = {
    persons: <PersonsTab mode={rules.persons.mode} reach={reach} />,
    workflows: <WorkflowsTab mode={rules.workflows.mode} />,
    business: <BusinessTab mode={rules.business.mode} />,
    workflowTypes: <TypesTab />,
  };
  return (
    <div className="rules">
      <Tabs
        activeKey={tab}
        onChange={(next) => setTab(next as Tab)}
        items={tabs.map((one) => ({
          key: one,
          label: (
            <>
              {t(`rules.tab.${one}`)}
              {on[one] && <span className="rules-dot" aria-hidden="true" />}
            </>
          ),
          // Fields behind a closed tab stay in the form.
          forceRender: true,
          children: (
            <Panel tab={one} onTrouble={setTab}>
              {bodies[one]}
            </Panel>
          ),
        }))}
      />
      <ReachLine reach={reach} />
      <Trial rules={rules} />
    </div>
  );
}

interface PanelProps {
  tab: Tab;
  /** A field of this tab was complained about. */
  onTrouble: (tab: Tab) => void;
  children: ReactNode;
}

function Panel({ tab, onTrouble, children }: PanelProps) {
  const tell = useCallback(
    (wrong: boolean) => {
      if (wrong) onTrouble(tab);
    },
    [tab, onTrouble],
  );
  return (
    <TabTrouble.Provider value={tell}>
      <div className="rules-panel">{children}</div>
    </TabTrouble.Provider>
  );
}

function RangeField({ part, mode }: { part: "persons" | "workflows"; mode: ListMode }) {
  const { t } = useTexts();
  return (
    <Form.Item
      name={["interception", part, "mode"]}
      label={t("rules.range")}
      extra={t(`rules.${part}.${mode}`)}
    >
      <ModeField
        options={(["all", "allow", "deny"] as const).map((one) => ({
          value: one,
          label: t(`form.mode.${one}`),
        }))}
      />
    </Form.Item>
  );
}

function PersonsTab({ mode, reach }: { mode: ListMode; reach: ReachQuery }) {
  const { t } = useTexts();
  return (
    <>
      <RangeField part="persons" mode={mode} />
      <Form.Item
        name={["interception", "persons", "members"]}
        label={t("rules.members")}
        hidden={mode === "all"}
      >
        <MembersField mode={mode} covers={reach.data?.covers} />
      </Form.Item>
    </>
  );
}

function WorkflowsTab({ mode }: { mode: ListMode }) {
  const { t } = useTexts();
  return (
    <>
      <RangeField part="workflows" mode={mode} />
      <Form.Item
        name={["interception", "workflows", "ids"]}
        label={t("rules.workflows.list")}
        hidden={mode === "all"}
      >
        <WorkflowsField mode={mode} />
      </Form.Item>
    </>
  );
}

function BusinessTab({ mode }: { mode: "none" | "custom" }) {
  const { t } = useTexts();
  return (
    <>
      <Form.Item
        name={["interception", "business", "mode"]}
        label={t("rules.range")}
        extra={t(`rules.business.${mode}.help`)}
      >
        <ModeField
          options={[
            { value: "none", label: t("form.business.none") },
            { value: "custom", label: t("form.business.custom") },
          ]}
        />
      </Form.Item>
      <Form.Item name={["interception", "business", "rules"]} hidden={mode !== "custom"}>
        <StatesField />
      </Form.Item>
    </>
  );
}

function TypesTab() {
  const { t } = useTexts();
  return (
    <Form.Item
      name={["interception", "workflowTypes", "ids"]}
      label={t("rules.types.list")}
      extra={t("rules.types.help")}
    >
      <TypesField />
    </Form.Item>
  );
}
