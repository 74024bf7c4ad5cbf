/** The token sign-on: as which application and person calls are made, and what sites differ in. */
import { Form, Select } from "antd";
import type { HeaderNames, OaConnection, OaView } from "@/shared/api/types";
import { Fold } from "@/shared/form/Fold";
import { NumberItem } from "@/shared/form/NumberItem";
import { Part } from "@/shared/form/Part";
import { useTexts } from "@/shared/i18n";
import { headerFields, type Preset, presetOf, presets } from "./draft";
import { TextItem } from "./TextItem";

interface SignOnPartProps {
  draft: OaConnection;
  view: OaView;
  onHeaders: (headers: HeaderNames) => void;
}

export function SignOnPart({ draft, view, onHeaders }: SignOnPartProps) {
  const { t } = useTexts();
  const preset = presetOf(draft.signOn.headers, view.headerPresets);
  const { signOn } = view.blank;
  return (
    <Part title={t("oa.signOn")} lede={t("oa.signOn.lede")} className="oa-part">
      <div className="form-columns">
        <TextItem name={["appId"]} label={t("oa.appId")} extra={t("oa.appId.help")} />
        <TextItem name={["userId"]} label={t("oa.userId")} extra={t("oa.userId.help")} />
        <TextItem
          wide
          name={["clientPublicKey"]}
          label={t("oa.clientPublicKey")}
          extra={t("oa.clientPublicKey.help")}
        />
      </div>
      <Fold title={t("oa.signOn.more")}>
        <Form.Item label={t("oa.headers")} htmlFor="oa-headers" extra={t("oa.headers.help")}>
          <Select<Preset | "own">
            id="oa-headers"
            className="oa-preset"
            value={preset ?? "own"}
            onChange={(chosen) => {
              if (chosen !== "own") onHeaders(view.headerPresets[chosen]);
            }}
            options={[
              ...presets.map((one) => ({ value: one, label: t(`oa.headers.${one}`) })),
              { value: "own" as const, label: t("oa.headers.own"), disabled: true },
            ]}
          />
        </Form.Item>
        <div className="form-thirds">
          {headerFields.map((field) => (
            <TextItem key={field} name={["signOn", "headers", field]} label={t(`oa.header.${field}`)} />
          ))}
        </div>
        <div className="form-columns">
          <TextItem
            name={["signOn", "registerPath"]}
            label={t("oa.registerPath")}
            placeholder={signOn.registerPath}
          />
          <TextItem
            name={["signOn", "applyTokenPath"]}
            label={t("oa.applyTokenPath")}
            placeholder={signOn.applyTokenPath}
          />
          <NumberItem
            name={["signOn", "ttlSeconds"]}
            label={t("oa.ttl")}
            extra={t("oa.ttl.help")}
            suffix={t("oa.seconds")}
            placeholder={String(signOn.ttlSeconds)}
          />
          <NumberItem
            name={["signOn", "refreshAheadSeconds"]}
            label={t("oa.refreshAhead")}
            extra={t("oa.refreshAhead.help")}
            suffix={t("oa.seconds")}
            placeholder={String(signOn.refreshAheadSeconds)}
          />
        </div>
      </Fold>
    </Part>
  );
}
