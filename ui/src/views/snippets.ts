/** A client that an endpoint can be pasted into. */
export type SnippetFor = 'claude' | 'code' | 'cursor' | 'zed'

/** What a client needs to reach the endpoint: a command or a piece of its settings. */
export function snippet(target: SnippetFor, url: string, token: string): string {
  const headers = { Authorization: `Bearer ${token}` }
  switch (target) {
    case 'claude':
      return `claude mcp add --transport http kapso-desk ${url} --header "Authorization: Bearer ${token}"`
    case 'code':
      return json({ servers: { 'kapso-desk': { type: 'http', url, headers } } })
    case 'cursor':
      return json({ mcpServers: { 'kapso-desk': { url, headers } } })
    case 'zed':
      return json({ context_servers: { 'kapso-desk': { url, headers } } })
  }
}

/** A token that is there and cannot be read: its length is told by nothing. */
export const HIDDEN = '••••••••'

const json = (settings: object): string => JSON.stringify(settings, null, 2)
