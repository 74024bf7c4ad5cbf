/** The console's texts in English; the compiler holds the keys equal to those of `zh.ts`. */
import { around } from "./en/around";
import { frame } from "./en/frame";
import { targets } from "./en/targets";
import { watch } from "./en/watch";
import { words } from "./en/words";
import type { Dictionary } from "./zh";

export const en: Dictionary = { ...frame, ...words, ...watch, ...targets, ...around };
