/** Makes a group or role, gives it another name, or changes who is on it. */

import { useQuery } from "@tanstack/react-query";
import { App, Form, Input, Modal } from "antd";
import { useState } from "react";
import { keys } from "@/shared/api/keys";
import { ApiProblem } from "@/shared/api/problem";
import type { ListKind, Member, PersonListEntry } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { fieldWords } from "@/shared/parts/complaint";
import { Failure, Loading } from "@/shared/parts/states";
import { MembersChooser } from "@/shared/pickers/MembersChooser";
import { readList, useDirectoryChange } from "./useDirectoryChange";

interface ListEditorProps {
  kind: ListKind;
  /** Null for a new one. */
  list: PersonListEntry | null;
  /** All of the kind, so that none is replaced unawares. */
  others: PersonListEntry[];
  onClose: () => void;
  onSaved: (id: string) => void;
}

const asMember = (id: string): Member => ({ kind: "person", id, includeBelow: false });

export function ListEditor({ kind, list, others, onClose, onSaved }: ListEditorProps) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const change = useDirectoryChange();
  const [id, setId] = useState(list?.id ?? "");
  const [name, setName] = useState(list?.name ?? "");
  const [edited, setEdited] = useState<Member[] | null>(list ? null : []);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const stored = useQuery({
    queryKey: keys.personList(kind, list?.id ?? ""),
    queryFn: ({ signal }) => readList(kind, list?.id ?? "", signal),
    enabled: list !== null,
    staleTime: 0,
    gcTime: 0,
  });
  const members = edited ?? stored.data?.persons.map(asMember);
  const taken = list ? undefined : others.find((one) => one.id === id.trim());

  const save = async () => {
    if (!members) return;
    setBusy(true);
    setError(null);
    try {
      const saved = { id: id.trim(), name: name.trim(), persons: members.map((member) => member.id) };
      await change.putList(kind, saved);
      message.success(t("directory.list.saved", { name: saved.name }));
      onSaved(saved.id);
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };

  const complaints = (field: string) => complaintsOf(error, field);
  const isPlain = error !== null && !(error instanceof ApiProblem && error.fields.length > 0);
  return (
    <Modal
      open
      centered
      width={940}
      title={t(list ? `directory.${kind}.edit` : `directory.${kind}.create`)}
      okText={t("common.save")}
      cancelText={t("common.cancel")}
      okButtonProps={{
        loading: busy,
        disabled: !members || id.trim() === "" || name.trim() === "" || taken !== undefined,
      }}
      onOk={() => void save()}
      onCancel={onClose}
    >
      <Form layout="vertical" component="div" className="list-editor">
        <div className="list-names">
          <Form.Item label={t("directory.list.name")} htmlFor="list-name" required {...complaints("name")}>
            <Input
              id="list-name"
              value={name}
              onChange={(event) => setName(event.target.value)}
              maxLength={200}
            />
          </Form.Item>
          <Form.Item
            label={t("directory.list.id")}
            htmlFor="list-id"
            required
            extra={list ? undefined : t("directory.list.id.help")}
            {...(taken
              ? { validateStatus: "error" as const, help: t("directory.list.id.taken", { name: taken.name }) }
              : complaints("id"))}
          >
            <Input
              id="list-id"
              value={id}
              disabled={list !== null}
              spellCheck={false}
              onChange={(event) => setId(event.target.value)}
              maxLength={128}
            />
          </Form.Item>
        </div>
        <Form.Item label={t("directory.list.members")} {...complaints("persons")}>
          {stored.error ? (
            <Failure compact error={stored.error} onRetry={() => void stored.refetch()} />
          ) : members ? (
            <MembersChooser value={members} onChange={setEdited} kinds={["person"]} />
          ) : (
            <Loading rows={6} />
          )}
        </Form.Item>
      </Form>
      {isPlain && <Failure compact error={error} />}
    </Modal>
  );
}

/** What the engine said about one field, as the form shows it. */
function complaintsOf(error: unknown, field: string): { validateStatus?: "error"; help?: string } {
  if (!(error instanceof ApiProblem)) return {};
  const own = error.fields.filter((one) => one.path.split("/")[1] === field);
  if (own.length === 0) return {};
  const help = own
    .map((one) => {
      const row = Number(one.path.split("/")[2]);
      return `${Number.isInteger(row) ? `#${row + 1} ` : ""}${fieldWords(one)}`;
    })
    .join("；");
  return { validateStatus: "error", help };
}
