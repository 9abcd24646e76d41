// A program made with Kapso's own TypeScript SDK, as its readme teaches it: sends every kind of message, reads every kind
// of list, brings a file and fetches it back. Says what it got as one line of JSON; tests/clients/kapso.rs judges it.
//
//   node kapso.mjs ORIGIN NUMBER ACCOUNT PERSON      (the key is in $KEY)

import { createHash } from "node:crypto";
import { WhatsAppClient } from "@kapso/whatsapp-cloud-api";

const [origin, phoneNumberId, businessAccountId, to] = process.argv.slice(2);
const client = new WhatsAppClient({ baseUrl: `${origin}/meta/whatsapp`, kapsoApiKey: process.env.KEY });
const file = Buffer.from("%PDF-1.4 what was agreed");

const { data: templates } = await client.templates.list({ businessAccountId, status: "APPROVED", limit: 100 });
const { id: mediaId } = await client.media.upload({ phoneNumberId, type: "application/pdf", file: new Blob([file]), fileName: "agreed.pdf" });
const metadata = await client.media.get({ mediaId, phoneNumberId });
const fetched = Buffer.from(await client.media.download({ mediaId, phoneNumberId }));

const sent = {
  text: await client.messages.sendText({ phoneNumberId, to, body: "Até já!" }),
  document: await client.messages.sendDocument({ phoneNumberId, to, document: { id: mediaId, filename: "agreed.pdf", caption: "Acordo" } }),
  buttons: await client.messages.sendInteractiveButtons({
    phoneNumberId,
    to,
    bodyText: "Pode vir hoje?",
    buttons: [
      { id: "yes", title: "Sim" },
      { id: "no", title: "Não" },
    ],
  }),
  list: await client.messages.sendInteractiveList({
    phoneNumberId,
    to,
    bodyText: "Escolha um horário",
    buttonText: "Ver",
    sections: [{ title: "Hoje", rows: [{ id: "10", title: "10:00" }] }],
  }),
  template: await client.messages.sendTemplate({ phoneNumberId, to, template: template() }),
};
sent.reaction = await client.messages.sendReaction({
  phoneNumberId,
  to,
  reaction: { messageId: (await newestInbound()).id, emoji: "👍" },
});

const conversations = await all((page) => client.conversations.list({ phoneNumberId, limit: 5, ...page }));
const messages = await all((page) => client.messages.query({ phoneNumberId, limit: 50, fields: "kapso(direction,status)", ...page }));
const contacts = await all((page) => client.contacts.list({ phoneNumberId, limit: 5, ...page }));
const contact = await client.contacts.get({ phoneNumberId, waId: to });
const read = await client.messages.markRead({ phoneNumberId, messageId: (await newestInbound()).id });
const refused = await client.messages
  .sendText({ phoneNumberId, to: "1", body: "?" })
  .catch((error) => ({ name: error.name, status: error.httpStatus, code: error.code }));

console.log(
  JSON.stringify({
    sent: Object.fromEntries(Object.entries(sent).map(([kind, answer]) => [kind, answer.messages[0].id])),
    listed: Object.fromEntries(Object.entries(sent).map(([kind, answer]) => [kind, kindOf(answer.messages[0].id)])),
    statuses: [...new Set(messages.map((message) => message.kapso.status))],
    counts: { templates: templates.length, conversations: conversations.length, messages: messages.length, contacts: contacts.length },
    once: [conversations, messages, contacts].every((rows) => new Set(rows.map((row) => row.id)).size === rows.length),
    media: { type: metadata.mimeType, size: metadata.fileSize, sha256: metadata.sha256, same: fetched.equals(file) },
    sha256: createHash("sha256").update(file).digest("hex"),
    contact: contact.waId,
    read: read.success,
    refused,
  }),
);

/** Any approved template whose body is all there is to fill in. */
function template() {
  const chosen = templates.find((one) => one.name === "lembrete_consulta");
  const body = chosen.components.find((part) => part.type === "BODY").text;
  const holes = body.match(/\{\{[^}]+\}\}/g) ?? [];
  return { name: chosen.name, language: { code: chosen.language }, components: [{ type: "body", parameters: holes.map(fill) }] };

  function fill(hole) {
    const name = hole.slice(2, -2);
    return { type: "text", text: "10:00", ...(chosen.parameterFormat === "NAMED" && { parameterName: name }) };
  }
}

/** The newest message that the person wrote. */
async function newestInbound() {
  const { data: chats } = await client.conversations.list({ phoneNumberId, phoneNumber: to, status: "active" });
  const fields = "kapso(direction)";
  const { data: said } = await client.messages.listByConversation({ phoneNumberId, conversationId: chats[0].id, limit: 100, fields });
  return said.find((message) => message.kapso.direction === "inbound");
}

/** Every row of a list, page by page. */
async function all(list) {
  const rows = [];
  for (let after; ; ) {
    const page = await list({ after });
    rows.push(...page.data);
    after = page.paging?.cursors?.after;
    if (!after) return rows;
  }
}

function kindOf(id) {
  return messages.find((message) => message.id === id)?.type;
}
