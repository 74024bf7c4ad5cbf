/**
 * Tries a script on an event before it is saved: as a dry run, which sends nothing, or for real against the simulated
 * portal of the sandbox. Both take the script as it stands in the editor.
 */
import { ExperimentOutlined, SendOutlined } from "@ant-design/icons";
import { useMutation } from "@tanstack/react-query";
import { Alert, Button, Form, Input, Segmented, Select } from "antd";
import { useEffect, useMemo, useRef, useState } from "react";
import { api } from "@/shared/api/client";
import { useTargets } from "@/shared/api/queries";
import type {
  AdapterFault,
  Attempt,
  Delivery,
  DeliveryDetail,
  DryRun,
  Event,
  ParamSpec,
  Target,
} from "@/shared/api/types";
import { EventForm } from "@/shared/dryrun/EventForm";
import { eventOf, stateOf, type TypedEvent, typedOf } from "@/shared/dryrun/event";
import { LatestRows } from "@/shared/dryrun/LatestRows";
import { Result } from "@/shared/dryrun/Result";
import { text, useTexts } from "@/shared/i18n";
import { Failure } from "@/shared/parts/states";
import { usePersons } from "@/shared/pickers/queries";
import { ParamValues } from "./ParamValues";
import { Answer, paramComplaints, Refused } from "./TryAnswer";
import { draftTarget, firstValues, sentValues, type Values } from "./values";
import "@/shared/dryrun/dryrun.css";

interface TryPanelProps {
  /** The class, as far as it is typed. */
  name: string;
  source: string;
  /** The script does not compile. */
  broken: boolean;
  params: ParamSpec[];
  onFault: (fault: AdapterFault) => void;
}

type Asked = { way: "dry" | "send"; event: Event };

