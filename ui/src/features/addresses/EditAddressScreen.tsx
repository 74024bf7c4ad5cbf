/** One stored push address. */
import { App, Button } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router-dom";
import { ApiProblem } from "@/shared/api/problem";
import { useTargets } from "@/shared/api/queries";
import type { StoredAddress } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { Asked, Empty } from "@/shared/parts/states";
import { AddressForm } from "./AddressForm";
import { draftOf } from "./draft";
import { useAddress, useAddressChange, useAddresses } from "./queries";

export default function EditAddressScreen() {
  const { t } = useTexts();
  const navigate = useNavigate();
  const id = Number(useParams().id);
  const address = useAddress(id);
  if (address.error instanceof ApiProblem && [400, 404].includes(address.error.status)) {
    return (
      <Empty
        title={t("addresses.notFound")}
        action={<Button onClick={() => navigate("/addresses")}>{t("addresses.title")}</Button>}
      />
    );
  }
  return <Asked query={address}>{(loaded) => <EditForm key={loaded.id} address={loaded} />}</Asked>;
}

function EditForm({ address }: { address: StoredAddress }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const addresses = useAddresses();
  const targets = useTargets();
  const change = useAddressChange();
  const [saved, setSaved] = useState(address);
  return (
    <Asked query={addresses}>
      {(all) => (
        <Asked query={targets}>
          {(known) => (
            <AddressForm
              title={saved.name}
              own={saved.id}
              initial={draftOf(saved)}
              all={all}
              targets={known}
              onSave={async (body) => {
                const after = await change.replace(saved.id, body);
                message.success(t("addresses.saved", { name: after.name }));
                setSaved(after);
              }}
            />
          )}
        </Asked>
      )}
    </Asked>
  );
}
