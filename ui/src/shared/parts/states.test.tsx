// @vitest-environment jsdom
import { cleanup, fireEvent, render, screen } from "@testing-library/react";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { Unreachable } from "@/host";
import { ApiProblem } from "../api/problem";
import { Asked, Failure } from "./states";

beforeAll(() => {
  // antd asks for the window's width classes; jsdom has none.
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
});
afterEach(cleanup);

const asked = (query: { data?: string; error?: unknown }, refetch = () => undefined) => (
  <Asked query={{ data: query.data, error: query.error ?? null, isPending: false, refetch }}>
    {(data) => <p>{data}</p>}
  </Asked>
);

it("a screen without an answer yet says that it loads", () => {
  render(asked({}));
  expect(screen.getByRole("status").getAttribute("aria-label")).toBe("正在加载");
});

it("an answer that came before an error stays, with the error above it", () => {
  render(asked({ data: "旧数据", error: new Unreachable("gone") }));
  expect(screen.getByText("旧数据")).toBeDefined();
  expect(screen.getByText("连不上引擎")).toBeDefined();
});

it("an error says what happened, its code and trace id, and can be tried again", () => {
  const refetch = vi.fn();
  render(
    asked(
      { error: new ApiProblem({ status: 500, code: "INTERNAL", detail: "boom", traceId: "t-1" }) },
      refetch,
    ),
  );
  expect(screen.getByRole("alert").textContent).toContain("INTERNAL");
  expect(screen.getByRole("alert").textContent).toContain("追踪号 t-1");
  fireEvent.click(screen.getByRole("button", { name: /重\s*试/ }));
  expect(refetch).toHaveBeenCalledOnce();
});

it("what is not allowed, and an engine that cannot serve, are told apart from errors", () => {
  render(<Failure error={new ApiProblem({ status: 403, code: "OUT_OF_SCOPE" })} />);
  expect(screen.getByText("没有权限")).toBeDefined();
  render(<Failure error={new ApiProblem({ status: 503, code: "STORE_UNAVAILABLE" })} />);
  expect(screen.getByText("引擎暂时不能服务")).toBeDefined();
});
