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

// Runs
export type Run = Answered<Schemas["Run"]>;
export type RunKind = Schemas["RunKind"];
export type RunState = Schemas["RunState"];
export type Tally = Required<Schemas["Tally"]>;
export type RunDetail = Run & { outcome: Schemas["StatusCounts"] };
export type Counted = Answered<Schemas["Counted"]>;
export type DeliveryFilter = Answered<Schemas["DeliveryFilter"]>;

// Batch pushes
export type Task = Answered<Schemas["Task"]>;
export type TaskOrder = Answered<Schemas["TaskOrder"]>;
export type TaskRows = Answered<Schemas["TaskRows"]>;
export type NewTasks = Answered<Schemas["NewTasks"]>;
export type Duplicates = Schemas["Duplicates"];
export type RealTimeConditions = Answered<Schemas["RealTimeConditions"]>;
export type RealTimeCount = Answered<Schemas["RealTimeCount"]>;
export type UnreadPerson = Schemas["UnreadPerson"];

// The OA's own interfaces
/** Its one secret is written as text and read as a mark that it is there. */
export type OaConnection = Omit<Answered<Schemas["OaConnection"]>, "secrets"> & {
  secrets: Record<string, unknown>;
};
export type OaView = Omit<Answered<Schemas["OaView"]>, "connection" | "blank"> & {
  connection: OaConnection | null;
  blank: OaConnection;
};
export type HeaderNames = Schemas["HeaderNames"];
export type HeaderPresets = Schemas["HeaderPresets"];
export type OaStep = Answered<Schemas["CheckStep"]>;
export type OaFaultKind = Schemas["OaFaultKind"];
export type Extent = Schemas["Extent"];

// Reconciliation
export type Mismatch = Schemas["Mismatch"];
export type Reconciliation = Answered<Schemas["Reconciliation"]>;
export type PersonReconciled = Answered<Schemas["PersonReconciled"]>;
export type Divergence = Answered<Schemas["Divergence"]>;

// Alerts
export type AlertKind = Schemas["AlertKind"];
export type ChannelKind = Schemas["ChannelKind"];
export type ChannelSpec = Answered<Schemas["ChannelSpec"]>;
export type ChannelConfig = Omit<Answered<Schemas["ChannelConfig"]>, "params"> & {
  params: Record<string, unknown>;
};
export type AlertMessage = Answered<Schemas["AlertMessage"]>;
export type MessageState = Schemas["MessageState"];
export type AlertChannel = ChannelConfig & {
  id: number;
  createdAt: string;
  updatedAt: string;
  problem: string | null;
  here: boolean;
  lastMessage: AlertMessage | null;
};
export type AlertPreview = Answered<Schemas["AlertPreview"]>;
export type AlertSample = Answered<Schemas["AlertSample"]>;
export type AlertTest = Answered<Schemas["AlertTest"]>;

