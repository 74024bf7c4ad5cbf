/** One stored channel. */
import { DeleteOutlined } from "@ant-design/icons";
import { App, Button, Modal } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router-dom";
import { useAlertChannels } from "@/shared/api/queries";
import type { AlertChannel, ChannelSpec } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { Asked, Empty, Failure } from "@/shared/parts/states";
import { ChannelForm } from "./ChannelForm";
import { configOf, type StoredChannel, useChannelChange, useChannelKinds } from "./queries";

export default function EditChannelScreen() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const id = Number(useParams().id);
  const channels = useAlertChannels();
  const kinds = useChannelKinds();
  return (
    <Asked query={kinds}>
      {(specs) => (
        <Asked query={channels}>
          {(all) => {
            const channel = all.find((one) => one.id === id);
            const spec = specs.find(({ kind }) => kind === channel?.kind);
            if (!channel || !spec)
              return (
                <Empty
                  title={t("alerts.notFound")}
                  action={<Button onClick={() => navigate("/alerts")}>{t("alerts.title")}</Button>}
                />
              );
            return <EditForm key={id} channel={channel} spec={spec} />;
          }}
        </Asked>
      )}
    </Asked>
  );
}

function EditForm({ channel, spec }: { channel: AlertChannel; spec: ChannelSpec }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const change = useChannelChange();
  // What is being edited must not change under the operator's hands; what was saved is read anew, secrets as markers.
  const [saved, setSaved] = useState<StoredChannel>(channel);
  return (
    <ChannelForm
      key={saved.updatedAt}
      title={saved.name}
      spec={spec}
      own={channel.id}
      initial={configOf(saved)}
      extra={channel.kind !== "native" && <Delete channel={saved} />}
      onSave={async (config) => {
        const after = await change.replace(channel.id, config);
        message.success(t("alerts.saved", { name: after.name }));
        setSaved(after);
      }}
    />
  );
}

function Delete({ channel }: { channel: StoredChannel }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const change = useChannelChange();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const remove = async () => {
    setBusy(true);
    setError(null);
    try {
      await change.remove(channel.id);
      message.success(t("alerts.deleted", { name: channel.name }));
      navigate("/alerts");
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Button danger icon={<DeleteOutlined />} onClick={() => setAsking(true)}>
        {t("common.delete")}
      </Button>
      <Modal
        open={asking}
        title={t("alerts.delete.title", { name: channel.name })}
        okText={t("common.delete")}
        okButtonProps={{ danger: true, loading: busy }}
        cancelText={t("common.cancel")}
        onOk={() => void remove()}
        onCancel={() => setAsking(false)}
      >
        <p>{t("alerts.delete.detail")}</p>
        {error !== null && <Failure error={error} compact />}
      </Modal>
    </>
  );
}
