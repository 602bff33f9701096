import { newApiToken, scopes, type Scope } from "../../../accounts/access/api-tokens";
import { days, type World } from "./population";

/** What the API answered. */
export interface Answer {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

export interface ApiClient {
  /** What it bears. */
  headers: Record<string, string>;
  get(path: string, headers?: Record<string, string>): Promise<Answer>;
  post(path: string, body: unknown, headers?: Record<string, string>): Promise<Answer>;
  /** Sends an event to a ticket. */
  act(number: string, event: Record<string, unknown>, headers?: Record<string, string>): Promise<Answer>;
}

/** A client of a served world that bears the token of a person, with these scopes. */
export async function apiClient(
  world: World,
  site: string,
  person: { id: string },
  granted: readonly Scope[] = scopes,
): Promise<ApiClient> {
  const at = world.clock.now;
  const { token, write } = newApiToken(world.random, {
    personId: person.id,
    label: "test",
    scopes: [...granted],
    createdAt: at,
    expiresAt: at + days(1),
  });
  await world.store.commit({ at, writes: [write], audit: [] });
  return bearing(site, token);
}

/** A client that bears this token, whatever it is worth. */
export function bearing(site: string, token: string | null): ApiClient {
  const authorization: Record<string, string> = token === null ? {} : { Authorization: `Bearer ${token}` };
  const client: ApiClient = {
    headers: authorization,
    get: (path, headers = {}) => call(`${site}${path}`, { headers: { ...authorization, ...headers } }),
    post: (path, body, headers = {}) =>
      call(`${site}${path}`, {
        method: "POST",
        headers: { ...authorization, "Content-Type": "application/json", ...headers },
        body: typeof body === "string" ? body : JSON.stringify(body),
      }),
    act: (number, event, headers) => client.post(`/api/v1/tickets/${number}/events`, event, headers),
  };
  return client;
}

async function call(url: string, init: RequestInit): Promise<Answer> {
  const response = await fetch(url, init);
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    body: text === "" ? {} : (JSON.parse(text) as Record<string, unknown>),
  };
}
