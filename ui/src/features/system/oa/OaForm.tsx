/**
 * The form of the OA's connection. The engine alone checks the values: its complaints stand beside their fields, what is
 * folded around one is unfolded, and the first one is brought into sight. What stands in the form can be tried before it
 * is saved.
 */
import { ApiOutlined } from "@ant-design/icons";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Alert, App, Button, Form } from "antd";
import { useState } from "react";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import { ApiProblem } from "@/shared/api/problem";
import type { HeaderNames, OaConnection, OaView } from "@/shared/api/types";
import { changedField } from "@/shared/form/changed";
import { reveal } from "@/shared/form/Fold";
import { SaveRow } from "@/shared/form/SaveRow";
import { useTexts } from "@/shared/i18n";
import { fieldWords } from "@/shared/parts/complaint";
import { useLeaveGuard } from "@/shared/parts/useLeaveGuard";
import { AddressPart } from "./AddressPart";
import { Check, isRefused, type useCheck } from "./Check";
import { connectionOf, fieldOf, isElsewhere, isSame } from "./draft";
import { OrganisationPart } from "./OrganisationPart";
import { SignOnPart } from "./SignOnPart";
import { WaysPart } from "./WaysPart";

interface OaFormProps {
  view: OaView;
  check: ReturnType<typeof useCheck>;
}

export function OaForm({ view, check }: OaFormProps) {
  const { t } = useTexts();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const [form] = Form.useForm<OaConnection>();
  const { blank } = view;
  const initial = view.connection ?? blank;
  const [draft, setDraft] = useState(initial);
  const [wrong, setWrong] = useState<string[]>([]);
  const dirty = !isSame(draft, initial);
  const guard = useLeaveGuard(dirty);

  const setErrors = (name: (string | number)[], errors: string[]) =>
    form.setFields([{ name, errors }] as unknown as Parameters<typeof form.setFields>[0]);
  /** Forgets what was complained of before: one complaint may be about several fields. */
  const forget = () => {
    setWrong([]);
    if (isRefused(check.error)) check.reset();
    for (const { name, errors } of form.getFieldsError()) if (errors.length > 0) setErrors(name, []);
  };
  const goTo = (name: (string | number)[]) => {
    reveal("oa", name);
    form.scrollToField(name, { behavior: "smooth", block: "center", focus: true });
  };
  const complain = (error: unknown) => {
    if (!(error instanceof ApiProblem)) return;
    const named = error.fields.map((field) => ({ name: fieldOf(field, blank), words: fieldWords(field) }));
    setWrong(named.filter(({ name }) => name === null).map(({ words }) => words));
    for (const { name, words } of named) {
      if (!name) continue;
      setErrors(name, [words]);
      reveal("oa", name);
    }
    const first = named.find(({ name }) => name !== null)?.name;
    if (first) requestAnimationFrame(() => goTo(first));
  };
  const save = useMutation({
    mutationFn: () => api.put<OaView>("/api/v1/oa", connectionOf(draft)),
    onMutate: forget,
    onSuccess: (stored) => {
      message.success(t("oa.saved"));
      queries.setQueryData<OaView>(keys.oa, stored);
    },
    onError: complain,
  });
  const tryIt = () => {
    save.reset();
    forget();
    check.mutate(draft, { onError: complain });
  };
  const reset = () => {
    save.reset();
    forget();
    form.resetFields();
    setDraft(initial);
  };
  const change = (changed: unknown) => {
    if (isRefused(check.error)) check.reset();
    setDraft(form.getFieldsValue(true));
    const name = changedField(changed, (path) => fieldOf({ path }, blank));
    if (name) setErrors(name, []);
  };
  const setHeaders = (headers: HeaderNames) => {
    form.setFieldValue(["signOn", "headers"], headers);
    setDraft(form.getFieldsValue(true));
  };

  return (
    <Form
      form={form}
      name="oa"
      layout="vertical"
      className="oa-form"
      initialValues={initial}
      scrollToFirstError={false}
      onValuesChange={change}
      onFinish={() => save.mutate()}
      onFinishFailed={({ errorFields: [first] }) => first && goTo(first.name)}
    >
      {guard.dialog}
      <AddressPart />
      <SignOnPart draft={draft} view={view} onHeaders={setHeaders} />
      <OrganisationPart blank={blank} isElsewhere={isElsewhere(draft, view.connection)} />
      <WaysPart blank={blank} />
      {wrong.map((words) => (
        <Alert key={words} type="error" showIcon title={words} />
      ))}
      <Check check={check} draft={draft} dirty={dirty} onAgain={tryIt} />
      <SaveRow
        label={t("common.save")}
        dirty={dirty}
        saving={save.isPending}
        error={save.error}
        onReset={reset}
      >
        <Button icon={<ApiOutlined />} loading={check.isPending} onClick={tryIt}>
          {check.data ? t("oa.check.again") : t("oa.check")}
        </Button>
        {isRefused(check.error) && (
          <span className="state-bad" role="alert">
            {t("oa.check.refused")}
          </span>
        )}
      </SaveRow>
    </Form>
  );
}
