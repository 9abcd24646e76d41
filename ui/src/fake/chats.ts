import type { Message } from '../contract'
import type { Person } from './cast'

type Line = Partial<Message> & { before: number; out?: boolean }

/** What was said before, by the place of a person in the cast; minutes before the last message. */
const EARLIER: Record<number, Line[]> = {
  0: [
    {
      before: 4300, out: true, kind: 'template', delivery: 'read', author: { kind: 'api' },
      text: 'Olá, Mariana! Passando para lembrar da sua consulta com o Dr. Renato Lins na quinta, 20/11, às 10:30. Podemos confirmar?',
      template: { name: 'lembrete_consulta', language: 'pt_BR', values: ['Mariana', 'quinta, 20/11'] },
      interactive: { kind: 'button', options: [{ title: 'Confirmar' }, { title: 'Remarcar' }], footer: 'Clínica Vértice · Unidade Pinheiros' },
    },
    { before: 4286, kind: 'button', text: 'Remarcar' },
    { before: 4285, text: 'Oi! Surgiu um imprevisto na quinta 😕 vocês têm horário na sexta à tarde?' },
    {
      before: 4278, out: true, kind: 'interactive', delivery: 'read', author: { kind: 'agent', name: 'Claude Code', approved_at: minutesAgo(4279) },
      text: 'Claro, Mariana. Estes são os horários livres na sexta, 21/11, com o Dr. Renato:',
      interactive: { kind: 'list', button: 'Ver horários', options: [{ title: '14:00' }, { title: '15:30' }] },
    },
    { before: 140, kind: 'document', out: true, delivery: 'read', text: '', media: { mime_type: 'application/pdf', filename: 'Preparo_ressonancia_joelho.pdf', byte_size: 248_000, voice: false, animated: false } },
    { before: 135, kind: 'video', text: 'Dói assim ó, quando subo escada', media: { mime_type: 'video/mp4', byte_size: 2_400_000, voice: false, animated: false } },
    { before: 130, text: 'Preciso ir em jejum pra ressonância?', reply_to: { direction: 'outbound', kind: 'document', text: 'Preparo_ressonancia_joelho.pdf' } },
    { before: 126, text: 'Ah, e consegui folga na sexta! 🎉', reactions: [{ direction: 'outbound', emoji: '❤️' }] },
    {
      before: 6, out: true, delivery: 'failed', text: 'Não precisa de jejum, Mariana. Só venha sem objetos metálicos e chegue 20 minutos antes, tá?',
      failure: { code: 131016, message: 'service unavailable', remedy: 'Send it again in a minute.', retry: true }, author: { kind: 'person' },
    },
  ],
  1: [
    { before: 70, text: 'Buenas tardes, ¿me confirman si la carga de Ramos Arizpe sale hoy?' },
    { before: 70, text: 'Son 18 tarimas, folio FN-7731' },
    { before: 48, out: true, delivery: 'read', text: 'La unidad 14 está en el patio de Saltillo, sale en cuanto termine la carga.', author: { kind: 'agent', name: 'Claude Code', approved_at: minutesAgo(52) } },
    { before: 1, text: '¿Ya salió la unidad 14 de Saltillo?' },
  ],
  5: [{ before: 1700, text: 'Can I collect on Friday?' }],
  8: [
    { before: 240, text: 'السلام عليكم، طلبي رقم 20481 متى يوصل؟' },
    { before: 239, text: 'دفعت عن طريق Apple Pay والمبلغ 349 ر.س' },
    { before: 230, out: true, delivery: 'read', text: 'وعليكم السلام أستاذ عبدالله، الطلب خرج مع المندوب وسيصل اليوم بين 7 و9 مساءً. هذا رابط التتبع: https://nakheel.example/t/20481' },
    { before: 228, text: 'ممتاز، هذا الموقع 👇', reply_to: { direction: 'outbound', kind: 'text', text: 'وعليكم السلام أستاذ عبدالله، الطلب خرج…' } },
    { before: 227, kind: 'location', location: { latitude: 24.7136, longitude: 46.6753, name: 'البيت', address: 'الرياض' }, text: '' },
    { before: 226, text: 'البيت الثالث على اليمين بعد المسجد. الرجاء الاتصال على الرقم +966 5 5550 0162 قبل الوصول', reactions: [{ direction: 'outbound', emoji: '👍' }] },
  ],
}

/** A person's messages, oldest first. Everybody behind the cast has a long and even history. */
export function chatOf(person: Person, place: number): Message[] {
  const lines = EARLIER[place] ?? Array.from({ length: place > 11 ? 180 : 3 }, (_, at) => smallTalk(at)).reverse()
  const last: Line = {
    before: 0,
    out: person.lastFrom === 'us',
    kind: person.lastKind ?? 'text',
    text: person.lastKind === 'document' ? '' : person.last,
    ...(person.lastFrom === 'us' ? { delivery: person.lastDelivery ?? 'sent' } : {}),
    ...(person.lastKind ? { media: mediaOf(person) } : {}),
    ...(person.lastDelivery === 'failed' ? { failure: { code: 131047, message: 'window closed', remedy: 'Send a template.', retry: false } } : {}),
  }
  return [...lines, last].map((line, at) => message(line, `wamid.${place}.${at}`, person.ago))
}

function smallTalk(at: number): Line {
  const text = at % 2 ? `Thanks, message ${at}.` : `Your parcel ${at} left the warehouse.`
  return { before: 20 + at * 13, text, ...(at % 2 ? {} : { out: true, delivery: 'read' as const }) }
}

function message({ before, out, ...line }: Line, id: string, ago: number): Message {
  return {
    message_id: id,
    at: minutesAgo(ago + before),
    direction: out ? 'outbound' : 'inbound',
    kind: 'text',
    delivery: out ? 'sent' : 'received',
    ...(out ? { author: { kind: 'person' as const } } : {}),
    ...(line.delivery === 'failed' ? { send_id: `snd_${id}` } : {}),
    ...line,
  }
}

function mediaOf({ lastKind, last }: Person): Message['media'] {
  const plain = { byte_size: 512_000, voice: lastKind === 'audio', animated: false }
  if (lastKind === 'audio') return { ...plain, mime_type: 'audio/ogg', transcript: 'Hola, quería saber si tienen pan sin gluten mañana.' }
  return lastKind === 'image' ? { ...plain, mime_type: 'image/jpeg' } : { ...plain, mime_type: 'application/pdf', filename: last }
}

/** A moment as the contract writes it. */
export function minutesAgo(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString()
}
