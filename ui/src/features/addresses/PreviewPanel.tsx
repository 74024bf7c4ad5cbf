/**
 * The preview (推送地址预览, row A4): the three addresses of every bound target, by the engine's own code of a push, as
 * one types. What stands in the way is said with a way to the field.
 */
import { ExclamationCircleFilled } from "@ant-design/icons";
import { Form, Input } from "antd";
import { useState } from "react";
import { Link } from "react-router-dom";
import { ApiProblem } from "@/shared/api/problem";
import type { PreviewedTarget } from "@/shared/api/types";
import { useDebounced } from "@/shared/format/useDebounced";
import { useTexts } from "@/shared/i18n";
import { CopyButton } from "@/shared/parts/copy";
import { Empty, Failure, Loading } from "@/shared/parts/states";
import { PersonPicker } from "@/shared/pickers/PersonPicker";
import { labelOf, wordsOf } from "./complaints";
import { bodyOf, type Draft } from "./draft";
import { goTo } from "./goTo";
import { channels } from "./holders";
import { type PreviewQuestion, usePreview } from "./queries";

/** Stands in while the name is empty: no address depends on it. */
const NO_NAME = "preview of a draft 3f8a1c";

export function PreviewPanel({ draft, own }: { draft: Draft; own: number | null }) {
  const { t } = useTexts();
  const [requestId, setRequestId] = useState("");
  const [operator, setOperator] = useState<string | null>(null);
  const settled = useDebounced(draft, 300);
  const settledId = useDebounced(requestId.trim(), 300);
  const digits = /^\d*$/.test(requestId.trim());
  const bound = settled.bindings.some((row) => row.target !== null);
  const ready = bound && operator !== null && /^\d+$/.test(settledId) && digits;
  const body = bodyOf(settled);
  const question: PreviewQuestion | null = ready
    ? { address: { ...body, name: body.name || NO_NAME }, id: own, requestId: settledId, operator }
    : null;
  const preview = usePreview(question);
  return (
    <aside className="panel addresses-preview" aria-label={t("addresses.preview")}>
      <div className="panel-head">
        <h2>{t("addresses.preview")}</h2>
      </div>
      <div className="panel-body">
        <p className="addresses-help">{t("addresses.preview.help")}</p>
        <Form.Item
          label={t("addresses.preview.requestId")}
          htmlFor="preview-request"
          required
          layout="vertical"
          validateStatus={digits ? undefined : "error"}
          help={digits ? undefined : t("addresses.preview.digitsOnly")}
        >
          <Input
            id="preview-request"
            value={requestId}
            inputMode="numeric"
            autoComplete="off"
            placeholder="1234567"
            onChange={(event) => setRequestId(event.target.value)}
          />
        </Form.Item>
        <Form.Item
          label={t("addresses.preview.operator")}
          htmlFor="preview-operator"
          required
          layout="vertical"
          extra={t("addresses.preview.operator.help")}
        >
          <PersonPicker
            id="preview-operator"
            label={t("addresses.preview.operator")}
            value={operator ?? undefined}
            onChange={(id) => setOperator(id ?? null)}
          />
        </Form.Item>
        {!bound ? (
          <Empty
            compact
            title={t("addresses.preview.unbound")}
            detail={t("addresses.preview.unbound.detail")}
          />
        ) : question === null ? (
          <Empty compact title={t("addresses.preview.waiting")} />
        ) : preview.error ? (
          <Obstacles error={preview.error} />
        ) : preview.data === undefined ? (
          <Loading rows={4} />
        ) : (
          <div className="addresses-previewed" aria-live="polite" aria-busy={preview.isFetching}>
            {preview.data.map((target) => (
              <Target key={target.targetId} target={target} />
            ))}
          </div>
        )}
      </div>
    </aside>
  );
}

/** Why there is no preview: what the engine says of the draft, each a way to its field. */
function Obstacles({ error }: { error: unknown }) {
  const { t } = useTexts();
  if (!(error instanceof ApiProblem) || error.fields.length === 0) return <Failure error={error} compact />;
  return (
    <div className="addresses-obstacles" role="status">
      <p>
        <ExclamationCircleFilled aria-hidden="true" /> {t("addresses.preview.incomplete")}
      </p>
      <ul className="complaints">
        {error.fields.map((field) => {
          const pointer = field.path.replace(/^\/address(?=\/)/, "");
          return (
            <li key={`${field.path} ${field.code}`}>
              <button type="button" onClick={() => goTo(pointer)}>
                <strong>{labelOf(pointer)}</strong> {wordsOf(field, pointer)}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Target({ target }: { target: PreviewedTarget }) {
  const { t } = useTexts();
  const { links, standard } = target;
  return (
    <section className="addresses-target">
      <h3>
        <Link to={`/targets/${target.targetId}`}>{target.name}</Link>
        {target.mappedReceiver !== null && (
          <span className="dim">
            {t("addresses.preview.receiver")} <span className="mono">{target.mappedReceiver}</span>
          </span>
        )}
      </h3>
      {!links || !standard ? (
        <p className="addresses-row-complaint">
          {t("addresses.preview.nothing")} {target.problem}
        </p>
      ) : (
        channels.map((channel) => {
          const name = t(`addresses.channel.${channel}`);
          const same = links[channel] === standard[channel];
          return (
            <dl key={channel} className="addresses-link">
              <dt>
                {name}
                {same && <span className="tag tone-grey">{t("addresses.preview.same")}</span>}
              </dt>
              <dd>
                <span className="mono" data-channel={channel}>
                  {links[channel]}
                </span>
                <CopyButton
                  value={links[channel]}
                  label={t("addresses.preview.copy", { name: target.name, channel: name })}
                />
              </dd>
              {!same && (
                <dd className="addresses-standard">
                  <span>
                    {t("addresses.preview.standard")} <span className="mono">{standard[channel]}</span>
                  </span>
                  <CopyButton
                    value={standard[channel]}
                    label={t("addresses.preview.copyStandard", { name: target.name, channel: name })}
                  />
                </dd>
              )}
            </dl>
          );
        })
      )}
    </section>
  );
}
