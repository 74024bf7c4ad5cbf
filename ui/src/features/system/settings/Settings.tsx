/** Settings of the installation (系统设置): decentralised administration (T4), the tenant, e-Bridge (A2). */

import { CheckCircleFilled, MinusCircleFilled } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Form, Input, Switch } from "antd";
import { useState } from "react";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import { ApiProblem } from "@/shared/api/problem";
import { useSettings } from "@/shared/api/queries";
import type { Installation } from "@/shared/api/types";
import { Part } from "@/shared/form/Part";
import { SaveRow } from "@/shared/form/SaveRow";
import { text, useTexts } from "@/shared/i18n";
import { fieldWords } from "@/shared/parts/complaint";
import { Asked } from "@/shared/parts/states";
import { Tag } from "@/shared/parts/tags";
import { useLeaveGuard } from "@/shared/parts/useLeaveGuard";
import { draftOf, fieldOf, installationOf, parameterNames, type SettingsDraft } from "./draft";

export function Settings() {
  const settings = useSettings();
  // What was saved, here or elsewhere, begins a new form.
  return (
    <Asked query={settings}>
      {(stored) => <SettingsForm key={JSON.stringify(stored)} stored={stored} />}
    </Asked>
  );
}

const sameAs = (one: Installation, other: Installation) =>
  JSON.stringify(draftOf(one)) === JSON.stringify(draftOf(other));

function SettingsForm({ stored }: { stored: Installation }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<SettingsDraft>();
  const [draft, setDraft] = useState(() => draftOf(stored));
  const [wrong, setWrong] = useState<string[]>([]);
  const dirty = !sameAs(installationOf(draft), stored);
  const guard = useLeaveGuard(dirty);
  const change = (next: Partial<SettingsDraft>) => {
    form.setFieldsValue(next);
    setDraft((before) => ({ ...before, ...next }));
  };
  const save = useMutation({
    mutationFn: (next: Installation) => api.put<void>("/api/v1/settings", next),
    onMutate: () => setWrong([]),
    onSuccess: (_, next) => {
      message.success(t("settings.saved"));
      queries.setQueryData<Installation>(keys.settings, next);
    },
    onError: (error) => {
      if (!(error instanceof ApiProblem)) return;
      for (const field of error.fields) {
        const name = fieldOf(field);
        const words =
          field.path === "/eBridge" && field.code === "IN_USE"
            ? text("settings.eBridge.inUse")
            : fieldWords(field);
        if (name === null || name === "bridged") setWrong((before) => [...before, words]);
        else form.setFields([{ name, errors: [words] }]);
      }
    },
  });
  const reset = () => {
    save.reset();
    setWrong([]);
    form.setFields(Object.keys(draft).map((name) => ({ name: name as keyof SettingsDraft, errors: [] })));
    change(draftOf(stored));
  };

  return (
    <Form
      form={form}
      name="settings"
      layout="vertical"
      className="settings"
      initialValues={draft}
      onValuesChange={(_, all) => setDraft((before) => ({ ...before, ...all }))}
      onFinish={() => save.mutate(installationOf(draft))}
    >
      {guard.dialog}
      <Part title={t("settings.decentralized")} className="settings-part">
        <div className="switch-row">
          <Form.Item name="decentralized" valuePropName="checked" noStyle>
            <Switch aria-label={t("settings.decentralized.label")} />
          </Form.Item>
          <span>{draft.decentralized ? t("common.on") : t("common.off")}</span>
        </div>
        <p className="dim">{t("settings.decentralized.help")}</p>
      </Part>
      <Part title={t("settings.tenant")} className="settings-part">
        <Form.Item name="tenantKey" label={t("settings.tenantKey")} extra={t("settings.tenantKey.help")}>
          <Input className="key-field" autoComplete="off" />
        </Form.Item>
      </Part>
      <Part
        className="settings-part"
        title={t("settings.eBridge")}
        extra={
          stored.eBridge ? (
            <Tag tone="green" icon={<CheckCircleFilled />}>
              {t("settings.eBridge.on")}
            </Tag>
          ) : (
            <Tag tone="grey" icon={<MinusCircleFilled />}>
              {t("settings.eBridge.off")}
            </Tag>
          )
        }
      >
        {wrong.map((words) => (
          <Alert key={words} type="error" showIcon title={words} />
        ))}
        <Bridge
          draft={draft}
          wasBridged={stored.eBridge !== null}
          onChange={(bridged) => change({ bridged })}
        />
      </Part>
      <SaveRow
        label={t("settings.save")}
        dirty={dirty}
        saving={save.isPending}
        error={save.error}
        onReset={reset}
      />
    </Form>
  );
}

interface BridgeProps {
  draft: SettingsDraft;
  wasBridged: boolean;
  onChange: (bridged: boolean) => void;
}

function Bridge({ draft, wasBridged, onChange }: BridgeProps) {
  const { t } = useTexts();
  if (!draft.bridged) {
    return (
      <>
        <p>{wasBridged ? t("settings.eBridge.removed") : t("settings.eBridge.off.detail")}</p>
        <div>
          <Button onClick={() => onChange(true)}>{t("settings.eBridge.configure")}</Button>
        </div>
      </>
    );
  }
  return (
    <>
      <p className="dim">{t("settings.eBridge.help")}</p>
      {(["agent", "corp", "tenant"] as const).map((name) => (
        <Form.Item
          key={name}
          name={name}
          required
          label={t(`settings.eBridge.${name}`)}
          extra={
            <span className="mono">{t("settings.eBridge.parameter", { name: parameterNames[name] })}</span>
          }
        >
          <Input className="key-field mono" autoComplete="off" />
        </Form.Item>
      ))}
      <div>
        <Button danger onClick={() => onChange(false)}>
          {t("settings.eBridge.remove")}
        </Button>
      </div>
    </>
  );
}
