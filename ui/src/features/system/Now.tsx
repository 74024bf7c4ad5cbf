/** What runs here now (概况): the engine, where it keeps secrets, and how this console looks. */
import { useMutation } from "@tanstack/react-query";
import { App, Button, Radio } from "antd";
import type { ReactNode } from "react";
import { api } from "@/shared/api/client";
import { ApiProblem } from "@/shared/api/problem";
import { useSystem } from "@/shared/api/queries";
import type { System } from "@/shared/api/types";
import { age, moment } from "@/shared/format";
import { useNow } from "@/shared/format/useNow";
import { setLanguage, useTexts } from "@/shared/i18n";
import { CopyButton } from "@/shared/parts/copy";
import { useSaveFile } from "@/shared/parts/saveFile";
import { Asked } from "@/shared/parts/states";
import { useTheme } from "@/shared/theme";

export function Now() {
  const system = useSystem();
  return (
    <Asked query={system}>
      {(data) => (
        <div className="system">
          <EnginePanel system={data} />
          <SecretsPanel system={data} />
          <Preferences />
        </div>
      )}
    </Asked>
  );
}

function Panel({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="panel">
      <div className="panel-head">
        <h2>{title}</h2>
      </div>
      <div className="panel-body">{children}</div>
    </section>
  );
}

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}

function EnginePanel({ system }: { system: System }) {
  const { t } = useTexts();
  const now = useNow();
  return (
    <Panel title={t("system.engine")}>
      <dl className="system-facts">
        <Row label={t("system.version")}>Todo Relay {system.version}</Row>
        <Row label={t("system.state")}>
          <span className={system.engine.state === "running" ? "state-good" : "state-bad"}>
            {t(`engine.${system.engine.state}`)}
          </span>
          {system.engine.detail && <div className="dim">{system.engine.detail}</div>}
        </Row>
        <Row label={t("system.startedAt")}>{moment(system.startedAt).slice(0, 19)}</Row>
        <Row label={t("system.uptime")}>{age(system.startedAt, now)}</Row>
        <Row label={t("system.dataDirectory")}>
          <span className="mono path">{system.dataDirectory}</span>{" "}
          <CopyButton value={system.dataDirectory} />
        </Row>
        <Row label={t("system.diagnostics")}>
          <Diagnostics />
        </Row>
        <Row label={t("system.sandbox")}>
          {system.sandbox ? t("system.sandbox.on") : t("system.sandbox.off")}
        </Row>
      </dl>
    </Panel>
  );
}

/** One file for whoever helps, without secrets. */
function Diagnostics() {
  const { t } = useTexts();
  const { message } = App.useApp();
  const saveFile = useSaveFile();
  const gather = useMutation({
    mutationFn: () => api.get<unknown>("/api/v1/system/diagnostics"),
    onSuccess: (found) =>
      saveFile(
        `todo-relay-diagnostics-${new Date().toISOString().slice(0, 10)}.json`,
        JSON.stringify(found, null, 1),
        "application/json",
      ),
    onError: (error) =>
      message.error(error instanceof ApiProblem ? error.message : t("state.unreachable.title")),
  });
  return (
    <>
      <Button size="small" loading={gather.isPending} onClick={() => gather.mutate()}>
        {t("system.diagnostics.save")}
      </Button>{" "}
      <span className="dim">{t("system.diagnostics.note")}</span>
    </>
  );
}

function SecretsPanel({ system }: { system: System }) {
  const { t } = useTexts();
  const { kind, unlockedBy, detail } = system.secretStore;
  return (
    <Panel title={t("system.secrets")}>
      <dl className="system-facts">
        <Row label={t("system.secrets")}>
          <strong>{t(`system.secrets.${kind}`)}</strong>
        </Row>
        <Row label={t("system.secrets.unlockedBy")}>{t(`system.secrets.${unlockedBy}`)}</Row>
        {detail && (
          <Row label={t("system.secrets.detail")}>
            <span className="path">{detail}</span>
          </Row>
        )}
      </dl>
      <p className="dim">{t("system.secrets.note")}</p>
    </Panel>
  );
}

function Preferences() {
  const { t, language } = useTexts();
  const theme = useTheme();
  return (
    <Panel title={t("system.preferences")}>
      <dl className="system-facts">
        <Row label={t("system.language")}>
          <Radio.Group
            optionType="button"
            value={language}
            onChange={(event) => setLanguage(event.target.value)}
            options={[
              { value: "zh", label: t("language.zh") },
              { value: "en", label: t("language.en") },
            ]}
          />
        </Row>
        <Row label={t("system.theme")}>
          <Radio.Group
            optionType="button"
            value={theme.name}
            onChange={(event) => theme.choose(event.target.value)}
            options={[
              { value: "light", label: t("theme.light") },
              { value: "dark", label: t("theme.dark") },
            ]}
          />
        </Row>
        <Row label="API">
          <a href="/api/openapi.json" target="_blank" rel="noreferrer">
            {t("system.openApi")}
          </a>
        </Row>
      </dl>
    </Panel>
  );
}
