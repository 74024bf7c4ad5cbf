/** A new row of the mapping table. It stays open, so that one after another can be typed. */
import { App, Button, Input } from "antd";
import { useState } from "react";
import { useTexts } from "@/shared/i18n";
import { PersonPicker } from "@/shared/pickers/PersonPicker";
import { useMappingChange } from "./queries";
import { rowWords } from "./words";

export function AddRow({ targetId, onClose }: { targetId: number; onClose: () => void }) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const change = useMappingChange(targetId);
  const [person, setPerson] = useState<string | undefined>(undefined);
  const [value, setValue] = useState("");
  const [busy, setBusy] = useState(false);
  const [wrong, setWrong] = useState<string | null>(null);
  const add = async () => {
    if (!person) return;
    setBusy(true);
    try {
      await change.put(person, value.trim());
      message.success(t("mapping.added", { person }));
      setPerson(undefined);
      setValue("");
      setWrong(null);
    } catch (error) {
      setWrong(rowWords(error) ?? t("state.unreachable.title"));
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="mapping-add">
      <PersonPicker
        allowUnknown
        mainOnly
        value={person}
        onChange={setPerson}
        label={t("mapping.col.person")}
        placeholder={t("mapping.person.placeholder")}
      />
      <Input
        className="mono"
        value={value}
        status={wrong ? "error" : undefined}
        placeholder={t("mapping.value.placeholder")}
        aria-label={t("mapping.col.value")}
        onChange={(event) => {
          setValue(event.target.value);
          setWrong(null);
        }}
        onPressEnter={() => void add()}
      />
      <Button type="primary" disabled={!person} loading={busy} onClick={() => void add()}>
        {t("common.add")}
      </Button>
      <Button onClick={onClose}>{t("common.close")}</Button>
      {wrong && (
        <span className="field-bad mapping-wrong" role="alert">
          {wrong}
        </span>
      )}
    </div>
  );
}