export function TryPanel({ name, source, broken, params, onFault }: TryPanelProps) {
  const { t } = useTexts();
  const [form] = Form.useForm<TypedEvent>();
  const targets = useTargets();
  const persons = usePersons("");
  const custom = targets.data?.filter((one) => one.pushType === "custom") ?? [];
  const [from, setFrom] = useState<number | null>(null);
  const target = custom.find((one) => one.id === from) ?? null;
  const [typed, setTyped] = useState<{ of: number | null; values: Values }>({ of: null, values: {} });
  const values = useMemo(
    () => ({ ...firstValues(params, target), ...(typed.of === from ? typed.values : {}) }),
    [params, target, typed, from],
  );
  const [shown, show] = useState<"typed" | "log">("typed");
  const [row, setRow] = useState<Delivery | null>(null);
  const base = useRef<Event | null>(null);
  const [receiver, setReceiver] = useState("");
  const [creator, setCreator] = useState("");

  // An event of today by persons that the organisation knows makes a trial that goes through at once.
  const first = persons.data?.[0]?.id;
  const second = persons.data?.[1]?.id ?? first;
  useEffect(() => {
    if (first === undefined || form.isFieldsTouched() || base.current) return;
    form.setFieldsValue({
      dataSet: "todo",
      businessState: stateOf("todo"),
      requestId: "1000001",
      requestName: text("adapters.try.requestName"),
      workflowId: "1",
      workflowName: text("adapters.try.requestName"),
      workflowTypeId: "1",
      nodeName: text("adapters.tab.try"),
      viewType: "unread",
      creator: first,
      receiver: second,
    });
  }, [first, second, form]);

  const pick = useMutation({
    mutationFn: async (chosen: Delivery) => {
      const detail = await api.get<DeliveryDetail>(`/api/v1/deliveries/${chosen.id}`);
      // What the creator is known by stands in no row; the row's own target says it without sending anything.
      const people = await api
        .post<DryRun>("/api/v1/dry-runs", { targetId: chosen.targetId, event: detail.event })
        .then(({ deliveries }) => deliveries[0] ?? null)
        .catch(() => null);
      return { detail, people };
    },
    onSuccess: ({ detail, people }) => {
      base.current = detail.event;
      form.setFieldsValue(typedOf(detail.event));
      setReceiver(detail.mappedReceiver ?? people?.mappedReceiver ?? "");
      setCreator(people?.mappedCreator ?? "");
      show("typed");
    },
  });

  const sent = sentValues(params, values);
  const dry = useMutation({
    mutationFn: ({ event }: Asked) =>
      api.post<DryRun>("/api/v1/dry-runs", {
        targetId: target?.id ?? null,
        target: draftTarget(name, target, sent),
        adapterSource: source,
        event,
      }),
  });
  const send = useMutation({
    mutationFn: ({ event }: Asked) =>
      api.post<Attempt>("/api/v1/adapters/try", {
        source,
        params: sent,
        targetId: target?.id ?? null,
        event,
        receiver: receiver.trim() || event.receiver,
        creator: creator.trim() || null,
      }),
  });
  const [way, setWay] = useState<Asked["way"] | null>(null);
  const [asked, setAsked] = useState<Event | null>(null);

  const run = async (wanted: Asked["way"]) => {
    const fields = await form.validateFields().catch(() => null);
    if (!fields) {
      show("typed");
      return;
    }
    const event = eventOf(fields, new Date(), base.current);
    setWay(wanted);
    setAsked(event);
    (wanted === "dry" ? dry : send).mutate({ way: wanted, event });
  };
  const current = way === "dry" ? dry : way === "send" ? send : null;

  return (
    <div className="adapter-try">
      <h3>{t("adapters.try.params")}</h3>
      <div className="adapter-from">
        <label htmlFor="try-from">{t("adapters.try.from")}</label>
        <Select
          id="try-from"
          value={from ?? 0}
          onChange={(id) => setFrom(id === 0 ? null : id)}
          options={[
            { value: 0, label: t("adapters.try.from.own") },
            ...custom.map((one: Target) => ({ value: one.id, label: one.name })),
          ]}
        />
      </div>
      <Form layout="vertical" component="div">
        <ParamValues
          params={params}
          values={values}
          target={target}
          complaints={paramComplaints(current?.error)}
          onChange={(next) => setTyped({ of: from, values: next })}
        />
      </Form>
      <h3>{t("adapters.try.event")}</h3>
      <Segmented
        value={shown}
        onChange={show}
        options={(["typed", "log"] as const).map((one) => ({
          value: one,
          label: t(`adapters.try.event.${one}`),
        }))}
      />
      <div hidden={shown !== "typed"} className="adapter-event">
        {row && base.current && <p className="dim">{t("adapters.try.picked", { id: row.id })}</p>}
        <EventForm form={form} />
      </div>
      {shown === "log" && (
        <div className="adapter-event">
          <LatestRows
            chosen={row}
            onChoose={(chosen) => {
              setRow(chosen);
              pick.mutate(chosen);
            }}
          />
          {pick.error && <Failure error={pick.error} compact />}
        </div>
      )}
      <h3>{t("adapters.try.people")}</h3>
      <p className="dim">{t("adapters.try.people.help")}</p>
      <Form layout="vertical" component="div" className="adapter-fields">
        <Form.Item label={t("adapters.try.receiver")} htmlFor="try-mapped-receiver">
          <Input
            id="try-mapped-receiver"
            value={receiver}
            autoComplete="off"
            onChange={(event) => setReceiver(event.target.value)}
          />
        </Form.Item>
        <Form.Item label={t("adapters.try.creator")} htmlFor="try-mapped-creator">
          <Input
            id="try-mapped-creator"
            value={creator}
            autoComplete="off"
            onChange={(event) => setCreator(event.target.value)}
          />
        </Form.Item>
      </Form>
      {broken && <Alert type="warning" showIcon title={t("adapters.try.broken")} />}
      <div className="adapter-go">
        <Button
          type="primary"
          icon={<ExperimentOutlined />}
          loading={dry.isPending}
          disabled={broken}
          onClick={() => void run("dry")}
        >
          {t("adapters.try.dry")}
        </Button>
        <Button
          icon={<SendOutlined />}
          loading={send.isPending}
          disabled={broken}
          onClick={() => void run("send")}
        >
          {t("adapters.try.send")}
        </Button>
        <span className="dim">{t("adapters.try.send.help")}</span>
      </div>
      {current?.error && <Refused error={current.error} onFault={onFault} />}
      {way === "dry" && dry.data && !dry.isPending && (
        <Result
          deliveries={dry.data.deliveries}
          receiver={asked?.receiver ?? null}
          creator={asked?.creator ?? null}
        />
      )}
      {way === "send" && send.data && !send.isPending && <Answer attempt={send.data} />}
    </div>
  );
}
