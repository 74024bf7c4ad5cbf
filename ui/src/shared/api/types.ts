/**
 * The shapes of the HTTP interface, under the console's names. All of them come from the published OpenAPI document
 * (`schema.ts` is generated from it), so that a change of the interface is found by the compiler.
 */
import type { components } from "./schema";

type Schemas = components["schemas"];

/**
 * A shape as the engine answers it. The document marks what may be null as left out, too, because it may be left out of
 * what is sent; in answers it is always there.
 */
type Answered<T> = T extends object ? { [K in keyof T]-?: Answered<Exclude<T[K], undefined>> } : T;

export interface Page<T> {
  items: T[];
  next: string | null;
}

export type Texts = Schemas["Texts"];
export type System = Answered<Schemas["System"]>;

// Events and deliveries
export type DataSet = Schemas["DataSet"];
export type Status = Schemas["Status"];
export type Stage = Schemas["Stage"];
export type StageOutcome = Schemas["StageOutcome"];
/** What an event may lack is left out in answers as well. */
export type Event = Schemas["Event"];
export type Verdict = Schemas["Verdict"];
export type Links = Schemas["Links"];
export type Attempt = Answered<Schemas["AttemptEntry"]>;
export type HeaderList = Attempt["requestHeaders"];
export type Delivery = Answered<Schemas["DeliveryItem"]>;
export type DeliveryDetail = Delivery & {
  event: Event;
  verdicts: Verdict[];
  links: Links | null;
  attemptLog: Attempt[];
};

// Targets
export type PushType = Schemas["PushType"];
export type PersonKey = Schemas["PersonKey"];
export type ListMode = Schemas["ListMode"];
export type MemberKind = Schemas["MemberKind"];
export type Member = Answered<Schemas["Member"]>;
export type TargetConfig = Omit<
  Answered<Schemas["TargetConfig"]>,
  "params" | "protocol" | "adapter"
> & {
  params: Record<string, unknown>;
  protocol: Record<string, unknown>;
  /** Left out for all but custom targets. */
  adapter?: Schemas["AdapterRef"];
};
export type Target = TargetConfig & { id: number; createdAt: string; updatedAt: string };
export type DeletionImpact = Schemas["DeletionImpact"];
export type ParamSpec = Answered<Schemas["ParamSpec"]>;
export type PushTypeSpec = Answered<Schemas["PushTypeSpec"]>;
export type ConnectionStep = Answered<Schemas["ConnectionStep"]>;
export type Person = Answered<Schemas["PersonEntry"]>;

// Overview and live stream
export type BreakerState = Schemas["Phase"];
export type Breaker = Answered<Schemas["BreakerView"]>;
export type Counts = Schemas["StatusCounts"];
export type Pulse = Answered<Schemas["Pulse"]>;
export type Point = Answered<Schemas["Point"]>;
export type Overview = Answered<Schemas["Overview"]>;
export type PulseFrame = Answered<Schemas["Pulses"]>;
export type BreakerFrame = Answered<Schemas["BreakerNews"]>;
export type DeliveriesFrame = Answered<Schemas["Rows"]>;
export type Opening = Answered<Schemas["Opening"]>;

// Tokens
export type Scope = Schemas["Scope"];
export type Token = Answered<Schemas["TokenEntry"]>;
export type NewToken = Schemas["NewToken"];

// Sandbox
export type Sandbox = Answered<Schemas["SandboxStatus"]>;
export type SandboxOa = Answered<Schemas["SandboxOa"]>;
export type SandboxReceiver = Answered<Schemas["SandboxReceiver"]>;
export type TroubleKind = Schemas["SandboxTroubleKind"];
export type OaAction = Schemas["SandboxAction"];
export type OaRequest = Schemas["SandboxRequest"];
export type ReceiverPerson = Schemas["SandboxPerson"];
export type ReceiverItem = Schemas["SandboxItem"];
export type ReceiverMessage = Answered<Schemas["SandboxMessage"]>;
