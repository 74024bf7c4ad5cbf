/** Access tokens: who may call what. A token's text is shown once, when it is made. */

import { PlusOutlined } from "@ant-design/icons";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { App, Button, Checkbox, Form, Input, Modal } from "antd";
import { useState } from "react";
import { api } from "@/shared/api/client";
import { keys } from "@/shared/api/keys";
import { ApiProblem } from "@/shared/api/problem";
import type { NewToken, Page, Scope, Token } from "@/shared/api/types";
import { moment } from "@/shared/format";
import { textOr, useTexts } from "@/shared/i18n";
import { fieldWords } from "@/shared/parts/complaint";
import { CopyButton } from "@/shared/parts/copy";
import { Asked, Empty, Failure } from "@/shared/parts/states";

const scopes: Scope[] = ["console", "intake", "iwork", "iwork:retry", "scheduler"];

export function Tokens() {
  const { t } = useTexts();
  const queries = useQueryClient();
  const [creating, setCreating] = useState(false);
  const [made, setMade] = useState<NewToken | null>(null);
  const tokens = useQuery({
    queryKey: keys.tokens,
    queryFn: async ({ signal }) => (await api.get<Page<Token>>("/api/v1/tokens", undefined, signal)).items,
  });
  const create = (
    <Button icon={<PlusOutlined />} onClick={() => setCreating(true)}>
      {t("system.tokens.create")}
    </Button>
  );
  return (
    <section className="panel" aria-labelledby="tokens">
      <div className="panel-head">
        <div>
          <h2 id="tokens">{t("system.tokens")}</h2>
          <span className="dim">{t("system.tokens.lede")}</span>
        </div>
        {create}
      </div>
      <Asked query={tokens}>
        {(all) =>
          all.length === 0 ? (
            <Empty compact title={t("system.tokens.empty")} action={create} />
          ) : (
            <List tokens={all} />
          )
        }
      </Asked>
      <CreateDialog
        open={creating}
        onClose={() => setCreating(false)}
        onMade={(token) => {
          setCreating(false);
          setMade(token);
          void queries.invalidateQueries({ queryKey: keys.tokens });
        }}
      />
      <Modal
        open={made !== null}
        title={t("system.tokens.shown.title")}
        closable={false}
        mask={{ closable: false }}
        keyboard={false}
        footer={
          <Button type="primary" onClick={() => setMade(null)}>
            {t("system.tokens.shown.close")}
          </Button>
        }
      >
        <p>{t("system.tokens.shown.detail")}</p>
        <div className="token-shown">
          <span className="mono">{made?.token}</span>
          {made && <CopyButton value={made.token} withText />}
        </div>
      </Modal>
    </section>
  );
}

function List({ tokens }: { tokens: Token[] }) {
  const { t } = useTexts();
  const { modal, message } = App.useApp();
  const queries = useQueryClient();
  const revoke = (token: Token) =>
    modal.confirm({
      title: t("system.tokens.revoke.title", { name: token.name }),
      content: t("system.tokens.revoke.detail", { name: token.name }),
      okText: t("system.tokens.revoke"),
      okButtonProps: { danger: true },
      cancelText: t("common.cancel"),
      onOk: async () => {
        try {
          await api.delete(`/api/v1/tokens/${token.id}`);
          message.success(t("system.tokens.revoked", { name: token.name }));
        } catch (error) {
          message.error(
            error instanceof ApiProblem ? `${error.code}: ${error.message}` : t("state.unreachable.title"),
          );
        }
        await queries.invalidateQueries({ queryKey: keys.tokens });
      },
    });
  return (
    <div className="grid-scroll">
      <table className="grid">
        <thead>
          <tr>
            <th>{t("system.tokens.name")}</th>
            <th>{t("system.tokens.scopes")}</th>
            <th>{t("system.tokens.createdAt")}</th>
            <th />
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id}>
              <td className="strong">{token.name}</td>
              <td>
                <span className="scopes">
                  {token.scopes.map((scope) => (
                    <span key={scope} className="scope mono" title={textOr(`scope.${scope}`, scope)}>
                      {scope}
                    </span>
                  ))}
                </span>
              </td>
              <td className="num">{moment(token.createdAt).slice(0, 19)}</td>
              <td className="right">
                <Button type="text" danger size="small" onClick={() => revoke(token)}>
                  {t("system.tokens.revoke")}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface CreateDialogProps {
  open: boolean;
  onClose: () => void;
  onMade: (token: NewToken) => void;
}

function CreateDialog({ open, onClose, onMade }: CreateDialogProps) {
  const { t } = useTexts();
  const [form] = Form.useForm<{ name: string; scopes: Scope[] }>();
  const make = useMutation({
    mutationFn: (token: { name: string; scopes: Scope[] }) => api.post<NewToken>("/api/v1/tokens", token),
    onSuccess: (token) => {
      form.resetFields();
      onMade(token);
    },
    onError: (error) => {
      if (!(error instanceof ApiProblem)) return;
      form.setFields(
        error.fields.map((field) => ({
          name: field.path.startsWith("/scopes") ? ("scopes" as const) : ("name" as const),
          errors: [fieldWords(field)],
        })),
      );
    },
  });
  const plainFailure = make.error && !(make.error instanceof ApiProblem && make.error.fields.length > 0);
  return (
    <Modal
      open={open}
      title={t("system.tokens.create")}
      okText={t("system.tokens.create")}
      cancelText={t("common.cancel")}
      onCancel={onClose}
      onOk={() => form.submit()}
      confirmLoading={make.isPending}
      destroyOnHidden
    >
      <Form
        form={form}
        layout="vertical"
        onFinish={(values) => make.mutate(values)}
        initialValues={{ scopes: [] }}
      >
        <Form.Item
          name="name"
          label={t("system.tokens.name")}
          rules={[{ required: true, whitespace: true, message: t("field.REQUIRED") }]}
        >
          <Input autoFocus placeholder={t("system.tokens.name.placeholder")} />
        </Form.Item>
        <Form.Item
          name="scopes"
          label={t("system.tokens.scopes")}
          rules={[{ required: true, message: t("field.REQUIRED") }]}
        >
          <Checkbox.Group className="scope-list">
            {scopes.map((scope) => (
              <Checkbox key={scope} value={scope}>
                {t(`scope.${scope}`)} <span className="dim mono">{scope}</span>
              </Checkbox>
            ))}
          </Checkbox.Group>
        </Form.Item>
      </Form>
      {plainFailure && <Failure error={make.error} compact />}
    </Modal>
  );
}
