/**
 * What a script may call and what it sees, for completion and for the page that explains it. The meanings stand among the
 * texts; a test holds the names equal to those that the engine registers.
 */
import type { TextKey } from "@/shared/i18n";

export type FunctionName = Extract<TextKey, `fn.${string}`> extends `fn.${infer N}` ? N : never;
export type ItemField =
  Extract<TextKey, `adapterItem.${string}`> extends `adapterItem.${infer N}` ? N : never;
export type GroupName = Extract<TextKey, `fnGroup.${string}`> extends `fnGroup.${infer N}` ? N : never;
export type LimitName = Extract<TextKey, `limit.${string}`> extends `limit.${infer N}` ? N : never;

/** How each function is called, by group. */
export const library: Record<GroupName, Partial<Record<FunctionName, string>>> = {
  convert: {
    text: "text(value)",
    to_string: "value.to_string()",
    int: "int(value)",
    blob: "blob(text)",
    type_of: "type_of(value)",
  },
  any: { len: "value.len()", is_empty: "value.is_empty()", contains: "value.contains(part)" },
  text: {
    starts_with: "text.starts_with(part)",
    ends_with: "text.ends_with(part)",
    index_of: "text.index_of(part)",
    sub_text: "text.sub_text(from, length)",
    split: "text.split(by)",
    replace: "text.replace(part, by)",
    trim: "text.trim()",
    to_upper: "text.to_upper()",
    to_lower: "text.to_lower()",
  },
  list: {
    push: "array.push(value)",
    sort: "array.sort()",
    join: "array.join(by)",
    get: "value.get(place)",
    set: "value.set(place, value)",
    keys: "map.keys()",
    remove: "map.remove(name)",
  },
  json: { parse_json: "parse_json(text)", to_json: "to_json(value)" },
  xml: {
    xml_escape: "xml_escape(text)",
    xml_text: "xml_text(xml, name)",
    xml_texts: "xml_texts(xml, name)",
  },
  url: { form_encode: "form_encode(map)", url_encode: "url_encode(text)", url_decode: "url_decode(text)" },
  codec: {
    base64_encode: "base64_encode(data)",
    base64url_encode: "base64url_encode(data)",
    base64_decode: "base64_decode(text)",
    base64_text: "base64_text(text)",
    hex: "hex(data)",
    hex_decode: "hex_decode(text)",
  },
  digest: {
    md5: "md5(data)",
    md5_bytes: "md5_bytes(data)",
    sha256: "sha256(data)",
    sha256_bytes: "sha256_bytes(data)",
    sha512: "sha512(data)",
    sha512_bytes: "sha512_bytes(data)",
    sm3: "sm3(data)",
    sm3_bytes: "sm3_bytes(data)",
  },
  hmac: {
    hmac_sha256: "hmac_sha256(key, data)",
    hmac_sha256_bytes: "hmac_sha256_bytes(key, data)",
    hmac_sha512: "hmac_sha512(key, data)",
    hmac_sha512_bytes: "hmac_sha512_bytes(key, data)",
    hmac_sm3: "hmac_sm3(key, data)",
    hmac_sm3_bytes: "hmac_sm3_bytes(key, data)",
  },
  time: { format_time: "format_time(ms, pattern, offset)", parse_time: "parse_time(text)" },
  debug: { print: "print(value)", debug: "debug(value)" },
};

export interface LibraryEntry {
  name: FunctionName;
  group: GroupName;
  /** How it is called. */
  call: string;
}

export const functions: LibraryEntry[] = Object.entries(library).flatMap(([group, entries]) =>
  Object.entries(entries).map(([name, call]) => ({
    name: name as FunctionName,
    group: group as GroupName,
    call,
  })),
);

export const itemFields: ItemField[] = [
  "data_set",
  "business_state",
  "request_id",
  "request_name",
  "workflow_id",
  "workflow_name",
  "workflow_type_id",
  "workflow_type_name",
  "node_id",
  "node_name",
  "receiver",
  "receiver_id",
  "receiver_identity_id",
  "creator",
  "creator_id",
  "created_at",
  "created_at_ms",
  "received_at",
  "received_at_ms",
  "occurred_at",
  "occurred_at_ms",
  "sent_at",
  "sent_at_ms",
  "view_type",
  "backfilled",
  "links",
  "token",
];

/** The functions of the contract. */
export const contract = {
  required: {
    parameters: "fn parameters()",
    encode: "fn encode(item, params)",
    classify: "fn classify(data_set, answer, params)",
  },
  optional: {
    footprint: "fn footprint(data_set)",
    needs_creator: "fn needs_creator()",
    sign_on: "fn sign_on(params)",
    read_sign_on: "fn read_sign_on(answer, params)",
    token_refused: "fn token_refused(answer, params)",
  },
} as const;

/** The hard limits, as the engine has them. */
export const limits: Record<LimitName, number> = {
  MOST_SOURCE: 65_536,
  MOST_OPERATIONS: 10_000,
  MOST_WORK: 4_194_304,
  MOST_TEXT: 32_768,
  MOST_ELEMENTS: 512,
  MOST_ENTRIES: 250,
  MOST_CALL_LEVELS: 12,
  MOST_DEPTH: 24,
  MOST_VARIABLES: 32,
  MOST_FUNCTIONS: 64,
  MOST_ANSWER_TEXT: 24_576,
  MOST_ANSWER_HEADERS: 4_096,
};

/** The least that a script must hold. */
export const SKELETON = `// 参数：应用系统的表单里要填写的内容
fn parameters() {
    [
        #{ name: "appKey", label: #{ zh: "应用标识", en: "App key" }, required: true },
        #{ name: "secret", label: #{ zh: "密钥", en: "Secret" }, secret: true, required: true },
    ]
}

// 一条数据 → 一个请求
fn encode(item, params) {
    #{
        method: "POST",
        path: "/api/todo",
        headers: #{ "X-App-Key": params.appKey },
        body: #{
            json: #{
                id: item.request_id,
                title: item.request_name,
                user: item.receiver,
                state: item.data_set,
                url: item.links.pc,
            },
        },
    }
}

// 应答 → 结果：accepted、rejected 或 noAnswer
fn classify(data_set, answer, params) {
    let said = parse_json(answer.body);
    if type_of(said) != "map" {
        return #{ result: "noAnswer" };
    }
    if text(said.code) == "0" {
        return #{ result: "accepted" };
    }
    #{ result: "rejected", kind: "data", message: text(said.message) }
}
`;
