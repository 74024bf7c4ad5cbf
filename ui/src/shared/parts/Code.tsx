/** A body or document for reading: laid out and coloured where it is JSON or XML, raw at a click, and copied as it came. */
import { AlignLeftOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useMemo, useState } from "react";
import { type Piece, pieces, pretty } from "../format/pretty";
import { useTexts } from "../i18n";
import { CopyButton } from "./copy";
import "./parts.css";

/** Past this size colouring costs more than it helps. */
const MOST_COLOURED = 60_000;

export function Code({ body }: { body: string }) {
  const { t } = useTexts();
  const [raw, setRaw] = useState(false);
  const laidOut = useMemo(() => pretty(body), [body]);
  const shown = useMemo<(Piece & { at: number })[]>(() => {
    const plain = raw || laidOut.text.length > MOST_COLOURED;
    const cut = plain ? [{ text: raw ? body : laidOut.text, tint: null }] : pieces(laidOut);
    let at = 0;
    return cut.map((piece) => {
      const placed = { ...piece, at };
      at += piece.text.length;
      return placed;
    });
  }, [raw, body, laidOut]);
  return (
    <div className="code">
      <div className="code-tools">
        {laidOut.kind !== "text" && (
          <Button
            type="text"
            size="small"
            icon={<AlignLeftOutlined />}
            aria-pressed={raw}
            onClick={() => setRaw(!raw)}
            title={raw ? t("detail.pretty") : t("detail.raw")}
          >
            {raw ? t("detail.pretty") : t("detail.raw")}
          </Button>
        )}
        <CopyButton value={body} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard */}
      <pre tabIndex={0}>
        {shown.map((piece) =>
          piece.tint ? (
            <span key={piece.at} className={piece.tint}>
              {piece.text}
            </span>
          ) : (
            piece.text
          ),
        )}
      </pre>
    </div>
  );
}
