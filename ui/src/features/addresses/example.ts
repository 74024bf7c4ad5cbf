/** Which question the redirect example asks of the engine. Pure. */
import type { StoredAddress, Target } from "@/shared/api/types";
import { bodyOf, type Draft } from "./draft";
import { holderOf } from "./holders";
import type { PreviewQuestion } from "./queries";

interface World {
  own: number | null;
  all: StoredAddress[];
  targets: Target[];
  operator: string | null;
}

const REQUEST = "12345";
/** Stands in for the prefix while redirect is on and none is written. */
export const STAND_IN = "http://sso.example.com/login";

/** No one gives an address this name, and names are unique. */
const NAME = "redirect example 3f8a1c";

/**
 * The draft's prefix and parameters on the PC address of one target: the first that is bound, else any. Parameters that
 * have no name yet are left out. Where another push address holds that target's address, the example takes its place, so
 * that nothing of the present bindings stands in the way. Null while there is nothing to show it by.
 */
export function exampleQuestion(draft: Draft, redirect: boolean, world: World): PreviewQuestion | null {
  const { own, all, targets, operator } = world;
  const bound = draft.bindings.find((binding) => binding.target !== null)?.target;
  const target = bound ?? targets[0]?.id;
  if (target === undefined || operator === null) return null;
  const body = bodyOf(draft);
  return {
    address: {
      ...body,
      name: NAME,
      enabled: true,
      redirect,
      prefix: redirect && body.prefix === "" ? STAND_IN : body.prefix,
      parameters: body.parameters.filter((parameter) => parameter.name !== ""),
      bindings: [{ target, pc: true, app: false, adaptive: false }],
    },
    id: holderOf(all, own, target, "pc")?.id ?? own,
    requestId: REQUEST,
    operator,
  };
}
