/**
 * Dry run (试运行, row T9): takes an event and a target, asks the engine what would happen, and shows it. Nothing is sent
 * and nothing is remembered. Drafts stand in the place of what is stored, so that it can be used before saving: beside
 * the target form, the push address editor, the adapter editor, and a row of the log.
 *
 * Render it outside of any other form: it holds a form of its own.
 */

import { ExperimentOutlined, PlayCircleOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Button, Drawer, Form, Segmented, Select } from "antd";
import { useEffect, useRef, useState } from "react";
import { api } from "../api/client";
import { ApiProblem, type FieldProblem } from "../api/problem";
import { useTargets } from "../api/queries";
import type { Delivery, DeliveryDetail, DryRun, Event, Person } from "../api/types";
import { text, useTexts } from "../i18n";
import { fieldWords } from "../parts/complaint";
import { Failure } from "../parts/states";
import { EventForm } from "./EventForm";
import { eventOf, pastedEvent, stateOf, type TypedEvent, typedOf } from "./event";
import { LatestRows } from "./LatestRows";
import { Pasted } from "./Pasted";
import { Result } from "./Result";
import "./dryrun.css";

/** What is tried. Each draft is asked for at the moment of the run, so that it is what the editor shows then. */
export interface DryRunSubject {
  /** The stored target; its secrets, its mapping table and its memory are used. Without it and `target` one is chosen. */
  targetId?: number;
  /** The targets to choose from, such as those that an address is bound to; all when left out. */
  among?: number[];
  /** A target's configuration that is not stored yet, as `POST /targets` takes it. */
  target?: () => Record<string, unknown>;
  /** A script that is not kept yet, for a custom target. */
  adapterSource?: () => string;
  /** A push address that is not stored yet, as `POST /push-addresses` takes it. */
  address?: () => Record<string, unknown>;
  /** The stored push address that the draft would take the place of. */
  addressId?: number;
}

/** What is needed of a row of the log. */
export type DryRunRow = Pick<Delivery, "id" | "receiver" | "creator">;

export interface DryRunDrawerProps {
  open: boolean;
  onClose: () => void;
  subject: DryRunSubject;
  /** A row of the log whose event is tried; the run starts by itself. */
  row?: DryRunRow;
  title?: string;
  /**
   * Complaints about the draft itself, with the pointers of the draft (`/name`, not `/target/name`), to show beside its
   * fields. They are listed in the drawer in any case.
   */
  onRefused?: (draft: "target" | "address", fields: FieldProblem[]) => void;
}

type Source = "typed" | "log" | "pasted";

export function DryRunDrawer(props: DryRunDrawerProps) {
  const { t } = useTexts();
  return (
    <Drawer
      open={props.open}
      onClose={props.onClose}
      size={820}
      title={
        <>
          <ExperimentOutlined aria-hidden="true" /> {props.title ?? t("dryrun.title")}
        </>
      }
      styles={{ wrapper: { maxWidth: "94vw" } }}
      destroyOnHidden
    >
      {props.open && <DryRunPanel {...props} />}
    </Drawer>
  );
}

/** Looks up what the drafts' owner gave, and what is to be tried with it. */
async function run(subject: DryRunSubject, targetId: number | null, event: Event | null, row: number | null) {
  return api.post<DryRun>("/api/v1/dry-runs", {
    targetId,
    target: subject.target?.() ?? null,
    adapterSource: subject.adapterSource?.() ?? null,
    address: subject.address?.() ?? null,
    addressId: subject.addressId ?? null,
    ...(row === null ? { event } : { deliveryId: row }),
  });
}

