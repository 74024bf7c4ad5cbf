/** Compensation and clean-up (C1, K1), delivery, and TLS. Ranges are the engine's business; it names what is wrong. */
import { Alert, Form, Input, InputNumber, Select, Switch } from "antd";
import { useTexts } from "@/shared/i18n";
import { CronField } from "./CronField";
import { RunNow } from "./RunNow";

const hours = [20, 21, 22, 23, 0, 1, 2, 3, 4, 5, 6];

interface NumberItemProps {
  name: [string, string];
  label: string;
  suffix?: string;
  extra?: string;
  placeholder?: string;
}

function NumberItem({ name, label, suffix, extra, placeholder }: NumberItemProps) {
  return (
    <Form.Item name={name} label={label} extra={extra}>
      <InputNumber style={{ width: "100%" }} suffix={suffix} placeholder={placeholder} precision={0} />
    </Form.Item>
  );
}

/** `targetId` is that of a stored target: only such a one has something to run. */
export function HousekeepingSection({ targetId }: { targetId?: number }) {
  const { t } = useTexts();
  return (
    <>
      <div className="switch-row">
        <Form.Item name={["compensation", "enabled"]} valuePropName="checked" noStyle>
          <Switch aria-label={t("form.compensation.enabled")} />
        </Form.Item>
        <div>
          <div className="strong">{t("form.compensation.enabled")}</div>
          <div className="form-note">{t("form.compensation.help")}</div>
        </div>
        {targetId !== undefined && <RunNow kind="compensation" targetId={targetId} />}
      </div>
      <div className="form-columns switch-child">
        <CronField />
        <div className="form-pair">
          <NumberItem
            name={["compensation", "retries"]}
            label={t("form.compensation.retries")}
            suffix={t("form.compensation.times")}
            placeholder="3"
            extra="1–10"
          />
          <NumberItem
            name={["compensation", "waitMinutes"]}
            label={t("form.compensation.wait")}
            suffix={t("form.compensation.minutes")}
            placeholder="5"
            extra="1–30"
          />
        </div>
      </div>
      <div className="switch-row">
        <Form.Item name={["cleanup", "enabled"]} valuePropName="checked" noStyle>
          <Switch aria-label={t("form.cleanup.enabled")} />
        </Form.Item>
        <div>
          <div className="strong">{t("form.cleanup.enabled")}</div>
          <div className="form-note">{t("form.cleanup.help")}</div>
        </div>
        {targetId !== undefined && <RunNow kind="cleanup" targetId={targetId} />}
      </div>
      <div className="form-columns switch-child">
        <div className="form-pair">
          <Form.Item name={["cleanup", "hour"]} label={t("form.cleanup.hour")}>
            <Select
              placeholder="02:00"
              options={hours.map((hour) => ({ value: hour, label: `${String(hour).padStart(2, "0")}:00` }))}
            />
          </Form.Item>
          <NumberItem
            name={["cleanup", "keepDays"]}
            label={t("form.cleanup.keepDays")}
            suffix={t("form.cleanup.days")}
            placeholder="30"
            extra="1–365"
          />
        </div>
      </div>
    </>
  );
}

export function DeliverySection() {
  const { t } = useTexts();
  return (
    <div className="form-thirds">
      <NumberItem
        name={["delivery", "concurrency"]}
        label={t("form.delivery.concurrency")}
        extra={t("form.delivery.concurrency.help")}
        placeholder="16"
      />
      <NumberItem
        name={["delivery", "ratePerSecond"]}
        label={t("form.delivery.rate")}
        extra={t("form.delivery.rate.help")}
        suffix={t("overview.perSecond")}
        placeholder={t("form.delivery.rate.none")}
      />
      <NumberItem
        name={["delivery", "noAnswerAttempts"]}
        label={t("form.delivery.attempts")}
        extra={t("form.delivery.attempts.help")}
        placeholder="3"
      />
      <NumberItem
        name={["delivery", "timeoutMs"]}
        label={t("form.delivery.timeout")}
        suffix={t("form.delivery.ms")}
        placeholder="10000"
      />
      <NumberItem
        name={["delivery", "connectTimeoutMs"]}
        label={t("form.delivery.connectTimeout")}
        suffix={t("form.delivery.ms")}
        placeholder="3000"
      />
    </div>
  );
}

export function TlsSection() {
  const { t } = useTexts();
  const legacy = Form.useWatch(["tls", "legacy"]) as boolean | undefined;
  return (
    <>
      <Form.Item
        name={["tls", "customCa"]}
        label={t("form.tls.customCa")}
        extra={t("form.tls.customCa.help")}
      >
        <Input.TextArea
          rows={4}
          spellCheck={false}
          className="mono"
          placeholder="-----BEGIN CERTIFICATE-----"
        />
      </Form.Item>
      <div className="switch-row">
        <Form.Item name={["tls", "legacy"]} valuePropName="checked" noStyle>
          <Switch aria-label={t("form.tls.legacy")} />
        </Form.Item>
        <div>
          <div className="strong">{t("form.tls.legacy")}</div>
          <div className="form-note">{t("form.tls.legacy.help")}</div>
        </div>
      </div>
      {legacy && <Alert type="warning" showIcon title={t("form.tls.legacy.warn")} />}
    </>
  );
}
