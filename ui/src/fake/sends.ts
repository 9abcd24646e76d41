import type { Message, SendReceipt, WhatsappSendInteractiveInput, WhatsappSendMediaInput, WhatsappSendTextMessageInput } from '../contract'
import { kindOf } from '../state/attachments.svelte'
import { failure, type Chat, type World } from './world'

/** How long a message stays in each state after it has left, in milliseconds. */
const STEPS: [Message['delivery'], number][] = [
  ['queued', 500],
  ['sending', 700],
  ['sent', 1200],
  ['delivered', 2500],
  ['read', 0],
]

/** The invented way of a message out into the world. */
export class Sends {
  #world: World
  #timers = new Map<string, ReturnType<typeof setTimeout>>()
  #last = 0

  constructor(world: World) {
    this.#world = world
  }

  send(input: WhatsappSendTextMessageInput, author: Message['author'] = { kind: 'person' }): SendReceipt {
    const chat = this.#world.byConversation(input.conversation_selector.conversation_id)
    if (!chat) throw failure('not_found', 'There is no such conversation.', 'Open it again.')
    if (!chat.conversation.window.open) throw failure('window_closed', 'The 24-hour window is closed.', 'Use a template.')
    return this.put(chat, { kind: 'text', text: input.content, author, ...this.#quote(chat, input.reply_to_message_id) })
  }

  file({ conversation_selector, file_path, caption }: WhatsappSendMediaInput): SendReceipt {
    const chat = this.#world.byConversation(conversation_selector.conversation_id)
    if (!chat || !file_path) throw failure('not_found', 'There is no such conversation.', 'Open it again.')
    if (!chat.conversation.window.open) throw failure('window_closed', 'The 24-hour window is closed.', 'Use a template.')
    if (file_path.endsWith('.exe')) throw failure('invalid_value', 'WhatsApp does not take this kind of file. Nothing was sent.', 'Choose another file.')
    const filename = file_path.split('/').at(-1) ?? file_path
    const kind = kindOf({ filename })
    const media = { filename, byte_size: 212_000, voice: false, animated: false, mime_type: kind === 'image' ? 'image/jpeg' : 'application/pdf' }
    return this.put(chat, { kind, media, ...(caption ? { text: caption } : {}) })
  }

  offer(input: WhatsappSendInteractiveInput): SendReceipt {
    const chat = this.#world.byConversation(input.conversation_selector.conversation_id)
    if (!chat) throw failure('not_found', 'There is no such conversation.', 'Open it again.')
    if (!chat.conversation.window.open) throw failure('window_closed', 'The 24-hour window is closed.', 'Use a template.')
    const rows = (input.sections ?? []).flatMap((section) => section.rows.map(({ description, ...row }) => ({ ...row, ...(description ? { description } : {}) })))
    const options = [...(input.buttons ?? []).map(({ reply }) => reply), ...rows]
    const { interactive_type: kind, body_text: text, button_text: button, url } = input
    return this.put(chat, { kind: 'interactive', text, interactive: { kind, options, ...(button ? { button } : {}), ...(url ? { url } : {}) } })
  }

  /** Puts a message into a chat; it is held, and then it leaves. */
  put(chat: Chat, what: Partial<Message> & Pick<Message, 'kind'>): SendReceipt {
    this.#last += 1
    const now = Date.now()
    const message: Message = {
      send_id: `snd_${this.#last}`,
      at: new Date(now).toISOString(),
      direction: 'outbound',
      delivery: 'held',
      author: { kind: 'person' },
      leaves_at: new Date(now + this.#world.begin.undoSeconds * 1000).toISOString(),
      ...what,
    }
    chat.messages = [...this.#world.messages(chat), message]
    this.#world.touch(chat, message)
    this.#later(message.send_id ?? '', this.#world.begin.undoSeconds * 1000, 0)
    return { status: 'queued', message, next: 'It leaves when the undo time is over.' }
  }

  undo(sendId: string): Message {
    clearTimeout(this.#timers.get(sendId))
    return this.#change(sendId, (message) => {
      if (message.delivery !== 'held' && message.delivery !== 'queued') throw failure('already_decided', 'It has left already.', 'Write another message.')
      return { ...message, delivery: 'cancelled' }
    })
  }

  edit(sendId: string, text: string): Message {
    const wait = this.#world.begin.undoSeconds * 1000
    const changed = this.#change(sendId, (message) => {
      if (message.delivery !== 'held' && message.delivery !== 'queued') throw failure('already_decided', 'It has left already.', 'Write another message.')
      return { ...message, text, leaves_at: new Date(Date.now() + wait).toISOString() }
    })
    clearTimeout(this.#timers.get(sendId))
    this.#later(sendId, wait, 0)
    return changed
  }

  retry(sendId: string): Message {
    this.#later(sendId, 0, 0)
    return this.#change(sendId, ({ failure: _, ...message }) => ({ ...message, delivery: 'queued' }))
  }

  discard(sendId: string): Message {
    const [chat, message] = this.#find(sendId)
    chat.messages = chat.messages.filter((other) => other !== message)
    const last = chat.messages.at(-1)
    if (last) this.#world.touch(chat, last)
    return message
  }

  #later(sendId: string, wait: number, step: number): void {
    const [state, next] = STEPS[step] ?? []
    if (!state) return
    const move = () => {
      if (this.#world.begin.weather === 'offline') return
      this.#change(sendId, ({ leaves_at: _, ...message }) => ({ ...message, delivery: state, message_id: `wamid.${sendId}` }))
      this.#later(sendId, next ?? 0, step + 1)
    }
    this.#timers.set(sendId, setTimeout(move, wait))
  }

  #change(sendId: string, change: (message: Message) => Message): Message {
    const [chat, message] = this.#find(sendId)
    const changed = change(message)
    chat.messages = chat.messages.map((other) => (other === message ? changed : other))
    if (chat.messages.at(-1) === changed && chat.conversation.last_message) {
      chat.conversation = { ...chat.conversation, last_message: { ...chat.conversation.last_message, delivery: changed.delivery } }
    }
    this.#world.changed(chat)
    return changed
  }

  #find(sendId: string): [Chat, Message] {
    for (const chat of this.#world.chats) {
      const message = chat.messages.find((other) => other.send_id === sendId)
      if (message) return [chat, message]
    }
    throw failure('not_found', 'There is no such message.', 'Open the conversation again.')
  }

  #quote(chat: Chat, id: string | null | undefined): Pick<Message, 'reply_to'> {
    const quoted = id ? this.#world.messages(chat).find(({ message_id }) => message_id === id) : undefined
    if (!quoted) return {}
    const { message_id, direction, kind, text } = quoted
    return { reply_to: { ...(message_id ? { message_id } : {}), direction, kind, ...(text ? { text } : {}) } }
  }
}
