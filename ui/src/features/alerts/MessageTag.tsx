/** The state of a message as colour, icon and word. */
import { CheckCircleFilled, ClockCircleFilled, CloseCircleFilled } from "@ant-design/icons";
import type { MessageState } from "@/shared/api/types";
import { useTexts } from "@/shared/i18n";
import { Tag } from "@/shared/parts/tags";

const look = {
  waiting: { tone: "amber", icon: <ClockCircleFilled /> },
  sent: { tone: "green", icon: <CheckCircleFilled /> },
  givenUp: { tone: "red", icon: <CloseCircleFilled /> },
} as const;

export function MessageTag({ state }: { state: MessageState }) {
  const { t } = useTexts();
  return (
    <Tag tone={look[state].tone} icon={look[state].icon}>
      {t(`messageState.${state}`)}
    </Tag>
  );
}
