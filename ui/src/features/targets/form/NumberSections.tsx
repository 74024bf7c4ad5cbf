/** Compensation and clean-up (C1, K1), and delivery. */
import { Form, Select } from "antd";
import { CronField } from "@/shared/form/CronField";
import { NumberItem } from "@/shared/form/NumberItem";
import { SwitchRow } from "@/shared/form/SwitchRow";
import { useTexts } from "@/shared/i18n";
import { RunNow } from "./RunNow";

const hours = [20, 21, 22, 23, 0, 1, 2, 3, 4, 5, 6];

const cronPresets = [
  "0 */5 * * * *",
  "0 */10 * * * *",
  "0 */30 * * * *",
  "0 0 * * * *",
  "0 */15 8-18 * * MON-FRI",
  "0 0 2 * * *",
  "0 0 3 * * SUN",
];

/** `targetId` is that of a stored target: only such a one has something to run. */
export function HousekeepingSection({ targetId }: { targetId?: number }) {
  const { t } = useTexts();
  return (
    <>
      <SwitchRow
        name={["compensation", "enabled"]}
        label={t("form.compensation.enabled")}
        help={t("form.compensation.help")}
        extra={targetId !== undefined && <RunNow kind="compensation" targetId={targetId} />}
      />
      <div className="form-columns switch-child">
        <CronField name={["compensation", "cron"]} presets={cronPresets} placeholder="0 */10 * * * *" />
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
      <SwitchRow
        name={["cleanup", "enabled"]}
        label={t("form.cleanup.enabled")}
        help={t("form.cleanup.help")}
        extra={targetId !== undefined && <RunNow kind="cleanup" targetId={targetId} />}
      />
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
