/** Small parts that the pickers share. */
import { CaretRightOutlined, SearchOutlined } from "@ant-design/icons";
import { Input, Switch } from "antd";
import { type ReactNode, useEffect, useId, useState } from "react";
import "./pickers.css";

/** A value once it has rested, so that not every key that is struck becomes a question. */
export function useRested<T>(value: T, restMs = 200): T {
  const [rested, setRested] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs);
    return () => clearTimeout(timer);
  }, [value, restMs]);
  return rested;
}

/** A text with what was looked for marked in it. */
export function Marked({ text, wanted }: { text: string; wanted: string }) {
  const looked = wanted.trim().toLowerCase();
  const at = looked === "" ? -1 : text.toLowerCase().indexOf(looked);
  if (at < 0) return text;
  return (
    <>
      {text.slice(0, at)}
      <mark>{text.slice(at, at + looked.length)}</mark>
      {text.slice(at + looked.length)}
    </>
  );
}

/** A check mark drawn by CSS: hundreds of them cost nothing while scrolling. */
export function Tick({ on }: { on: boolean | "mixed" }) {
  return (
    <span aria-hidden="true" className={on === "mixed" ? "tick tick-mixed" : on ? "tick tick-on" : "tick"} />
  );
}

interface CaretProps {
  open: boolean;
  onFold: (open: boolean) => void;
}

/** Folds by mouse; by keyboard left and right do it on the row. */
export function Caret({ open, onFold }: CaretProps) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-hidden="true"
      className="caret"
      onClick={(event) => {
        event.stopPropagation();
        onFold(!open);
      }}
    >
      <CaretRightOutlined rotate={open ? 90 : 0} />
    </button>
  );
}

interface ToggleProps {
  on: boolean;
  onChange: (on: boolean) => void;
  children: ReactNode;
}

/** A small switch with its words beside it. */
export function Toggle({ on, onChange, children }: ToggleProps) {
  const id = useId();
  return (
    <span className="pick-below">
      <Switch id={id} size="small" checked={on} onChange={onChange} />
      <label htmlFor={id}>{children}</label>
    </span>
  );
}

interface SearchBoxProps {
  value: string;
  onChange: (text: string) => void;
  label: string;
}

export function SearchBox({ value, onChange, label }: SearchBoxProps) {
  return (
    <Input
      allowClear
      prefix={<SearchOutlined className="dim" />}
      value={value}
      placeholder={label}
      aria-label={label}
      onChange={(event) => onChange(event.target.value)}
      onPressEnter={(event) => event.preventDefault()}
    />
  );
}
