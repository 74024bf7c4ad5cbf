/** Asks before unsaved changes are lost: on leaving the screen, and on closing the window. */
import { Modal } from "antd";
import { useEffect, useRef } from "react";
import { useBlocker } from "react-router-dom";
import { useTexts } from "../i18n";

export function useLeaveGuard(dirty: boolean) {
  const { t } = useTexts();
  const released = useRef(false);
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      dirty && !released.current && currentLocation.pathname !== nextLocation.pathname,
  );

  useEffect(() => {
    if (!dirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [dirty]);

  const dialog = (
    <Modal
      open={blocker.state === "blocked"}
      title={t("form.leave.title")}
      okText={t("form.leave.ok")}
      okButtonProps={{ danger: true }}
      cancelText={t("form.leave.stay")}
      onOk={() => blocker.proceed?.()}
      onCancel={() => blocker.reset?.()}
    >
      {t("form.leave.detail")}
    </Modal>
  );
  return {
    dialog,
    /** A save that succeeds may leave the screen by itself. */
    release: () => {
      released.current = true;
    },
    hold: () => {
      released.current = false;
    },
  };
}
