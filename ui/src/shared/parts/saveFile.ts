/** Hands text to the person as a file and says where it went, in a browser and in the desktop window alike. */
import { App } from "antd";
import { theHost } from "../api/client";
import { useTexts } from "../i18n";

export function useSaveFile(): (name: string, content: string, type: string) => Promise<void> {
  const { t } = useTexts();
  const { message } = App.useApp();
  return async (name, content, type) => {
    try {
      const place = await theHost().saveFile(name, content, type);
      if (place !== null) message.success(t("file.saved", { place }));
    } catch (error) {
      message.error(t("file.notSaved", { why: error instanceof Error ? error.message : String(error) }));
    }
  };
}
