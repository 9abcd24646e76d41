import type { Approval, Conversation } from '../contract'
import { minutesAgo } from './chats'

const TEXT = 'Sí, Javier: la unidad 14 salió de Saltillo a las 13:52 y va por la autopista 40. Llegada estimada a Apodaca: 15:25. Te aviso si cambia.'
const READY = 'Template pedido_listo (es) to Lucía Fernández-Cabrera de la Torre y Villanueva (+34600555088):\nHola Lucía, tus gafas Ría azul ya están listas en Calle Colón 22.\nÓptica Miramar\n[Gracias]\n[Cómo llegar: https://miramar.example/tienda]'

/** What agents ask for in the invented world: the first `count` of what they would. */
export function requests(talks: readonly (Conversation | undefined)[], count: number): Approval[] {
  const [, javier, noura, lucia, , , , thiago] = talks
  const all: Approval[] = [
    asked('req_1', 'Claude Code', 'whatsapp_send_text_message', 'Send text', TEXT, javier, { conversation_selector: { conversation_id: javier?.conversation_id }, content: TEXT }, { can_allow_hour: true }),
    asked('req_2', 'Cursor', 'whatsapp_send_template', 'Send template', READY, lucia, {
      conversation_selector: { conversation_id: lucia?.conversation_id }, template_name: 'pedido_listo', language: 'es',
      parameters: [{ value: 'Lucía' }, { value: 'Ría azul' }, { value: 'Calle Colón 22' }],
    }, { new_messages: 1 }),
    asked('req_3', 'Claude Code', 'whatsapp_send_media', 'Send media', 'invoice_20502.pdf', noura, {
      conversation_selector: { conversation_id: noura?.conversation_id }, message_type: 'document', file_url: 'https://files.nakheel.example/i/20502.pdf', filename: 'invoice_20502.pdf', caption: 'أهلاً د. نورة، فاتورة الطلب 20502 مرفقة.',
    }, { can_allow_hour: true }),
    asked('req_4', 'Cursor', 'whatsapp_conversation_set_status', 'End or reopen a conversation', 'End the conversation with Thiago Almeida.', thiago, { conversation_id: thiago?.conversation_id, status: 'ended' }),
    asked('req_5', 'Claude Code', 'whatsapp_send_interactive', 'Send buttons or a list', '¿Te sirve mañana?', javier, {
      conversation_selector: { conversation_id: javier?.conversation_id }, interactive_type: 'button', body_text: '¿Te sirve mañana?',
      buttons: [{ type: 'reply', reply: { id: 'b1', title: 'Sí' } }, { type: 'reply', reply: { id: 'b2', title: 'Otro día' } }],
    }),
  ]
  const past: Approval[] = [
    decided('req_0', 'approved', 46, lucia, 'La unidad 14 está en el patio de Saltillo'),
    decided('req_a', 'rejected', 120, noura, 'promo_noviembre', { reason: 'Wrong price' }),
    decided('req_b', 'approved', 200, thiago, 'Tu pedido sale hoy a las 17:00', { edited_input: { content: 'Tu pedido sale hoy a las 18:00' } }),
    decided('req_c', 'expired', 320, thiago, 'Your peonies ship tomorrow'),
  ]
  return [...all.slice(0, count), ...(count > 1 ? past : [])]
}

function asked(request_id: string, client: string, operation: string, title: string, summary: string, conversation: Conversation | undefined, input: Approval['input'], more: Partial<Approval> = {}): Approval {
  return {
    request_id, client, operation, title, summary, input, state: 'waiting', new_messages: 0, can_allow_hour: false,
    asked_at: minutesAgo(2), expires_at: minutesAgo(-12.8), ...(conversation ? { conversation } : {}), ...more,
  }
}

function decided(id: string, state: Approval['state'], ago: number, conversation: Conversation | undefined, summary: string, more: Partial<Approval> = {}): Approval {
  const at = state === 'expired' ? {} : { decided_at: minutesAgo(ago), decided_by: id === 'req_0' ? ('terminal' as const) : ('window' as const) }
  return asked(id, 'Claude Code', 'whatsapp_send_text_message', 'Send text', summary, conversation, { content: summary }, { state, asked_at: minutesAgo(ago + 1), expires_at: minutesAgo(ago - 14), ...at, ...more })
}
