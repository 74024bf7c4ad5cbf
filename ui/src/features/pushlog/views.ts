/** Saved views of the log: filters under a name, kept in this browser. Pure but for the storage that is handed in. */
import { type Filters, readFilters, writeFilters } from "./filters";

const STORED = "todo-relay.views";
/** More would be a list to search in. */
export const MOST_VIEWS = 20;

export interface View {
  name: string;
  filters: Filters;
}

type Kept = Pick<Storage, "getItem" | "setItem">;

/** What is kept; whatever makes no sense is left out. */
export function readViews(storage: Kept): View[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(STORED) ?? "[]");
    if (!Array.isArray(stored)) return [];
    return stored.flatMap((one: { name?: unknown; query?: unknown }) => {
      if (typeof one?.name !== "string" || typeof one.query !== "string") return [];
      return [{ name: one.name, filters: readFilters(new URLSearchParams(one.query)) }];
    });
  } catch {
    return [];
  }
}

function keep(storage: Kept, views: View[]): View[] {
  const stored = views.map(({ name, filters }) => ({
    name,
    query: writeFilters(new URLSearchParams(), filters).toString(),
  }));
  storage.setItem(STORED, JSON.stringify(stored));
  return views;
}

/** Saves a view; one of the same name is replaced. The oldest goes when there are too many. */
export function saveView(storage: Kept, view: View): View[] {
  const others = readViews(storage).filter(({ name }) => name !== view.name);
  return keep(storage, [...others, view].slice(-MOST_VIEWS));
}

export function removeView(storage: Kept, name: string): View[] {
  return keep(
    storage,
    readViews(storage).filter((view) => view.name !== name),
  );
}
