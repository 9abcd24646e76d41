// An agent's client made with one of the official TypeScript SDKs: reads the inbox, is interrupted by a restart of the
// desk, reads a conversation, writes an answer. Says what it saw as one line of JSON; tests/clients.rs judges it.
//
//   node agent.mjs v1|v2|v2-auto|v2-modern URL      (the token is in $TOKEN; a line on standard input ends the pause)

import { once } from "node:events";

const [kind, url] = process.argv.slice(2);
const { client, transport } = await (kind === "v1" ? v1() : v2(kind));
await client.connect(transport);

const { tools } = await client.listTools();
const inbox = await call("whatsapp_inbox", { response_format: "detailed", limit: 50 });
console.log(JSON.stringify({ pause: true }));
await once(process.stdin, "data");

const open = inbox.structuredContent.conversations.find((row) => row.window.open && row.conversation_id);
const conversation_id = open.conversation_id;
const read = await call("whatsapp_get_conversation_context", { conversation_id });
const sent = await call("whatsapp_send_text_message", {
  conversation_selector: { conversation_id },
  content: "We are on our way.",
});
const refused = await call("whatsapp_inbox", { limit: 5000 });
console.log(
  JSON.stringify({
    server: client.getServerVersion()?.name,
    instructions: client.getInstructions()?.length,
    tools: tools.map((tool) => tool.name),
    conversations: inbox.structuredContent.conversations.length,
    messages: read.structuredContent.conversations[0].messages.length,
    sent: sent.structuredContent,
    refused: { isError: refused.isError, code: refused.structuredContent.error.code },
    both_forms_agree: [inbox, read, sent, refused].every(
      (answer) => JSON.stringify(JSON.parse(answer.content[0].text)) === JSON.stringify(answer.structuredContent),
    ),
  }),
);
await client.close();
process.exit(0);

function call(name, input) {
  return client.callTool({ name, arguments: input });
}

async function v1() {
  const { Client } = await import("@modelcontextprotocol/sdk/client/index.js");
  const { StreamableHTTPClientTransport } = await import("@modelcontextprotocol/sdk/client/streamableHttp.js");
  return { client: new Client({ name: "agent", version: "1" }), transport: new StreamableHTTPClientTransport(new URL(url), headers()) };
}

async function v2(kind) {
  const { Client, StreamableHTTPClientTransport } = await import("@modelcontextprotocol/client");
  const mode = { v2: "legacy", "v2-auto": "auto", "v2-modern": { pin: "2026-07-28" } }[kind];
  const client = new Client({ name: "agent", version: "2" }, { versionNegotiation: { mode } });
  return { client, transport: new StreamableHTTPClientTransport(new URL(url), headers()) };
}

function headers() {
  return { requestInit: { headers: { Authorization: `Bearer ${process.env.TOKEN}` } } };
}
