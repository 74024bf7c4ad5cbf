/** Asks for the token where the host needs one, and takes it only when the engine does. */
import { KeyOutlined } from "@ant-design/icons";
import { Alert, Button, Form, Input } from "antd";
import { useState } from "react";
import { Unreachable } from "@/host";
import { theHost } from "@/shared/api/client";
import { useTexts } from "@/shared/i18n";
import "./signin.css";

type Verdict = "wrong" | "forbidden" | "unreachable";

async function verdictOn(token: string): Promise<Verdict | "good"> {
  try {
    const answer = await theHost().request({
      method: "GET",
      path: "/api/v1/system",
      headers: [["Authorization", `Bearer ${token}`]],
      body: null,
    });
    if (answer.status === 401) return "wrong";
    return answer.status === 403 ? "forbidden" : "good";
  } catch (error) {
    if (error instanceof Unreachable) return "unreachable";
    // A token with characters that no header can carry.
    return "wrong";
  }
}

export function SignIn() {
  const { t } = useTexts();
  const session = theHost().session;
  const [busy, setBusy] = useState(false);
  const [verdict, setVerdict] = useState<Verdict | null>(session?.wasRefused() ? "wrong" : null);

  const submit = async ({ token }: { token: string }) => {
    setBusy(true);
    setVerdict(null);
    const found = await verdictOn(token.trim());
    setBusy(false);
    if (found === "good") session?.signIn(token.trim());
    else setVerdict(found);
  };

  return (
    <div className="signin">
      <div className="signin-card">
        <div className="signin-brand">
          <img src="./favicon.svg" alt="" width={36} height={36} />
          <div>
            <h1>{t("signin.title")}</h1>
            <div className="dim">
              {t("app.name")} · {t("app.subtitle")}
            </div>
          </div>
        </div>
        <p>{t("signin.hint")}</p>
        <Form layout="vertical" onFinish={submit} requiredMark={false}>
          <Form.Item
            name="token"
            label={t("signin.token")}
            rules={[{ required: true, whitespace: true, message: t("field.REQUIRED") }]}
          >
            <Input.Password autoFocus autoComplete="current-password" prefix={<KeyOutlined />} size="large" />
          </Form.Item>
          {verdict && (
            <Alert
              type="error"
              showIcon
              title={t(`signin.${verdict}`)}
              className="signin-alert"
              role="alert"
            />
          )}
          <Button type="primary" htmlType="submit" block size="large" loading={busy}>
            {t("signin.submit")}
          </Button>
        </Form>
      </div>
    </div>
  );
}
