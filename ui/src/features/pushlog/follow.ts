/**
 * How live rows come into a list that is paged by key (row L4). Pure. Guarantees: rows stay ordered by id, newest first,
 * each once; a changed row changes in place wherever it is; a new row comes in only while the list follows, else it is
 * held and counted; a list that has been followed for long is cut back, and says so.
 */
import type { InfiniteData } from "@tanstack/react-query";
import type { Delivery, Page } from "@/shared/api/types";

export interface LogPage extends Page<Delivery> {
  /** Rows are missing between this page and the next: the list must be read again before it is scrolled down. */
  gap?: boolean;
}

export type LogPages = InfiniteData<LogPage, string | null>;

/** A followed list is cut back to `KEPT` rows when it has grown past `MOST`. */
export const MOST = 1_500;
export const KEPT = 500;

export interface Arrival {
  items: Delivery[];
  /** Rows that the engine left out because there were too many for a frame. */
  skipped: number;
  following: boolean;
  /** Whether a row fits those filters of the list that the stream does not know. */
  fits: (row: Delivery) => boolean;
}

export interface Merged {
  pages: LogPages;
  /** Ids of rows that are new, fit the filters, and were not let in. */
  held: number[];
}

/**
 * Of two readings of one row, the later one. A result stands; of two open rows the one with more attempts is later. The
 * stream tells of a result without the persons' names: those that are known stay.
 */
export function later(a: Delivery, b: Delivery): Delivery {
  const settled = (row: Delivery) => (row.status === "pending" ? 0 : 1);
  const bIsLater = settled(a) === settled(b) ? b.attempts >= a.attempts : settled(b) > settled(a);
  const [older, newer] = bIsLater ? [a, b] : [b, a];
  return {
    ...newer,
    creatorName: newer.creatorName ?? older.creatorName,
    receiverName: newer.receiverName ?? older.receiverName,
  };
}

export function merge(pages: LogPages, arrival: Arrival): Merged {
  const news = new Map<number, Delivery>();
  for (const item of arrival.items) {
    const seen = news.get(item.id);
    news.set(item.id, seen ? later(seen, item) : item);
  }
  let touched = false;
  const next = pages.pages.map((page) => {
    if (!page.items.some((row) => news.has(row.id))) return page;
    touched = true;
    const items = page.items.map((row) => {
      const item = news.get(row.id);
      if (item) news.delete(row.id);
      return item ? later(row, item) : row;
    });
    return { ...page, items };
  });

  const last = next.at(-1);
  const lowest = last?.next ? (last.items.at(-1)?.id ?? 0) : 0;
  const fresh = [...news.values()]
    .filter((row) => row.id > lowest && arrival.fits(row))
    .sort((a, b) => b.id - a.id);

  if (!arrival.following) {
    return { pages: touched ? { ...pages, pages: next } : pages, held: fresh.map((row) => row.id) };
  }
  if (fresh.length === 0 && arrival.skipped === 0 && !touched) return { pages, held: [] };
  return { pages: letIn({ ...pages, pages: next }, fresh, arrival.skipped > 0), held: [] };
}

function letIn(pages: LogPages, fresh: Delivery[], skipped: boolean): LogPages {
  const first = pages.pages[0] ?? { items: [], next: null };
  const bottom = first.items.at(-1)?.id ?? Number.POSITIVE_INFINITY;
  // Rows that belong between older pages are rare (a status has just come to fit the filter); each goes to its page.
  const rest = pages.pages.slice(1).map((page) => {
    const top = page.items[0]?.id ?? 0;
    const own = fresh.filter((row) => row.id < Math.min(bottom, top));
    return own.length > 0 ? { ...page, items: sorted([...page.items, ...own]) } : page;
  });
  const mine =
    pages.pages.length > 1
      ? fresh.filter((row) => row.id >= Math.min(bottom, pages.pages[1]?.items[0]?.id ?? 0))
      : fresh;
  const items = mine.length > 0 ? sorted([...mine, ...first.items]) : first.items;
  const gap = first.gap || skipped;
  if (items.length > MOST) {
    return {
      pages: [{ items: items.slice(0, KEPT), next: null, gap: true }],
      pageParams: pages.pageParams.slice(0, 1),
    };
  }
  return { ...pages, pages: [{ ...first, items, ...(gap ? { gap } : {}) }, ...rest] };
}

function sorted(rows: Delivery[]): Delivery[] {
  const unique = new Map<number, Delivery>();
  for (const row of rows) {
    const seen = unique.get(row.id);
    unique.set(row.id, seen ? later(seen, row) : row);
  }
  return [...unique.values()].sort((a, b) => b.id - a.id);
}

/** Names of persons by their ids, learnt from rows that carry them. */
export type Names = Map<string, string>;

/** Gives rows that the stream sent without names those that other rows have taught. */
export function withNames(rows: Delivery[], names: Names): Delivery[] {
  for (const row of rows) {
    if (row.receiverName) names.set(row.receiver, row.receiverName);
    if (row.creatorName) names.set(row.creator, row.creatorName);
  }
  return rows.map((row) =>
    row.receiverName && row.creatorName
      ? row
      : {
          ...row,
          receiverName: row.receiverName ?? names.get(row.receiver) ?? null,
          creatorName: row.creatorName ?? names.get(row.creator) ?? null,
        },
  );
}

/** A page that was just read, with what the stream has told while it was on its way. */
export function withRecent(page: LogPage, recent: Delivery[], fits: Arrival["fits"]): LogPage {
  const pages: LogPages = { pages: [page], pageParams: [null] };
  const merged = merge(pages, { items: recent, skipped: 0, following: true, fits });
  return merged.pages.pages[0] ?? page;
}
