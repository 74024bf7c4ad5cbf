/** What changes the organisation; afterwards all that was read from it is read anew. */
import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import type { DirectoryImported, ListKind, PersonList } from "@/shared/api/types";

const listPath = (kind: ListKind, id: string) => `/api/v1/directory/lists/${kind}/${encodeURIComponent(id)}`;

export function useDirectoryChange() {
  const queries = useQueryClient();
  return useMemo(() => {
    const readAnew = () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: keys.directory }),
        queries.invalidateQueries({ queryKey: ["persons"] }),
      ]);
    return {
      readAnew,
      /** Says what a file would change. */
      preview: (file: Blob) =>
        api.upload<DirectoryImported>("/api/v1/directory/import", file, { preview: true }),
      apply: async (file: Blob) => {
        const done = await api.upload<DirectoryImported>("/api/v1/directory/import", file);
        await readAnew();
        return done;
      },
      putList: async (kind: ListKind, { id, name, persons }: PersonList) => {
        await api.put<void>(listPath(kind, id), { name, persons });
        await readAnew();
      },
      deleteList: async (kind: ListKind, id: string) => {
        await api.delete(listPath(kind, id));
        await readAnew();
      },
    };
  }, [queries]);
}

/** A group or role with its members. */
export const readList = (kind: ListKind, id: string, signal: AbortSignal) =>
  api.get<PersonList>(listPath(kind, id), undefined, signal);
