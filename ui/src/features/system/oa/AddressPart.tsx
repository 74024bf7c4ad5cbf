/** Where the OA is, and the way there. */
import { Fold } from "@/shared/form/Fold";
import { Part } from "@/shared/form/Part";
import { ProxyField, ServerFields } from "@/shared/form/ServerFields";
import { TlsFields } from "@/shared/form/TlsFields";
import { useTexts } from "@/shared/i18n";

export function AddressPart() {
  const { t } = useTexts();
  return (
    <Part title={t("oa.address")} className="oa-part">
      <ServerFields legend={t("oa.server")} placeholder="oa.example.com:8080" />
      <Fold title={t("oa.way")}>
        <div className="form-columns">
          <ProxyField />
        </div>
        <TlsFields />
      </Fold>
    </Part>
  );
}
