/** The parameters that a script declares, as a target's form will ask for them. */
import { LockOutlined } from "@ant-design/icons";
import type { ParamSpec } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { Tag } from "@/shared/parts/tags";

export function ParameterList({ params }: { params: ParamSpec[] }) {
  const { t, pick } = useTexts();
  if (params.length === 0) return <p className="dim">{t("adapters.parameters.none")}</p>;
  return (
    <ul className="adapter-params">
      {params.map((param) => (
        <li key={param.name}>
          <div className="adapter-param-head">
            <strong>{pick(param.label)}</strong>
            <span className="mono dim">{param.name}</span>
            <span className="adapter-param-tags">
              <span className="dim">{t(`adapters.param.kind.${param.kind}`)}</span>
              {param.required && (
                <Tag tone="blue" icon="＊">
                  {t("adapters.param.required")}
                </Tag>
              )}
              {param.secret && (
                <Tag tone="amber" icon={<LockOutlined />}>
                  {t("adapters.param.secret")}
                </Tag>
              )}
            </span>
          </div>
          {pick(param.help) && <div className="adapter-param-help">{pick(param.help)}</div>}
          {param.choices.length > 0 && (
            <div className="adapter-param-help">
              {t("adapters.param.choices", {
                choices: param.choices.map((choice) => `${pick(choice.label)} (${choice.value})`).join("、"),
              })}
            </div>
          )}
          {param.default !== null && param.default !== "" && (
            <div className="adapter-param-help">
              {t("adapters.param.default", { value: String(param.default) })}
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}
