/** What is wrong with a document: each complaint with its place, and the way to its line. */

import { CloseCircleFilled } from "@ant-design/icons";
import { Button } from "antd";
import { useMemo } from "react";
import type { FieldProblem } from "@/shared/api/problem";
import { partName } from "@/shared/diff/names";
import { useTexts } from "@/shared/i18n";
import { codeWords } from "@/shared/parts/complaint";
import { lineOf, linesOf, placeInMessage } from "./places";

interface WrongProps {
  fields: FieldProblem[];
  text: string;
  onGoTo: (line: number) => void;
}

export function Wrong({ fields, text, onGoTo }: WrongProps) {
  const { t } = useTexts();
  const lines = useMemo(() => linesOf(text), [text]);
  return (
    <div className="wrong" role="alert">
      <h3>
        <CloseCircleFilled aria-hidden="true" /> {t("import.wrong.title", { n: fields.length })}
      </h3>
      <ul>
        {fields.map((field) => {
          // What is wrong with the text itself is said of the whole document, with its place in the message.
          const pointer = field.path.replace(/^\/document/, "");
          const line = placeInMessage(field.message)?.line ?? lineOf(lines, pointer);
          return (
            <li key={`${field.path} ${field.message}`}>
              <div className="wrong-place">
                <strong>{pointer ? partName(pointer) : t("import.wrong.document")}</strong>
                {pointer && <span className="mono dim">{pointer}</span>}
                {line !== null && (
                  <Button type="link" size="small" onClick={() => onGoTo(line)}>
                    {t("import.wrong.goto", { line })}
                  </Button>
                )}
              </div>
              <div>{codeWords(field.code)}</div>
              <pre className="dim">{field.message}</pre>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