// Targets
export type PushType = Schemas["PushType"];
export type PersonKey = Schemas["PersonKey"];
export type ListMode = Schemas["ListMode"];
export type MemberKind = Schemas["MemberKind"];
export type Member = Answered<Schemas["Member"]>;
export type TargetConfig = Omit<Answered<Schemas["TargetConfig"]>, "params" | "protocol" | "adapter"> & {
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
export type Backup = Schemas["Backup"];
export type BackupPlan = Schemas["BackupPlan"];
export type Backups = Answered<Schemas["Backups"]>;
export type NewToken = Schemas["NewToken"];

// Sandbox
export type Sandbox = Answered<Schemas["SandboxStatus"]>;
export type SandboxOa = Answered<Schemas["SandboxOa"]>;
export type SandboxAccount = Answered<Schemas["SandboxAccount"]>;
export type SandboxReceiver = Answered<Schemas["SandboxReceiver"]>;
export type SandboxInterface = Answered<Schemas["SandboxInterface"]>;
export type InterfaceAction = Schemas["SandboxInterfaceAction"];
export type TroubleKind = Schemas["SandboxTroubleKind"];
export type OaAction = Schemas["SandboxAction"];
export type OaRequest = Schemas["SandboxRequest"];
export type ReceiverPerson = Schemas["SandboxPerson"];
export type ReceiverItem = Schemas["SandboxItem"];
export type ReceiverMessage = Answered<Schemas["SandboxMessage"]>;

// Organisation and interception rules
export type UnitKind = Schemas["UnitKind"];
export type Unit = Answered<Schemas["Unit"]>;
/** A subsidiary or a department, by its id. */
export type UnitRef = Pick<Unit, "kind" | "id">;
export type PostEntry = Schemas["PostEntry"];
export type ListKind = Schemas["ListKind"];
export type PersonListEntry = Schemas["PersonListEntry"];
export type PersonList = Answered<Schemas["PersonList"]>;
export type Structure = Answered<Schemas["Structure"]>;
export type PersonPlace = Answered<Schemas["PersonPlace"]>;
export type Identity = Answered<Schemas["Identity"]>;
/** A main account with its part-time identities. */
export type PersonRow = Answered<Schemas["Person"]> & { place: PersonPlace; identities: Identity[] };
export type PartChange = Schemas["PartChange"];
export type WrongCell = Schemas["WrongCell"];
export type DirectoryImported = Schemas["DirectoryImported"];
export type Workflow = Answered<Schemas["Workflow"]>;
export type WorkflowType = Answered<Schemas["WorkflowType"]>;
export type WorkflowCatalogue = Answered<Schemas["WorkflowCatalogue"]>;
export type BusinessState = Schemas["BusinessState"];
export type InterceptionRules = Answered<Schemas["InterceptionRules"]>;
export type InterceptionTrial = Schemas["InterceptionTrial"];
export type InterceptionAnswer = Answered<Schemas["InterceptionAnswer"]>;
export type Reach = Answered<Schemas["Reach"]>;

// Settings of the installation, export and import, the trail of who changed what
export type Installation = Answered<Schemas["Installation"]>;
export type ObjectKind = Schemas["ObjectKind"];
export type Difference = Schemas["Difference"];
export type FieldDifference = Schemas["FieldDifference"];
export type Compared = Schemas["Compared"];
export type Comparison = Schemas["Comparison"];
export type AuditAction = Schemas["Action"];
export type AuditEntry = Schemas["AuditEntry"];

// Push addresses
export type PushAddress = Answered<Schemas["PushAddress"]>;
export type StoredAddress = PushAddress & { id: number; createdAt: string; updatedAt: string };
export type AddressParameter = PushAddress["parameters"][number];
export type ParameterValue = Schemas["ParameterValue"];
export type SystemVariable = Schemas["SystemVariable"];
export type SystemParameter = Schemas["SystemParameter"];
export type EBridgeKey = Schemas["EBridgeKey"];
export type Binding = PushAddress["bindings"][number];
export type PreviewedTarget = Answered<Schemas["PreviewedTarget"]>;

// Custom adapters
export type AdapterFault = Answered<Schemas["AdapterFault"]>;
export type AdapterVersion = Omit<Answered<Schemas["AdapterVersion"]>, "spec"> & {
  spec: PushTypeSpec | null;
};
export type AdapterClass = { class: string; versions: AdapterVersion[] };
export type AdapterSource = Schemas["AdapterSource"];
export type AdapterCheck = { faults: AdapterFault[]; spec: PushTypeSpec | null };
export type AdapterExample = Schemas["Example"];

// Dry run and person conversion
export type DryRunDelivery = Answered<Omit<Schemas["DryRunDelivery"], "verdicts">> & { verdicts: Verdict[] };
export interface DryRun {
  deliveries: DryRunDelivery[];
}
export type DryRunQuestion = Schemas["DryRunQuestion"];
export type MappingRow = Answered<Schemas["MappingRow"]>;
export type MappingImported = Answered<Schemas["MappingImported"]>;
export type PersonWithoutValue = Answered<Schemas["PersonWithoutValue"]>;
