/** Hands files to the person and says where they went, in a browser and in the desktop window alike. */
import { App } from "antd";
import { Unreachable } from "@/host";
import { theHost } from "../api/client";
import { useTexts } from "../i18n";

function useTold(): (saving: Promise<string | null>) => Promise<void> {
  const { t } = useTexts();
  const { message } = App.useApp();
  return async (saving) => {
    try {
      const place = await saving;
      if (place !== null) message.success(t("file.saved", { place }));
    } catch (error) {
      const words = error instanceof Error ? error.message : String(error);
      const why = error instanceof Unreachable ? t("state.unreachable.title") : words;
      message.error(t("file.notSaved", { why }));
    }
  };
}

/** Text as a file. */
export function useSaveFile(): (name: string, content: string, type: string) => Promise<void> {
  const told = useTold();
  return (name, content, type) => told(theHost().saveFile(name, content, type));
}

/** An answer of the engine as a file. */
export function useDownload(): (path: string, name: string) => Promise<void> {
  const told = useTold();
  return (path, name) => told(theHost().download(path, name));
}
