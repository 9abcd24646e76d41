import type { Message } from '../contract'

/** What a bubble is told, and what it can ask for. What it cannot ask for has no button. */
export interface BubbleProps {
  message: Message
  /** Whether it begins and ends a group of one writer. */
  first?: boolean
  last?: boolean
  contactName: string
  /** The present: times of another day show their day. */
  now: Date
  /** Where its picture, film, sound or file is; nothing while it has not got there. */
  mediaUrl?: (message: Message) => string | undefined
  /** What the person looks for, to be marked. */
  find?: string
  /** Whether it is the one that was looked for. */
  hit?: boolean
  /** The message that a reaction stands on is shown, so the reaction is on it already. */
  targetShown?: boolean

  onlink?: (url: string) => void
  /** Goes to a message that is quoted. */
  ongoto?: (messageId: string) => void
  onsave?: (message: Message) => void
  /** Writes to a number on a contact card. */
  onwriteto?: (phone: string) => void
  /** Puts other words into a message that has not left. */
  onchange?: (message: Message, text: string) => Promise<void>
  onundo?: (message: Message) => void
  onretry?: (message: Message) => void
  onedit?: (message: Message) => void
  /** Takes its words into a template. */
  ontemplate?: (message: Message) => void
  ondiscard?: (message: Message) => void
}
