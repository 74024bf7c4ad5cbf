/**
 * Import: a document is compared first and applied then, all of it or nothing. What is applied is what was compared:
 * once the text is changed, it must be compared again.
 */
import { CheckOutlined, DiffOutlined, FolderOpenOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { App, Button, Input } from "antd";
import type { TextAreaRef } from "antd/es/input/TextArea";
import { useRef, useState } from "react";
import { api } from "@/shared/api/client";
import { ApiProblem } from "@/shared/api/problem";
import type { Comparison } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { Failure } from "@/shared/parts/states";
import { Applied } from "./Applied";
import { countsOf } from "./comparison";
import { Differences } from "./Differences";
import { Wrong } from "./Wrong";

const MOST_BYTES = 8 * 1024 * 1024;
const send = (document: string, preview: boolean) =>
  api.post<Comparison>("/api/v1/configuration/import", { document, preview });

export function Import() {
  const { t } = useTexts();
  const { message, modal } = App.useApp();
  const queries = useQueryClient();
  const [text, setText] = useState("");
  const [picked, setPicked] = useState<string | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const area = useRef<TextAreaRef>(null);
  const compare = useMutation({ mutationFn: (document: string) => send(document, true) });
  const apply = useMutation({
    mutationFn: (document: string) => send(document, false),
    // Nearly everything that the console shows may have changed.
    onSuccess: () => queries.invalidateQueries(),
  });

  const write = (next: string, from: string | null) => {
    setText(next);
    setPicked(from);
    apply.reset();
  };
  const clear = () => {
    write("", null);
    compare.reset();
  };
  const read = async (chosen: File) => {
    if (chosen.size > MOST_BYTES) return void message.error(t("import.tooLarge"));
    try {
      const bytes = await chosen.arrayBuffer();
      write(new TextDecoder("utf-8", { fatal: true }).decode(bytes), chosen.name);
      compare.reset();
    } catch {
      message.error(t("import.notText", { name: chosen.name }));
    }
  };
  const goTo = (line: number) => {
    const field = area.current?.resizableTextArea?.textArea;
    if (!field) return;
    const lines = text.split("\n");
    const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
    field.focus();
    field.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0));
    // The line comes to stand a little below the field's top edge.
    field.scrollTop = (field.scrollHeight / lines.length) * Math.max(0, line - 4);
  };

  const fresh = compare.data !== undefined && compare.variables === text;
  const comparison = fresh && !apply.data ? compare.data : null;
  const failure = apply.error ?? (compare.variables === text ? compare.error : null);
  const counts = countsOf(comparison?.things ?? []);
  const hasDifference = counts.added + counts.changed > 0;
  const ask = () =>
    modal.confirm({
      title: t("import.apply.title"),
      content: (
        <>
          <p>{t("import.apply.detail", { added: counts.added, changed: counts.changed })}</p>
          {comparison && comparison.missingSecrets.length > 0 && (
            <p>{t("import.apply.missing", { n: comparison.missingSecrets.length })}</p>
          )}
        </>
      ),
      okText: t("import.apply"),
      cancelText: t("common.cancel"),
      // A refusal is shown on the page; the dialog has nothing to add to it.
      onOk: () => apply.mutateAsync(text).catch(() => undefined),
    });

  return (
    <section className="panel" aria-labelledby="import">
      <div className="panel-head">
        <h2 id="import">{t("import.title")}</h2>
      </div>
      <div className="panel-body configuration-body">
        <p>{t("import.lede")}</p>
        <div className="configuration-tools">
          <Button icon={<FolderOpenOutlined />} onClick={() => file.current?.click()}>
            {t("import.pick")}
          </Button>
          <input
            ref={file}
            type="file"
            hidden
            accept=".toml,text/plain,application/toml"
            onChange={(event) => {
              const chosen = event.target.files?.[0];
              // The same file may be chosen again after it was changed.
              event.target.value = "";
              if (chosen) void read(chosen);
            }}
          />
          {picked && <span className="dim">{t("import.picked", { name: picked })}</span>}
        </div>
        <Input.TextArea
          ref={area}
          className="configuration-text mono"
          aria-label={t("import.paste")}
          placeholder={t("import.placeholder")}
          value={text}
          rows={12}
          wrap="off"
          spellCheck={false}
          onChange={(event) => write(event.target.value, picked)}
        />
        <div className="configuration-tools">
          <Button
            type={comparison && hasDifference ? "default" : "primary"}
            icon={<DiffOutlined />}
            disabled={text.trim() === ""}
            loading={compare.isPending}
            onClick={() => compare.mutate(text)}
          >
            {t("import.preview")}
          </Button>
          {comparison && hasDifference && (
            <Button type="primary" icon={<CheckOutlined />} loading={apply.isPending} onClick={ask}>
              {t("import.apply")}
            </Button>
          )}
          <Button disabled={text === ""} onClick={clear}>
            {t("import.clear")}
          </Button>
          {compare.data && !fresh && !compare.isPending && <span className="dim">{t("import.stale")}</span>}
        </div>
        {failure &&
          (failure instanceof ApiProblem && failure.fields.length > 0 ? (
            <Wrong fields={failure.fields} text={text} onGoTo={goTo} />
          ) : (
            <Failure error={failure} compact />
          ))}
        {comparison && !failure && <Differences comparison={comparison} />}
        {apply.data && <Applied comparison={apply.data} />}
      </div>
    </section>
  );
}
