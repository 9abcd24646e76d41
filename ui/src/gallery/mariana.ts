import type { Message } from '../contract'
import { at, claude, media, NOW, sample } from './samples'

const pdf = { kind: 'document', direction: 'outbound', text: 'Preparo_ressonancia_joelho.pdf' } as const

/** The conversation of the drawings. */
export const mariana: Message[] = [
  sample({
    out: true,
    clock: '09:00',
    kind: 'template',
    text: 'Olá, Mariana! Passando para lembrar da sua consulta com o *Dr. Renato Lins* na quinta, 20/11, às 10:30. Podemos confirmar?',
    template: { name: 'lembrete_consulta', language: 'pt_BR', values: ['Mariana', 'quinta, 20/11', '10:30'] },
    interactive: {
      kind: 'button',
      options: [{ title: 'Confirmar' }, { title: 'Remarcar' }],
      footer: 'Clínica Vértice · Unidade Pinheiros',
    },
    author: { kind: 'api', name: 'Lembretes D-3' },
  }),
  sample({
    clock: '09:14',
    kind: 'button',
    text: 'Remarcar',
    reply_to: { message_id: 'a', direction: 'outbound', kind: 'template', text: 'Olá, Mariana! Passando para lembrar…' },
  }),
  sample({ clock: '09:15', text: 'Oi! Surgiu um imprevisto na quinta 😕 vocês têm horário na sexta à tarde?' }),
  sample({
    out: true,
    clock: '09:22',
    kind: 'interactive',
    text: 'Claro, Mariana. Estes são os horários livres na sexta, 21/11, com o Dr. Renato:',
    interactive: {
      kind: 'list',
      button: 'Ver horários',
      options: [
        { title: '14:00', description: 'Dr. Renato Lins, Unidade Pinheiros', section: 'Sexta à tarde' },
        { title: '15:30', description: 'Dr. Renato Lins, Unidade Pinheiros', section: 'Sexta à tarde' },
      ],
    },
    author: claude('09:21'),
  }),
  sample({
    clock: '09:24',
    kind: 'interactive',
    text: '15:30',
    interactive: { kind: 'list_reply', options: [{ title: '15:30', description: 'Dr. Renato Lins, Unidade Pinheiros' }] },
    reply_to: { message_id: 'b', direction: 'outbound', kind: 'interactive', text: 'Ver horários' },
  }),
  sample({ clock: '11:31', kind: 'image', text: 'Fiz o raio-x ontem, dá pra ver bem?', media: media('knee', 'image/jpeg') }),
  sample({ clock: '11:32', kind: 'audio', media: media('voice', 'audio/ogg', { voice: true }) }),
  sample({
    out: true,
    clock: '11:40',
    text: 'Recebi, obrigada! O Dr. Renato já está olhando. A unidade nova fica aqui: clinicavertice.example/pinheiros',
  }),
  sample({
    out: true,
    clock: '11:40',
    kind: 'location',
    location: { latitude: -23.5667, longitude: -46.6929, name: 'Clínica Vértice, Pinheiros', address: 'Rua dos Pinheiros, 812, São Paulo' },
  }),
  sample({
    out: true,
    clock: '11:44',
    kind: 'document',
    media: media('pdf', 'application/pdf', { filename: 'Preparo_ressonancia_joelho.pdf', byte_size: 184_000 }),
    author: { kind: 'agent', name: 'Claude Code' },
  }),
  sample({ clock: '11:52', kind: 'contacts', contacts: [{ name: 'Paulo Souza', phones: ['+5511555500188'] }] }),
  sample({ clock: '11:52', text: 'Esse é meu marido, ele vai me levar. Manda a localização pra ele também?' }),
  sample({ clock: '11:55', kind: 'video', text: 'Dói assim ó, quando subo escada', media: media('film', 'video/mp4') }),
  sample({ clock: '11:58', text: 'Preciso ir em jejum pra ressonância?', reply_to: { message_id: 'c', ...pdf } }),
  sample({ clock: '12:02', text: 'Ah, e consegui folga na sexta! 🎉', reactions: [{ direction: 'outbound', emoji: '❤️' }] }),
  sample({ clock: '12:02', kind: 'sticker', media: media('cup', 'image/webp') }),
  sample({
    out: true,
    clock: '14:03',
    text: 'Não precisa de jejum, Mariana. Só venha sem objetos metálicos e chegue 20 minutos antes, tá?',
    delivery: 'failed',
    send_id: 'snd_1',
    failure: {
      code: 131016,
      message: 'Service unavailable',
      remedy: 'WhatsApp had trouble of its own. Send it again in a moment.',
      retry: true,
    },
  }),
  sample({
    out: true,
    clock: '14:09',
    text: 'Te espero na sexta às 15:30!',
    delivery: 'held',
    send_id: 'snd_2',
    leaves_at: new Date(NOW.getTime() + 4000).toISOString(),
  }),
]

/** Which of them begin and end a group, as the drawings show it. */
export const groups = mariana.map((message, index) => {
  const before = mariana[index - 1]
  const after = mariana[index + 1]
  const together = (a?: Message, b?: Message) =>
    a?.direction === b?.direction && Math.abs(Date.parse(a?.at ?? '') - Date.parse(b?.at ?? at('00:00'))) < 5 * 60_000
  return { message, first: !together(before, message), last: !together(message, after) }
})
