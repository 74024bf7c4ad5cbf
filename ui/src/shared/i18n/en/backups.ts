/** English texts: backups. */
import type { backups as zh } from "../zh/backups";

export const backups: Record<keyof typeof zh, string> = {
  "system.tab.backups": "Backups",
  "objectKind.backup": "Backup",
  "field.NOT_ABSOLUTE": "Must be an absolute path",
  "field.NOT_WRITABLE": "This directory can't be written",
  "backups.title": "Backups",
  "backups.lede":
    "The whole database, custom adapters and the encrypted secrets file; made while pushing goes on, and read back afterwards. Secrets in the system's keychain are not part of it.",
  "backups.make": "Back up now",
  "backups.directory": "Backup directory",
  "backups.empty": "No backups yet",
  "backups.empty.detail": "Make one before an upgrade or a large change, or have one made every day below.",
  "backups.problem": "The backup directory can't be read",
  "backups.failed": "The backup of {at} was not completed; the data is unaffected",
  "backups.underWay": "Backing up: {copied} written, {total} at most",
  "backups.underWay.checking": "Reading it back",
  "backups.at": "As of",
  "backups.size": "Size",
  "backups.program": "Program",
  "backups.schema": "Schema {n}",
  "backups.isWanted": "Restored at next start",
  "backups.check": "Check",
  "backups.check.done": "The backup of {at} is sound",
  "backups.notSound": "The backup of {at} is not sound and can't be restored",
  "backups.restore": "Restore",
  "backups.restore.title": "Restore the backup of {at}?",
  "backups.restore.detail":
    "It is checked first and put in place when Todo Relay starts next; the present data is moved aside and kept. After that every target is held: a to-do that was not delivered when the backup was made may be finished by now, so look before you release. What came in after the backup is not in it and must be sent again by the OA.",
  "backups.restore.done": "The backup of {at} is sound; it is restored at the next start",
  "backups.delete": "Delete",
  "backups.delete.title": "Delete the backup of {at}?",
  "backups.delete.detail": "It can't be brought back.",
  "backups.delete.done": "The backup of {at} was deleted",
  "backups.wanted": "The backup of {at} is restored at the next start",
  "backups.wanted.detail":
    "Chosen by {by} at {at}. Restart Todo Relay to complete it; until then pushing goes on, and what comes meanwhile is not in the restored database.",
  "backups.wanted.forget": "Don't restore",
  "backups.wanted.forgotten": "Nothing will be restored",
  "backups.outcome":
    "Last restore: {name} was put in place at {at}; {n} targets are held since then, release them on the overview. The replaced data is in {path}.",
  "backups.outcome.failed":
    "Last restore: {name} could not be put in place at {at}; the data is as it was. Reason: {error}",
  "backups.plan": "Daily backup",
  "backups.plan.enabled": "Back up every day",
  "backups.plan.on": "Every day",
  "backups.plan.hour": "At",
  "backups.plan.hour.help":
    "By the clock of the engine's machine. Days that were missed, asleep or switched off, are made up for by one backup.",
  "backups.plan.keep": "Keep",
  "backups.plan.keep.help":
    "After the daily backup only the newest so many stay, those made by hand included.",
  "backups.plan.directory.help":
    "Absolute path, best on another disk. Empty: backups inside the data directory.",
  "backups.plan.directory.usual": "backups inside the data directory",
  "backups.plan.saved": "Daily backup saved",
  "held.many": "{n} targets are held; everything is kept",
  "held.releaseAll": "Release all",
  "held.releaseAll.title": "Release all {n} targets?",
  "held.releaseAll.detail": "The {n} items that are kept go out in their order.",
  "held.releaseAll.done": "All released",
};
