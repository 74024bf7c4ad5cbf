/** The receiver as one of its users sees it: a plain portal with this person's lists, as they are now. */
import { SearchOutlined } from "@ant-design/icons";
import { Input, Segmented } from "antd";
import { useEffect, useState } from "react";
import { useSearchParams } from "react-router-dom";
import { theHost } from "@/shared/api/client";
import type { ReceiverItem, ReceiverPerson, SandboxReceiver } from "@/shared/api/types";
import { clock, count } from "@/shared/format";
import { useNow } from "@/shared/format/useNow";
import { useTexts } from "@/shared/i18n";
import { CopyButton } from "@/shared/parts/copy";
import { Asked, Empty, Loading } from "@/shared/parts/states";
import { useReceiverItems, useReceiverPersons } from "./queries";

const lists = ["todo", "done", "closed"] as const;
type ListName = (typeof lists)[number];

export function Portal({ receiver }: { receiver: SandboxReceiver }) {
  const { t, pick } = useTexts();
  const [search, setSearch] = useSearchParams();
  const [text, setText] = useState("");
  const persons = useReceiverPersons(receiver.id, text);
  const chosen = search.get("person");
  const wanted = search.get("list");
  const list: ListName = lists.find((one) => one === wanted) ?? "todo";
  const set = (person: string, next: ListName) => setSearch({ person, list: next }, { replace: true });
  const first = persons.data?.[0];

  // Nobody chosen: the person with the most to-dos shows best what there is to see.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only as long as nobody is chosen
  useEffect(() => {
    if (!chosen && text === "" && first && first.todos + first.dones > 0) set(first.person, "todo");
  }, [chosen, first?.person]);

  const person = persons.data?.find((one) => one.person === chosen);
  return (
    <section className="panel portal">
      <div className="portal-persons">
        <Input
          allowClear
          prefix={<SearchOutlined className="dim" />}
          placeholder={t("sandbox.receiver.persons.search")}
          aria-label={t("sandbox.receiver.persons")}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <Asked query={persons} loading={<Loading rows={8} />}>
          {(all) => (
            <PersonList
              persons={all}
              chosen={chosen}
              searching={text !== ""}
              onChoose={(id) => set(id, list)}
            />
          )}
        </Asked>
      </div>
      <div className="portal-screen">
        {chosen ? (
          <>
            <div className="portal-bar">
              <span className="portal-name">{pick(receiver.name)}</span>
              <span>
                {t("sandbox.receiver.screen", { name: person ? `${person.name} (${chosen})` : chosen })}
              </span>
            </div>
            <div className="portal-lists">
              <Segmented<ListName>
                value={list}
                onChange={(next) => set(chosen, next)}
                options={lists.map((one) => ({
                  value: one,
                  label:
                    one === "todo" && person
                      ? `${t(`sandbox.receiver.list.${one}`)} ${count(person.todos)}`
                      : t(`sandbox.receiver.list.${one}`),
                }))}
              />
            </div>
            <Items receiver={receiver.id} person={chosen} list={list} />
          </>
        ) : (
          <Empty title={t("sandbox.receiver.pick")} />
        )}
      </div>
    </section>
  );
}

interface PersonListProps {
  persons: ReceiverPerson[];
  chosen: string | null;
  searching: boolean;
  onChoose: (id: string) => void;
}

function PersonList({ persons, chosen, searching, onChoose }: PersonListProps) {
  const { t } = useTexts();
  if (persons.length === 0) {
    return (
      <p className="dim portal-none">
        {searching ? t("sandbox.receiver.persons.noMatch") : t("sandbox.receiver.persons.empty")}
      </p>
    );
  }
  return (
    <ul>
      {persons.map((one) => (
        <li key={one.person}>
          <button type="button" aria-pressed={one.person === chosen} onClick={() => onChoose(one.person)}>
            <span className="ellipsis">
              {one.name} <span className="dim mono">{one.person}</span>
            </span>
            <span className={one.todos > 0 ? "todo-count num" : "todo-count todo-zero num"}>
              {count(one.todos)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

function Items({ receiver, person, list }: { receiver: string; person: string; list: ListName }) {
  const { t } = useTexts();
  const items = useReceiverItems(receiver, person, list);
  return (
    <Asked query={items} loading={<Loading rows={5} />}>
      {(all) =>
        all.length === 0 ? (
          <Empty
            compact
            title={t("sandbox.receiver.list.empty", { list: t(`sandbox.receiver.list.${list}`) })}
          />
        ) : (
          <ul className="items">
            {all.map((item) => (
              <Item key={item.requestId} item={item} />
            ))}
          </ul>
        )
      }
    </Asked>
  );
}

function Item({ item }: { item: ReceiverItem }) {
  const { t } = useTexts();
  const now = useNow(10_000);
  return (
    <li>
      <span
        className={item.unread ? "unread" : "unread unread-not"}
        role="img"
        aria-label={item.unread ? t("sandbox.receiver.unread") : ""}
      />
      <div className="item-words">
        <div className="ellipsis">
          {item.link ? (
            <a
              href={item.link}
              title={item.link}
              onClick={(event) => {
                event.preventDefault();
                theHost().openExternal(item.link);
              }}
            >
              {item.title}
            </a>
          ) : (
            item.title
          )}
        </div>
        <div className="dim ellipsis">
          {[item.workflowName, item.nodeName, t("sandbox.receiver.from", { name: item.creatorName })]
            .filter(Boolean)
            .join(" · ")}
        </div>
      </div>
      <span className="mono dim">{item.requestId}</span>
      <span className="num dim">{clock(item.receivedAt, now)}</span>
      <CopyButton value={item.link} />
    </li>
  );
}
