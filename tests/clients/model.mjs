// A model that follows a script, on the wire format of Anthropic's messages: it asks for two tools, one after the other, and then
// says what they answered. Between the two it waits, so that the endpoint can be restarted. Says where it listens.
//
//   node model.mjs TOOL TOOL      (after the first answer it prints {"pause":true}; a line on standard input ends the pause)

import { once } from "node:events";
import { createServer } from "node:http";
import { createInterface } from "node:readline";

const script = process.argv.slice(2);
const lines = createInterface({ input: process.stdin });

const model = createServer(async (request, response) => {
  let body = "";
  for await (const part of request) body += part;
  const asked = request.method === "POST" && request.url.startsWith("/v1/messages?") ? JSON.parse(body) : undefined;
  const answers = asked?.messages.flatMap((message) => message.content).filter((part) => part.type === "tool_result") ?? [];
  // Titles and the like are asked without tools.
  const tools = asked?.tools?.map((tool) => tool.name) ?? [];
  if (!tools.includes(script[0])) return say(response, { type: "text", text: "ok" }, "end_turn");
  if (answers.length === script.length) {
    console.log(JSON.stringify({ answers: answers.map(text), tools: tools.filter((name) => name.startsWith("mcp__")) }));
    return say(response, { type: "text", text: "done" }, "end_turn");
  }
  if (answers.length === 1) {
    console.log(JSON.stringify({ pause: true }));
    await once(lines, "line");
  }
  say(response, { type: "tool_use", id: `toolu_${answers.length}`, name: script[answers.length], input: {} }, "tool_use");
});

function text(answer) {
  return typeof answer.content === "string" ? answer.content : answer.content.map((part) => part.text).join("");
}

function say(response, block, stop_reason) {
  const usage = { input_tokens: 1, output_tokens: 1 };
  const message = { id: "msg_1", type: "message", role: "assistant", model: "scripted", content: [], stop_reason: null, stop_sequence: null, usage };
  const start = block.type === "text" ? { type: "text", text: "" } : { ...block, input: {} };
  const delta = block.type === "text" ? { type: "text_delta", text: block.text } : { type: "input_json_delta", partial_json: JSON.stringify(block.input) };
  const events = [
    { type: "message_start", message },
    { type: "content_block_start", index: 0, content_block: start },
    { type: "content_block_delta", index: 0, delta },
    { type: "content_block_stop", index: 0 },
    { type: "message_delta", delta: { stop_reason, stop_sequence: null }, usage },
    { type: "message_stop" },
  ];
  response.writeHead(200, { "Content-Type": "text/event-stream" });
  response.end(events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join(""));
}

model.listen(0, "127.0.0.1", () => console.log(`http://127.0.0.1:${model.address().port}`));
