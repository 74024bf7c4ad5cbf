/** Export: the whole configuration as one TOML document, to be saved, copied or looked at. It holds no secret. */
import { DownloadOutlined, EyeInvisibleOutlined, EyeOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { Button } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { Code } from "@/shared/parts/Code";
import { CopyButton } from "@/shared/parts/copy";
import { useSaveFile } from "@/shared/parts/saveFile";
import { Asked, Loading } from "@/shared/parts/states";

export function Export() {
  const { t } = useTexts();
  const document = useQuery({
    queryKey: keys.configuration,
    queryFn: () => api.text("/api/v1/configuration"),
    staleTime: 0,
  });
  return (
    <section className="panel" aria-labelledby="export">
      <div className="panel-head">
        <h2 id="export">{t("export.title")}</h2>
      </div>
      <div className="panel-body configuration-body">
        <p>{t("export.lede")}</p>
        <Asked query={document} loading={<Loading rows={2} />}>
          {(text) => <Document text={text} />}
        </Asked>
      </div>
    </section>
  );
}

function Document({ text }: { text: string }) {
  const { t } = useTexts();
  const saveFile = useSaveFile();
  const [shown, setShown] = useState(false);
  const save = () => {
    const name = `todo-relay-${dayjs().format("YYYYMMDD-HHmm")}.toml`;
    void saveFile(name, text, "application/toml");
  };
  const bytes = new Blob([text]).size;
  return (
    <>
      <div className="configuration-tools">
        <Button type="primary" icon={<DownloadOutlined />} onClick={save}>
          {t("export.download")}
        </Button>
        <CopyButton value={text} label={t("export.copy")} withText />
        <Button
          icon={shown ? <EyeInvisibleOutlined /> : <EyeOutlined />}
          aria-expanded={shown}
          onClick={() => setShown(!shown)}
        >
          {shown ? t("export.hide") : t("export.show")}
        </Button>
        <span className="dim num">
          {t("export.lines", { n: count(text.split("\n").length), kb: (bytes / 1024).toFixed(1) })}
        </span>
      </div>
      {shown && (
        <div className="configuration-document">
          <Code body={text} />
        </div>
      )}
    </>
  );
}
