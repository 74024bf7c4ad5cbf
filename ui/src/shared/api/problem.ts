/** Errors of the engine as typed values (RFC 9457, with a stable code and the fields that were wrong). */
import type { HostResponse } from "@/host";

export interface FieldProblem {
  /** JSON pointer into what was sent. */
  path: string;
  code: string;
  message: string;
}

/** The engine answered, and the answer was no. */
export class ApiProblem extends Error {
  override name = "ApiProblem";
  readonly status: number;
  readonly code: string;
  readonly detail: string | null;
  readonly traceId: string | null;
  readonly fields: FieldProblem[];

  constructor(answer: {
    status: number;
    code: string;
    detail?: string | null;
    traceId?: string | null;
    fields?: FieldProblem[];
  }) {
    super(answer.detail ?? answer.code);
    this.status = answer.status;
    this.code = answer.code;
    this.detail = answer.detail ?? null;
    this.traceId = answer.traceId ?? null;
    this.fields = answer.fields ?? [];
  }

  /** Reads an answer that was not 2xx; one that is not problem+json keeps its text as the detail. */
  static of(response: Pick<HostResponse, "status" | "body">): ApiProblem {
    try {
      const body: unknown = JSON.parse(response.body);
      if (typeof body === "object" && body !== null) {
        const { code, detail, title, traceId, fields } = body as Record<string, unknown>;
        return new ApiProblem({
          status: response.status,
          code: typeof code === "string" ? code : `HTTP_${response.status}`,
          detail: typeof detail === "string" ? detail : typeof title === "string" ? title : null,
          traceId: typeof traceId === "string" ? traceId : null,
          fields: Array.isArray(fields) ? (fields as FieldProblem[]) : [],
        });
      }
    } catch {
      // Not JSON: fall through to the text itself.
    }
    return new ApiProblem({
      status: response.status,
      code: `HTTP_${response.status}`,
      detail: response.body.slice(0, 300) || null,
    });
  }
}
