/** The console's texts in Chinese, the first language: its keys are what `en.ts` must have. `{name}` is filled in. */
import { adapterContract } from "./zh/adapterContract";
import { adapters } from "./zh/adapters";
import { addresses } from "./zh/addresses";
import { alerts } from "./zh/alerts";
import { around } from "./zh/around";
import { backups } from "./zh/backups";
import { configuration } from "./zh/configuration";
import { directory } from "./zh/directory";
import { dryrun } from "./zh/dryrun";
import { frame } from "./zh/frame";
import { interception } from "./zh/interception";
import { mapping } from "./zh/mapping";
import { oa } from "./zh/oa";
import { picking } from "./zh/picking";
import { reconciliation } from "./zh/reconciliation";
import { runs } from "./zh/runs";
import { targets } from "./zh/targets";
import { tasks } from "./zh/tasks";
import { watch } from "./zh/watch";
import { words } from "./zh/words";

export const zh = {
  ...frame,
  ...interception,
  ...directory,
  ...picking,
  ...words,
  ...watch,
  ...targets,
  ...alerts,
  ...runs,
  ...tasks,
  ...reconciliation,
  ...around,
  ...backups,
  ...oa,
  ...configuration,
  ...dryrun,
  ...mapping,
  ...addresses,
  ...adapters,
  ...adapterContract,
} as const;

/** The name of a text. */
export type TextKey = keyof typeof zh;

/** One language's texts: the same keys. */
export type Dictionary = Record<TextKey, string>;
