/** The console's texts in English; the compiler holds the keys equal to those of `zh.ts`. */
import { adapterContract } from "./en/adapterContract";
import { adapters } from "./en/adapters";
import { addresses } from "./en/addresses";
import { alerts } from "./en/alerts";
import { around } from "./en/around";
import { backups } from "./en/backups";
import { configuration } from "./en/configuration";
import { directory } from "./en/directory";
import { dryrun } from "./en/dryrun";
import { frame } from "./en/frame";
import { interception } from "./en/interception";
import { mapping } from "./en/mapping";
import { oa } from "./en/oa";
import { picking } from "./en/picking";
import { reconciliation } from "./en/reconciliation";
import { runs } from "./en/runs";
import { targets } from "./en/targets";
import { tasks } from "./en/tasks";
import { watch } from "./en/watch";
import { words } from "./en/words";
import type { Dictionary } from "./zh";

export const en: Dictionary = {
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
};
