/** Posts, groups or roles on the left, who belongs to the chosen one on the right; groups and roles are edited here. */
import { DeleteOutlined, EditOutlined, PlusOutlined } from "@ant-design/icons";
import { Button } from "antd";
import { useDeferredValue, useMemo, useState } from "react";
import type { ListKind, PersonListEntry, PostEntry, Structure } from "@/shared/api/types";
import { count } from "@/shared/format";
import { useTexts } from "@/shared/i18n";
import { Empty } from "@/shared/parts/states";
import { Marked, SearchBox } from "@/shared/pickers/bits";
import { entriesWith } from "@/shared/pickers/ListRows";
import { VirtualRows } from "@/shared/pickers/VirtualRows";
import { DeleteListDialog } from "./DeleteListDialog";
import { ListEditor } from "./ListEditor";
import { PeopleSearch } from "./PeopleTab";
import { Nobody, PeopleTable } from "./PeopleTable";
import { usePlace } from "./usePlace";

interface SideProps<T> {
  label: string;
  search: string;
  entries: T[];
  chosen: string | null;
  onChoose: (id: string) => void;
  empty: React.ReactNode;
  action?: React.ReactNode;
}

function Side<T extends { id: string; name: string; persons: number }>(props: SideProps<T>) {
  const { t } = useTexts();
  const [text, setText] = useState("");
  const looked = useDeferredValue(text.trim());
  const shown = useMemo(() => entriesWith(props.entries, looked), [props.entries, looked]);
  return (
    <section className="panel split-side" aria-label={props.label}>
      <div className="unit-tree">
        <div className="side-search">
          <SearchBox value={text} onChange={setText} label={props.search} />
          {props.action}
        </div>
        {props.entries.length === 0 ? (
          props.empty
        ) : shown.length === 0 ? (
          <Empty compact title={t("pick.noMatch", { text: looked })} />
        ) : (
          <VirtualRows
            label={props.label}
            rows={shown}
            rowKey={(entry) => entry.id}
            look={(entry) => ({ selected: entry.id === props.chosen })}
            onPick={(entry) => props.onChoose(entry.id)}
          >
            {(entry) => (
              <div className="unit" title={`${entry.name} (${entry.id})`}>
                <span className="ellipsis">
                  <Marked text={entry.name} wanted={looked} /> <span className="mono dim">{entry.id}</span>
                </span>
                <span className="unit-count num">{count(entry.persons)}</span>
              </div>
            )}
          </VirtualRows>
        )}
      </div>
    </section>
  );
}

export function PostsTab({ structure }: { structure: Structure }) {
  const { t } = useTexts();
  const { chosen, text, go } = usePlace();
  const post: PostEntry | undefined = structure.posts.find((one) => one.id === chosen);
  return (
    <div className="split">
      <Side
        label={t("directory.tab.posts")}
        search={t("directory.posts.search")}
        entries={structure.posts}
        chosen={chosen}
        onChoose={(id) => go({ chosen: id })}
        empty={<Empty compact title={t("directory.posts.empty")} detail={t("directory.empty.detail")} />}
      />
      <section className="split-main" aria-label={post?.name ?? t("directory.tab.posts")}>
        {post ? (
          <>
            <div className="split-tools">
              <h2 className="ellipsis">{post.name}</h2>
              <PeopleSearch text={text} onChange={(next) => go({ text: next })} />
            </div>
            <PeopleTable filter={{ text, post: post.id }} empty={<Nobody text={text} where={post.name} />} />
          </>
        ) : (
          <Empty title={t("directory.posts.choose")} />
        )}
      </section>
    </div>
  );
}

export function ListsTab({ structure, kind }: { structure: Structure; kind: ListKind }) {
  const { t } = useTexts();
  const { chosen, text, go } = usePlace();
  const [editing, setEditing] = useState<"new" | PersonListEntry | null>(null);
  const [deleting, setDeleting] = useState<PersonListEntry | null>(null);
  const lists = useMemo(() => structure.lists.filter((list) => list.kind === kind), [structure, kind]);
  const list = lists.find((one) => one.id === chosen);
  const create = (
    <Button icon={<PlusOutlined />} onClick={() => setEditing("new")}>
      {t(`directory.${kind}.create`)}
    </Button>
  );
  const label = t(kind === "group" ? "directory.tab.groups" : "directory.tab.roles");
  return (
    <div className="split">
      <Side
        label={label}
        search={t(`directory.${kind}.search`)}
        entries={lists}
        chosen={chosen}
        onChoose={(id) => go({ chosen: id })}
        action={lists.length > 0 && create}
        empty={
          <Empty
            compact
            title={t(`directory.${kind}.empty`)}
            detail={t(`directory.${kind}.empty.detail`)}
            action={create}
          />
        }
      />
      <section className="split-main" aria-label={list?.name ?? label}>
        {list ? (
          <>
            <div className="split-tools">
              <h2 className="ellipsis">{list.name}</h2>
              <PeopleSearch text={text} onChange={(next) => go({ text: next })} />
              <span className="split-actions">
                <Button icon={<EditOutlined />} onClick={() => setEditing(list)}>
                  {t("common.edit")}
                </Button>
                <Button danger icon={<DeleteOutlined />} onClick={() => setDeleting(list)}>
                  {t("common.delete")}
                </Button>
              </span>
            </div>
            <PeopleTable
              filter={{ text, listKind: kind, list: list.id }}
              empty={
                text ? (
                  <Nobody text={text} where={list.name} />
                ) : (
                  <Empty
                    title={t("directory.list.noMembers")}
                    action={<Button onClick={() => setEditing(list)}>{t("common.edit")}</Button>}
                  />
                )
              }
            />
          </>
        ) : (
          <Empty title={t(`directory.${kind}.choose`)} />
        )}
      </section>
      {editing && (
        <ListEditor
          kind={kind}
          list={editing === "new" ? null : editing}
          others={lists}
          onClose={() => setEditing(null)}
          onSaved={(id) => {
            setEditing(null);
            go({ chosen: id });
          }}
        />
      )}
      {deleting && (
        <DeleteListDialog
          list={deleting}
          onClose={() => setDeleting(null)}
          onDeleted={() => {
            setDeleting(null);
            go({ chosen: null });
          }}
        />
      )}
    </div>
  );
}
