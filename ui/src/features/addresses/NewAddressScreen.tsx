/** A new push address. */
import { App } from "antd";
import { useNavigate } from "react-router-dom";
import { useTargets } from "@/shared/api/queries";
import { useTexts } from "@/shared/i18n";
import { Asked } from "@/shared/parts/states";
import { AddressForm } from "./AddressForm";
import { blankDraft } from "./draft";
import { useAddressChange, useAddresses } from "./queries";

export default function NewAddressScreen() {
  const { t } = useTexts();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const addresses = useAddresses();
  const targets = useTargets();
  const change = useAddressChange();
  return (
    <Asked query={addresses}>
      {(all) => (
        <Asked query={targets}>
          {(known) => (
            <AddressForm
              title={t("addresses.new")}
              own={null}
              initial={blankDraft()}
              all={all}
              targets={known}
              onSave={async (address) => {
                const stored = await change.create(address);
                const hint = stored.enabled ? "" : ` ${t("addresses.created.disabled")}`;
                message.success(`${t("addresses.saved", { name: stored.name })}${hint}`);
                navigate("/addresses");
              }}
            />
          )}
        </Asked>
      )}
    </Asked>
  );
}
