/** How the comparison went for each person that was named. */
import type { PersonReconciled } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";

export function Persons({ persons }: { persons: PersonReconciled[] }) {
  const { t } = useTexts();
  const isAsked = persons.some(({ shown, problem }) => shown !== null || problem !== null);
  return (
    <section className="panel" aria-labelledby="reconcile-persons">
      <div className="panel-head">
        <h2 id="reconcile-persons">{t("reconcile.persons")}</h2>
        {!isAsked && <span className="dim">{t("reconcile.cannotBeAsked")}</span>}
      </div>
      <div className="grid-scroll">
        <table className="grid">
          <thead>
            <tr>
              <th>{t("reconcile.person")}</th>
              <th className="right">{t("reconcile.should")}</th>
              <th className="right">{t("reconcile.shown")}</th>
              <th className="right">{t("reconcile.inAll")}</th>
              <th>{t("reconcile.note")}</th>
            </tr>
          </thead>
          <tbody>
            {persons.map((one) => (
              <tr key={one.person}>
                <td>
                  <span className="strong">{one.name ?? one.person}</span>{" "}
                  <span className="mono dim">{one.person}</span>
                </td>
                <td className="right num">{count(one.should)}</td>
                <td className="right num">{one.shown === null ? "–" : count(one.shown)}</td>
                <td className="right num">{one.inAll === null ? "–" : count(one.inAll)}</td>
                <td>
                  {one.problem && (
                    <span className="state-wrong">{t("reconcile.problem", { why: one.problem })}</span>
                  )}
                  {one.partly && <span className="dim"> {t("reconcile.partly")}</span>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
