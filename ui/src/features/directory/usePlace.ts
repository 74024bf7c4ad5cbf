/** Where one is in the organisation: tab, unit, list and search, all in the address. */
import { useSearchParams } from "react-router-dom";

export const tabs = ["people", "posts", "groups", "roles"] as const;
export type Tab = (typeof tabs)[number];

export function usePlace() {
  const [search, setSearch] = useSearchParams();
  const asked = search.get("tab");
  return {
    tab: tabs.find((tab) => tab === asked) ?? ("people" as Tab),
    /** `department/12`; null for everybody. */
    unit: search.get("unit"),
    below: search.get("below") !== "no",
    /** A post, group or role. */
    chosen: search.get("chosen"),
    text: search.get("text") ?? "",
    go: (change: Record<string, string | null>) =>
      setSearch(
        (before) => {
          const after = new URLSearchParams(before);
          for (const [name, value] of Object.entries(change)) {
            if (value === null || value === "") after.delete(name);
            else after.set(name, value);
          }
          return after;
        },
        { replace: true },
      ),
  };
}
