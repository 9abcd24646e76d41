import type { Message } from '../contract'
import { claude, media, NOW, sample } from './samples'

const photo = { kind: 'image', media: media('knee', 'image/jpeg') } as const
const failure = (message: string, code: number | undefined, retry: boolean, remedy: string) => ({ message, code, retry, remedy })

/** Every kind of message, from either side. */
export const kinds: Record<string, Message[]> = {
  Text: [
    sample({ text: 'Short' }),
    sample({ text: 'Two lines\n\nand an empty one between, with a link: https://clinicavertice.example/pinheiros?x=1.' }),
    sample({ out: true, text: '*Bold*, _italic_, ~struck~, `mono` and 2*3*4 = 24.', delivery: 'delivered' }),
    sample({ text: '🎉' }),
    sample({ out: true, text: '👍🏽 ❤️', delivery: 'sent' }),
    sample({
      text: 'Reactions of both',
      reactions: [
        { direction: 'outbound', emoji: '🙏' },
        { direction: 'inbound', emoji: '😂' },
      ],
    }),
  ],
  'Pictures and films': [
    sample({ ...photo }),
    sample({ ...photo, out: true, text: 'Com legenda https://a.example/x' }),
    sample({ kind: 'video', media: media('film', 'video/mp4') }),
    sample({ kind: 'sticker', media: media('cup', 'image/webp'), out: true }),
  ],
  'Media that is not there': [
    sample({ kind: 'image', media: media('photo-broken', 'image/jpeg') }),
    sample({ kind: 'image', media: media('photo-missing', 'image/jpeg'), text: 'Olha' }),
    sample({ kind: 'image', out: true, delivery: 'sending', media: media(undefined, 'image/jpeg'), text: 'On its way' }),
    sample({ kind: 'video', media: media('film-missing', 'video/mp4') }),
    sample({ kind: 'audio', media: media('voice-missing', 'audio/ogg', { voice: true }) }),
    sample({ kind: 'sticker', media: media('sticker-missing', 'image/webp') }),
  ],
  'Sounds and files': [
    sample({
      kind: 'audio',
      media: media('voice', 'audio/ogg', {
        voice: true,
        transcript: 'Oi, tudo bem? Queria saber se a ressonância pode ser na sexta de manhã.',
      }),
    }),
    sample({ kind: 'audio', out: true, media: media('voice', 'audio/mpeg', { filename: 'espera.mp3' }) }),
    sample({ kind: 'document', media: media('x', 'application/pdf', { filename: 'Laudo.pdf', byte_size: 2_440_000 }), text: 'O laudo' }),
    sample({
      kind: 'document',
      out: true,
      media: media('x', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', {
        filename: 'Um nome de arquivo que é muito mais longo do que o espaço que existe para ele aqui, versão final 2.xlsx',
      }),
    }),
    sample({ kind: 'document', media: media('x', '', { filename: 'invoice\u202Efdp.exe', byte_size: 84 }) }),
  ],
  'Places and people': [
    sample({ kind: 'location', location: { latitude: 24.7136, longitude: 46.6753 } }),
    sample({
      kind: 'location',
      out: true,
      location: { latitude: 24.7136, longitude: 46.6753, name: 'البيت', address: 'شارع العليا، الرياض' },
    }),
    sample({
      kind: 'contacts',
      contacts: [
        { name: 'Ana Prado', phones: ['+5511955500143', '11 5550-0143'] },
        { name: '', phones: [] },
      ],
    }),
    sample({ kind: 'contacts', contacts: [{ name: 'Paulo Souza', phones: ['+5511955500188'] }] }),
  ],
  'Offers and choices': [
    sample({
      out: true,
      kind: 'interactive',
      text: 'Posso confirmar sexta, 21/11, às 15:30?',
      interactive: {
        kind: 'button',
        header: 'Consulta',
        footer: 'Responda até amanhã',
        options: [{ title: 'Confirmar' }, { title: 'Outro horário' }],
      },
    }),
    sample({ kind: 'interactive', text: 'Confirmar', interactive: { kind: 'button_reply', options: [{ title: 'Confirmar' }] } }),
    sample({
      out: true,
      kind: 'interactive',
      text: 'Veja os preços',
      interactive: { kind: 'cta_url', button: 'Abrir a tabela', url: 'https://clinicavertice.example/precos' },
    }),
    sample({
      out: true,
      kind: 'interactive',
      text: 'A link that is none',
      interactive: { kind: 'cta_url', button: 'Open', url: 'javascript:alert(1)' },
    }),
    sample({
      kind: 'interactive',
      text: 'Formulário enviado',
      interactive: {
        kind: 'nfm_reply',
        fields: [
          { name: 'nome', value: 'Mariana' },
          { name: 'plano', value: 'Saúde Total\nEnfermaria' },
        ],
      },
    }),
    sample({ out: true, kind: 'interactive', interactive: { kind: 'flow' }, text: 'Preencha o formulário' }),
  ],
  Templates: [
    sample({
      out: true,
      kind: 'template',
      text: 'Olá, Mariana! Seu resultado está pronto.',
      template: { name: 'resultado', language: 'pt_BR', values: ['Mariana'] },
      media: media('knee', 'image/jpeg'),
      author: claude('14:01'),
    }),
    sample({
      out: true,
      kind: 'template',
      template: { name: 'resultado', language: 'pt_BR', values: ['Mariana', 'sexta'] },
      author: { kind: 'api' },
    }),
  ],
  'Orders, notices, others': [
    sample({
      kind: 'order',
      text: 'Para sexta',
      order: [
        { product: 'pao-espiga-500', quantity: 2, item_price: 12.5, currency: 'BRL' },
        { product: 'bolo', quantity: 1, item_price: 48, currency: 'BRL' },
      ],
    }),
    sample({ kind: 'unsupported' }),
    sample({ kind: 'system', text: 'Mariana Souza changed their phone number' }),
    sample({ kind: 'reaction', reaction: { emoji: '❤️', message_id: 'old' } }),
    sample({ kind: 'reaction', out: true, reaction: { emoji: '' } }),
  ],
  'On its way': [
    sample({ out: true, text: 'Held', delivery: 'held', send_id: '1', leaves_at: new Date(NOW.getTime() + 4000).toISOString() }),
    sample({ out: true, text: 'Queued', delivery: 'queued', send_id: '2' }),
    sample({ out: true, text: 'Sending', delivery: 'sending', send_id: '3' }),
    sample({ out: true, text: 'Accepted', delivery: 'accepted' }),
    sample({ out: true, text: 'Sent', delivery: 'sent' }),
    sample({ out: true, text: 'Delivered', delivery: 'delivered' }),
    sample({ out: true, text: 'Read', delivery: 'read' }),
    sample({
      out: true,
      text: 'Failed for good',
      delivery: 'failed',
      send_id: '4',
      failure: failure('Re-engagement message', 131047, false, 'The 24-hour window was closed. Send an approved template instead.'),
    }),
    sample({
      out: true,
      text: 'Failed elsewhere',
      delivery: 'failed',
      failure: failure('Unknown', undefined, false, 'Nothing can be done here.'),
    }),
    sample({ out: true, text: 'Uncertain', delivery: 'uncertain', send_id: '5', failure: failure('', undefined, true, '') }),
    sample({ out: true, text: 'Taken back', delivery: 'cancelled', send_id: '6' }),
  ],
  'Who wrote it': [
    sample({ out: true, text: 'You' }),
    sample({ out: true, text: 'Claude Code, approved', author: claude('14:01') }),
    sample({
      out: true,
      text: 'Approved the day before',
      author: { kind: 'agent', name: 'Cursor', approved_at: new Date(2025, 10, 18, 23, 5).toISOString() },
    }),
    sample({
      out: true,
      text: 'By its settings',
      author: { kind: 'agent', name: 'An agent with a very long name that somebody gave it once' },
    }),
    sample({ out: true, text: 'The phone app', author: { kind: 'phone_app' } }),
    sample({ out: true, text: 'The API', author: { kind: 'api' } }),
  ],
  'Other scripts': [
    sample({ clock: '17:02', text: 'السلام عليكم، طلبي رقم 20481 متى يوصل؟' }),
    sample({ clock: '17:02', text: 'دفعت عن طريق Apple Pay والمبلغ 349 ر.س' }),
    sample({
      out: true,
      clock: '17:10',
      text: 'وعليكم السلام أستاذ عبدالله، الطلب خرج مع المندوب وسيصل اليوم بين 7 و9 مساءً. هذا رابط التتبع: nakheel.example/t/20481',
    }),
    sample({ clock: '17:13', text: 'البيت الثالث على اليمين بعد المسجد. الرجاء الاتصال على الرقم +966 5 5550 0162 قبل الوصول' }),
    sample({ out: true, clock: '20:41', text: 'تم التسليم. شكراً لتسوقك معنا!', delivery: 'delivered', author: claude('20:40') }),
    sample({ text: 'عربي أولاً\nthen English\nثم عربي' }),
    sample({ text: '明日の午後三時に伺ってもよろしいでしょうか。' }),
  ],
}
