/** The console's texts in Chinese, the first language: its keys are what `en.ts` must have. `{name}` is filled in. */
import { around } from "./zh/around";
import { frame } from "./zh/frame";
import { targets } from "./zh/targets";
import { watch } from "./zh/watch";
import { words } from "./zh/words";

export const zh = { ...frame, ...words, ...watch, ...targets, ...around } as const;

/** The name of a text. */
export type TextKey = keyof typeof zh;

/** One language's texts: the same keys. */
export type Dictionary = Record<TextKey, string>;
