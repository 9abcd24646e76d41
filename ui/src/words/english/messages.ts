/** What stands in and under bubbles. */
export const messages = {
  kinds: {
    text: 'Message',
    image: 'Photo',
    video: 'Video',
    audio: 'Voice message',
    document: 'Document',
    sticker: 'Sticker',
    location: 'Location',
    contacts: 'Contact card',
    interactive: 'Choice',
    button: 'Choice',
    template: 'Template',
    reaction: 'Reaction',
    order: 'Order',
    system: 'Notice from WhatsApp',
    unsupported: 'A kind of message that WhatsApp does not pass on',
  },
}
