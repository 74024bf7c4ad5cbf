/** The persons whose lists a real-time push could not read, and why. */
import { Button } from "antd";
import { useTexts } from "@/shared/i18n";
import { Empty, Failure, Loading } from "@/shared/parts/states";
import { PersonName } from "@/shared/pickers/MemberName";
import { useUnread } from "./queries";

export function UnreadPersons({ id, known }: { id: number; known: number }) {
  const { t } = useTexts();
  const { query, rows } = useUnread(id, known);
  const { refetch } = query;
  if (rows.length === 0) {
    if (query.error) return <Failure compact error={query.error} onRetry={() => void refetch()} />;
    if (query.isPending) return <Loading rows={3} />;
    return <Empty compact title={t("tasks.unread.none")} />;
  }
  return (
    <>
      <table className="grid">
        <thead>
          <tr>
            <th>{t("tasks.unread.person")}</th>
            <th>{t("log.col.reason")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ position, person, reason }) => (
            <tr key={position}>
              <td className="nowrap">
                <PersonName id={person} />
              </td>
              <td className="wrap">{reason}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {query.hasNextPage && (
        <div className="tasks-more">
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t("common.more")}
          </Button>
        </div>
      )}
    </>
  );
}
