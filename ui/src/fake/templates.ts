import type { Calls } from '../bridge'
import type { Template, TemplateButton, TemplateValue } from '../contract'
import { hasWords } from '../format/fold'
import { piecesOf } from '../format/template'
import { numbers } from './cast'
import type { Sends } from './sends'
import { failure, type World } from './world'

type Answers = 'whatsapp_templates' | 'whatsapp_send_template'

/** Templates, and sending them. */
export function templateAnswers(world: World, sends: Sends): { [Name in Answers]: (input: Calls[Name]['input']) => Calls[Name]['output'] } {
  return {
    whatsapp_templates: ({ search, whatsapp_config_id, language, include_unapproved, page, limit }) => {
      const number = numbers.find((row) => row.whatsapp_config_id === whatsapp_config_id)?.name
      const fitting = templates.filter(
        (row) =>
          (include_unapproved || row.status === 'APPROVED') &&
          (!language || row.language === language) &&
          (!number || row.configs.includes(number)) &&
          (!search || hasWords(`${row.name} ${row.body}`, search)),
      )
      const from = ((page ?? 1) - 1) * (limit ?? 20)
      return { templates: fitting.slice(from, from + (limit ?? 20)), total_count: fitting.length, as_of: new Date().toISOString() }
    },
    whatsapp_send_template: ({ conversation_selector: { conversation_id, phone_number }, template_name, language, parameters = [] }) => {
      const chat = conversation_id
        ? world.byConversation(conversation_id)
        : world.chats.find(({ conversation }) => conversation.phone_number === phone_number)
      const template = templates.find((row) => row.name === template_name && (!language || row.language === language))
      if (!template || template.status !== 'APPROVED') throw failure('not_found', `There is no approved template ${template_name}.`, 'Choose another one.')
      const wanted = template.values.filter(({ field }) => field === 'parameters')
      const missing = wanted.filter(({ name }) => !parameters.some((given) => given.name === name))
      if (missing.length) throw failure('missing_field', `A value is missing: ${missing.map(({ name }) => name).join(', ')}.`, 'Fill it in.')
      if (!chat) return { status: 'queued', next: 'It leaves at once; the conversation appears when Kapso has it.' }
      const text = piecesOf(template.body)
        .map((piece) => ('text' in piece ? piece.text : (parameters.find(({ name }) => name === piece.placeholder)?.value ?? '')))
        .join('')
      return sends.put(chat, {
        kind: 'template',
        text,
        template: { name: template.name, language: template.language, values: parameters.map(({ value }) => value) },
        interactive: { kind: 'button', options: (template.buttons ?? []).map(({ text: title }) => ({ title })), ...(template.footer ? { footer: template.footer } : {}) },
      })
    },
  }
}

const url: TemplateButton = { kind: 'url', text: 'Ver rastreo', url: 'https://fletesnorte.example/t/{{1}}' }

/** The invented templates. */
export const templates: Template[] = [
  template('entrega_programada', 'es_MX', 1, 'Hola {{1}}, tu envío {{2}} llegará el {{3}}, entre {{4}}.\n\nSi necesitas cambiar la dirección, responde a este mensaje.', {
    header: { kind: 'image' },
    footer: 'Fletes del Norte, Monterrey',
    buttons: [url, { kind: 'quick_reply', text: 'Cambiar la fecha' }, { kind: 'phone_number', text: 'Llamar', phone_number: '+528155500126' }],
  }, ['Javier', 'FN-7731', 'viernes 21 de noviembre', '9:00 y 12:00']),
  template('entrega_programada', 'en', 1, 'Hi {{1}}, your shipment {{2}} arrives on {{3}}, between {{4}}.', {}),
  template('lembrete_consulta', 'pt_BR', 0, 'Olá, {{1}}! Passando para lembrar da sua consulta com {{2}} na {{3}}. Podemos confirmar?', {
    buttons: [{ kind: 'quick_reply', text: 'Confirmar' }, { kind: 'quick_reply', text: 'Remarcar' }],
  }),
  template('delivery_follow_up', 'ar', 2, 'مرحباً {{1}}، هل وصل طلبك رقم {{2}} كما تتوقع؟', {}),
  template('reopen_conversation', 'ar', 2, 'لدينا تحديث بخصوص طلبك {{1}}. هل تود متابعة المحادثة؟', {}),
  template('pedido_listo', 'es', 3, 'Hola {{1}}, tus gafas {{2}} ya están listas en {{3}}.', { footer: 'Óptica Miramar', buttons: [{ kind: 'quick_reply', text: 'Gracias' }, { kind: 'url', text: 'Cómo llegar', url: 'https://miramar.example/tienda' }] }),
  template('codigo_acceso', 'es', 3, '{{1}} es tu código de verificación.', { category: 'AUTHENTICATION' }),
  template('promo_noviembre', 'es', 3, 'Solo esta semana, {{1}}: 20% en monturas de temporada', { category: 'MARKETING', status: 'PENDING' }),
  template('bouquet_reminder', 'en_GB', 5, 'Hi {{customer_name}}, your subscription bouquet ships {{ship_day}}. Swap a stem?', {}),
  template('order_update', 'en_GB', 5, 'Hi {{customer_name}}, there is news about your order: {{news}}', {}),
  template('reagendar_vacina', 'pt_BR', 0, 'Oi {{1}}, a vacina do {{2}} precisa ser remarcada.', { status: 'REJECTED' }),
  template('cobro_pendiente', 'es_MX', 1, 'Hola {{1}}, tu factura {{2}} vence el {{3}}.', { status: 'PAUSED' }),
]

function template(name: string, language: string, config: number, body: string, more: Partial<Template>, examples: string[] = []): Template {
  const number = numbers[config]
  const buttons = more.buttons ?? []
  const values: TemplateValue[] = [
    ...(more.header?.kind === 'image' ? [{ field: 'header.image_url' }] : []),
    ...piecesOf(body).flatMap((piece) => ('placeholder' in piece ? [{ field: 'parameters', name: piece.placeholder }] : [])).map((value, at) => ({
      ...value,
      ...(examples[at] ? { example: examples[at] } : {}),
    })),
    ...buttons.flatMap(({ kind, url: leads }, index) => (kind === 'url' && leads?.includes('{{') ? [{ field: 'buttons', index, example: '7731' }] : [])),
  ]
  return {
    template_id: `tpl_${name}_${language}`,
    name,
    language,
    status: 'APPROVED',
    category: 'UTILITY',
    configs: [number?.name ?? ''],
    business_account_id: number?.business_account_id ?? '',
    body,
    values,
    ...more,
  }
}
