// The official TypeScript SDK's server with one tool that answers a constant: what $ANSWER holds. Says where it listens.

import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { McpServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { StreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/streamableHttp.js";

const text = readFileSync(process.env.ANSWER, "utf8");
const answer = { content: [{ type: "text", text }], structuredContent: JSON.parse(text) };
const sessions = new Map();

async function open() {
  const server = new McpServer({ name: "constant", version: "1" });
  server.registerTool("whatsapp_inbox", { description: "A constant." }, () => answer);
  const onsessioninitialized = (id) => sessions.set(id, transport);
  const transport = new StreamableHTTPServerTransport({ sessionIdGenerator: randomUUID, enableJsonResponse: true, onsessioninitialized });
  await server.connect(transport);
  return transport;
}

const http = createServer(async (request, response) => {
  const transport = sessions.get(request.headers["mcp-session-id"]) ?? (await open());
  await transport.handleRequest(request, response);
});
http.listen(0, "127.0.0.1", () => console.log(`${http.address().port}`));