function DryRunPanel({ subject, row: given, onRefused }: DryRunDrawerProps) {
  const { t } = useTexts();
  const [form] = Form.useForm<TypedEvent>();
  const targets = useTargets();
  const choosesTarget = subject.targetId === undefined && subject.target === undefined;
  const choices = targets.data?.filter(({ id }) => !subject.among || subject.among.includes(id)) ?? [];
  const [wanted, setTarget] = useState<number | null>(null);
  const targetId = subject.targetId ?? wanted ?? (choosesTarget ? (choices[0]?.id ?? null) : null);
  const [source, setSource] = useState<Source>(given ? "log" : "typed");
  const [row, setRow] = useState<DryRunRow | null>(given ?? null);
  const [pasted, setPasted] = useState("");
  const [pasteWrong, setPasteWrong] = useState(false);
  /** What the typed event was made from, where it came from the log. */
  const base = useRef<Event | null>(null);
  const [asked, setAsked] = useState<{ receiver: string | null; creator: string | null }>({
    receiver: null,
    creator: null,
  });

  const end = useRef<HTMLDivElement>(null);
  const answer = useMutation({
    mutationFn: ({ event, id }: { event: Event | null; id: number | null }) =>
      run(subject, targetId, event, id),
    // The answer comes below the form, out of sight on a small screen.
    onSuccess: () =>
      requestAnimationFrame(() => end.current?.scrollIntoView({ behavior: "smooth", block: "start" })),
    onError: (error) => {
      if (!(error instanceof ApiProblem)) return;
      for (const draft of ["target", "address"] as const) {
        const about = error.fields.filter(({ path }) => path.startsWith(`/${draft}/`));
        if (about.length > 0)
          onRefused?.(
            draft,
            about.map((field) => ({ ...field, path: field.path.slice(draft.length + 1) })),
          );
      }
    },
  });

  const start = async () => {
    if (source === "log") {
      if (!row) return;
      setAsked({ receiver: row.receiver, creator: row.creator });
      answer.mutate({ event: null, id: row.id });
      return;
    }
    let event: Event | null;
    if (source === "pasted") {
      event = pastedEvent(pasted);
      setPasteWrong(event === null);
    } else {
      const typed = await form.validateFields().catch(() => null);
      event = typed && eventOf(typed, new Date(), base.current);
    }
    if (!event) return;
    setAsked({ receiver: event.receiver ?? null, creator: event.creator ?? null });
    answer.mutate({ event, id: null });
  };

  const first = useRef(true);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the drawer has come up
  useEffect(() => {
    if (!first.current) return;
    first.current = false;
    if (given) void start();
    else void preset();
  }, []);

  /** Persons that the organisation knows make a run that goes through at once. */
  const preset = async () => {
    form.setFieldsValue({
      dataSet: "todo",
      businessState: stateOf("todo"),
      requestId: "1000001",
      requestName: text("dryrun.preset.requestName"),
      workflowId: "1",
      workflowName: text("dryrun.preset.workflowName"),
      workflowTypeId: "1",
      nodeName: text("dryrun.preset.nodeName"),
      viewType: "unread",
    });
    try {
      const { items } = await api.get<{ items: Person[] }>("/api/v1/persons", { limit: 2 });
      const [creator, receiver = creator] = items;
      if (creator && !form.isFieldsTouched(["creator", "receiver"]))
        form.setFieldsValue({ creator: creator.id, receiver: receiver?.id });
    } catch {
      // Without the organisation the two are typed.
    }
  };

  /** Takes the event of a row into the form, to be changed there. */
  const editRow = useMutation({
    mutationFn: (id: number) => api.get<DeliveryDetail>(`/api/v1/deliveries/${id}`),
    onSuccess: ({ event }) => {
      base.current = event;
      setSource("typed");
      form.setFieldsValue(typedOf(event));
    },
  });

  const canRun = (!choosesTarget || targetId !== null) && (source !== "log" || row !== null);
  return (
    <div className="dryrun">
      <p className="dryrun-note">{t("dryrun.note")}</p>
      {choosesTarget && (
        <div className="dryrun-target">
          <span>{t("dryrun.target")}</span>
          <Select
            aria-label={t("dryrun.target")}
            showSearch={{ optionFilterProp: "label" }}
            value={targetId ?? undefined}
            onChange={setTarget}
            placeholder={t("dryrun.target.none")}
            options={choices.map(({ id, name, identifier }) => ({
              value: id,
              label: `${name} (${identifier})`,
            }))}
          />
        </div>
      )}
      <div className="dryrun-source">
        <span>{t("dryrun.event")}</span>
        <Segmented<Source>
          value={source}
          onChange={setSource}
          options={(["typed", "log", "pasted"] as const).map((one) => ({
            value: one,
            label: t(`dryrun.source.${one}`),
          }))}
        />
      </div>
      <div hidden={source !== "typed"}>
        <EventForm form={form} />
      </div>
      {source === "log" &&
        (given ? (
          <p className="dryrun-fixed">{t("dryrun.fixedRow", { id: given.id })}</p>
        ) : (
          <LatestRows chosen={row} onChoose={setRow} />
        ))}
      {source === "pasted" && (
        <Pasted
          value={pasted}
          onChange={(next) => {
            setPasted(next);
            setPasteWrong(false);
          }}
          wrong={pasteWrong}
        />
      )}
      <div className="dryrun-go">
        <Button
          type="primary"
          icon={<PlayCircleOutlined />}
          loading={answer.isPending}
          disabled={!canRun}
          onClick={() => void start()}
        >
          {answer.data || answer.error ? t("dryrun.again") : t("dryrun.run")}
        </Button>
        {source === "log" && row && (
          <Button loading={editRow.isPending} onClick={() => editRow.mutate(row.id)}>
            {t("dryrun.editRow")}
          </Button>
        )}
      </div>
      {editRow.error && <Failure error={editRow.error} compact />}
      <div ref={end} />
      {answer.error && <Refused error={answer.error} />}
      {answer.data && !answer.isPending && (
        <Result deliveries={answer.data.deliveries} receiver={asked.receiver} creator={asked.creator} />
      )}
    </div>
  );
}

function Refused({ error }: { error: unknown }) {
  const { t } = useTexts();
  if (!(error instanceof ApiProblem) || error.fields.length === 0) return <Failure error={error} compact />;
  return (
    <div className="dryrun-refused tone-red" role="alert">
      <strong>{t("dryrun.refused")}</strong>
      <ul>
        {error.fields.map((field) => (
          <li key={`${field.path} ${field.code}`}>
            <span className="mono">{field.path}</span> {fieldWords(field)}
          </li>
        ))}
      </ul>
    </div>
  );
}
