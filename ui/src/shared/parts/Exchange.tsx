/** One HTTP exchange and the addresses in it, as evidence: shown as they are (the engine has masked the secrets). */
import type { HeaderList, Links } from "../api/types";
import { useTexts } from "../i18n";
import { Code } from "./Code";
import { CopyButton } from "./copy";
import "./evidence.css";

export function RequestLine({ method, url }: { method: string; url: string }) {
  return (
    <div className="request-line mono">
      <strong>{method}</strong>
      <span>{url}</span>
      <CopyButton value={url} />
    </div>
  );
}

export function Headers({ headers, open }: { headers: HeaderList; open?: boolean }) {
  const { t } = useTexts();
  if (headers.length === 0) return null;
  return (
    <details className="headers" open={open}>
      <summary>{t("detail.headers", { n: headers.length })}</summary>
      <dl className="mono">
        {headers.map(([name, value], at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a header may come twice, and the list never changes
          <div key={at}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}

export function Body({ body }: { body: string | null }) {
  const { t } = useTexts();
  return body ? <Code body={body} /> : <p className="dim">{t("detail.body.empty")}</p>;
}

/** The three addresses under which the receiver's users open an item. */
export function LinksList({ links }: { links: Links }) {
  const { t } = useTexts();
  return (
    <dl className="links">
      {(["pc", "app", "adaptive"] as const).map((kind) => (
        <div key={kind}>
          <dt>{t(`detail.links.${kind}`)}</dt>
          <dd className="mono">{links[kind] || <span className="dim">{t("common.none")}</span>}</dd>
          {links[kind] && (
            <CopyButton value={links[kind]} label={`${t("common.copy")} ${t(`detail.links.${kind}`)}`} />
          )}
        </div>
      ))}
    </dl>
  );
}
