/** The names of what is kept in the query cache. */
export const keys = {
  system: ["system"] as const,
  overview: ["overview"] as const,
  openings: ["breakerOpenings"] as const,
  targets: ["targets"] as const,
  target: (id: number) => ["targets", id] as const,
  pushTypes: ["pushTypes"] as const,
  persons: (text: string) => ["persons", text] as const,
  deliveries: (filters: Record<string, unknown>) => ["deliveries", filters] as const,
  delivery: (id: number) => ["delivery", id] as const,
  tokens: ["tokens"] as const,
  sandbox: ["sandbox"] as const,
  sandboxRequests: ["sandbox", "requests"] as const,
  sandboxPersons: (receiver: string, text: string) => ["sandbox", "persons", receiver, text] as const,
  sandboxItems: (receiver: string, person: string, list: string) =>
    ["sandbox", "items", receiver, person, list] as const,
  sandboxMessages: (receiver: string) => ["sandbox", "messages", receiver] as const,
};
