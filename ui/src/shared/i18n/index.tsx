/**
 * The console's two languages. A small dictionary instead of a library: keys and placeholders are checked by the
 * compiler, and the choice is kept in this browser.
 */
import { useSyncExternalStore } from "react";
import type { Texts } from "../api/types";
import { en } from "./en";
import { type Dictionary, type TextKey, zh } from "./zh";

export type { TextKey } from "./zh";
export type Language = "zh" | "en";

/** The placeholders of a text, such as `n` of `共 {n} 项`. */
type Placeholders<S extends string> = S extends `${string}{${infer P}}${infer Rest}`
  ? P | Placeholders<Rest>
  : never;
type Values<K extends TextKey> = [Placeholders<(typeof zh)[K]>] extends [never]
  ? []
  : [values: Record<Placeholders<(typeof zh)[K]>, string | number>];

const STORED = "todo-relay.language";
const dictionaries: Record<Language, Dictionary> = { zh, en };
const listeners = new Set<() => void>();
let language: Language = readLanguage();

function readLanguage(): Language {
  try {
    return localStorage.getItem(STORED) === "en" ? "en" : "zh";
  } catch {
    return "zh";
  }
}

export function setLanguage(next: Language): void {
  language = next;
  localStorage.setItem(STORED, next);
  document.documentElement.lang = next === "zh" ? "zh-CN" : "en";
  for (const listener of listeners) listener();
}

export function currentLanguage(): Language {
  return language;
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Fills a text's placeholders. */
export function fill(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));
}

/** A text of the present language, outside of React. */
export function text<K extends TextKey>(key: K, ...[values]: Values<K>): string {
  return fill(dictionaries[language][key], values);
}

/** Whether there is a text for a key that comes from the engine, such as `reason.…`. */
export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(zh, key);
}

/** A text for an open catalogue (business states, codes): the text if there is one, else the word itself. */
export function textOr(key: string, otherwise: string): string {
  return isTextKey(key) ? dictionaries[language][key] : otherwise;
}

/** A bilingual text that the engine sent. */
export function pick(texts: Texts | null | undefined): string {
  return texts ? texts[language] : "";
}

/** The texts of the present language; the component is drawn again when the language changes. */
export function useTexts() {
  const now = useSyncExternalStore(subscribe, currentLanguage);
  return { language: now, t: text, textOr, pick };
}
