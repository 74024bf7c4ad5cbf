/** A new channel of one kind. */
import { App, Button } from "antd";
import { useNavigate, useParams } from "react-router-dom";
import { useTexts } from "@/shared/i18n";
import { Asked, Empty } from "@/shared/parts/states";
import { ChannelForm } from "./ChannelForm";
import { blank } from "./draft";
import { useChannelChange, useChannelKinds } from "./queries";

export default function NewChannelScreen() {
  const { t, pick } = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const wanted = useParams().kind;
  const kinds = useChannelKinds();
  const change = useChannelChange();
  return (
    <Asked query={kinds}>
      {(all) => {
        const spec = all.find(({ kind }) => kind === wanted && kind !== "native");
        if (!spec)
          return (
            <Empty
              title={t("alerts.notFound")}
              action={<Button onClick={() => navigate("/alerts")}>{t("alerts.title")}</Button>}
            />
          );
        return (
          <ChannelForm
            title={t("alerts.new", { kind: pick(spec.name) })}
            spec={spec}
            own={null}
            initial={blank(spec, pick(spec.name))}
            onSave={async (config) => {
              const stored = await change.create(config);
              message.success(t("alerts.saved", { name: stored.name }));
              navigate("/alerts");
            }}
          />
        );
      }}
    </Asked>
  );
}
