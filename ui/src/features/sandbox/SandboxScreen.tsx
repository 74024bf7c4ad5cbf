/** Sandbox (沙箱): the simulated OA, and each simulated receiver as its users see it. */
import { ExperimentOutlined } from "@ant-design/icons";
import { Tabs } from "antd";
import { useNavigate, useParams } from "react-router-dom";
import { ApiProblem } from "@/shared/api/problem";
import type { Sandbox } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { Page } from "@/shared/parts/Page";
import { Asked, Notice } from "@/shared/parts/states";
import { OaInterface } from "./OaInterface";
import { OaPanel } from "./OaPanel";
import { useSandbox } from "./queries";
import { ReceiverPage } from "./ReceiverPage";
import "./sandbox.css";

export default function SandboxScreen() {
  const { t } = useTexts();
  const sandbox = useSandbox();
  const off = sandbox.error instanceof ApiProblem && sandbox.error.status === 404;
  return (
    <Page title={t("sandbox.title")} lede={t("sandbox.lede")}>
      {off ? (
        <Notice
          icon={<ExperimentOutlined />}
          title={t("sandbox.off.title")}
          detail={t("sandbox.off.detail")}
        />
      ) : (
        <Asked query={sandbox}>{(data) => <Pages sandbox={data} />}</Asked>
      )}
    </Page>
  );
}

function Pages({ sandbox }: { sandbox: Sandbox }) {
  const { t, pick } = useTexts();
  const navigate = useNavigate();
  const { receiver } = useParams();
  return (
    <Tabs
      className="sandbox-tabs"
      activeKey={receiver ?? "oa"}
      onChange={(key) => navigate(key === "oa" ? "/sandbox" : `/sandbox/${key}`)}
      destroyOnHidden
      items={[
        {
          key: "oa",
          label: (
            <TabLabel
              name={t("sandbox.oa")}
              note={sandbox.oa.running ? t("sandbox.oa.running") : t("sandbox.oa.paused")}
              look={sandbox.oa.running ? "good" : "still"}
            />
          ),
          children: (
            <div className="stack">
              <OaPanel oa={sandbox.oa} />
              <OaInterface oa={sandbox.interface} />
            </div>
          ),
        },
        ...sandbox.receivers.map((one) => ({
          key: one.id,
          label: (
            <TabLabel
              name={shortName(pick(one.name))}
              note={
                one.trouble.kind === "none"
                  ? `${t("sandbox.receiver.list.todo")} ${count(one.todosNow)}`
                  : t(`sandbox.trouble.${one.trouble.kind}`)
              }
              look={one.trouble.kind === "none" ? "good" : "bad"}
            />
          ),
          children: (
            <div className="stack">
              <ReceiverPage receiver={one} />
            </div>
          ),
        })),
      ]}
    />
  );
}

/** Every receiver here is one of the sandbox; its tab need not say so. */
function shortName(name: string): string {
  return name.replace(/^(沙箱|Sandbox)\s*·\s*/, "");
}

function TabLabel({ name, note, look }: { name: string; note: string; look: "good" | "bad" | "still" }) {
  return (
    <span className="tab-label">
      {name}
      <span className={`tab-note tab-${look}`}>{note}</span>
    </span>
  );
}
