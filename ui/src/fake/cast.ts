import type { Config } from '../contract'

/** The invented numbers. */
export const numbers: Config[] = [
  number('cfg_vertice', 'Clínica Vértice', '+55 11 5550-0143', 'GREEN'),
  number('cfg_fletes', 'Fletes del Norte', '+52 81 5550 0126', 'GREEN'),
  number('cfg_nakheel', 'متجر النخيل', '+966 5 5550 0101', 'GREEN'),
  number('cfg_miramar', 'Óptica Miramar', '+34 600 555 014', 'YELLOW'),
  number('cfg_espiga', 'Panadería La Espiga', '+57 300 555 0110', 'GREEN'),
  number('cfg_bloom', 'Bloom & Birch', '+44 7700 900 142', 'UNKNOWN', 'DISCONNECTED'),
]

/** Somebody who writes: their number's config, how long ago they last wrote, and what stands last. */
export interface Person {
  name?: string
  phone?: string
  config: number
  /** Minutes since anything happened. */
  ago: number
  /** Minutes since they wrote; the window follows from it. */
  wroteAgo: number
  unread?: number
  ended?: boolean
  last: string
  lastKind?: 'image' | 'audio' | 'document'
  lastFrom: 'them' | 'us'
  lastDelivery?: 'delivered' | 'read' | 'failed'
}

/** The invented people, newest first. */
export const people: Person[] = [
  { name: 'Mariana Souza', phone: '+551155500143', config: 0, ago: 1, wroteAgo: 127, last: 'Te espero na sexta às 15:30!', lastFrom: 'us' },
  { name: 'Javier Ortega', phone: '+528155500133', config: 1, ago: 4, wroteAgo: 4, unread: 2, last: 'El cliente en Apodaca me está preguntando hora de llegada 🙏', lastFrom: 'them' },
  { name: 'د. نورة القحطاني', phone: '+966555500177', config: 2, ago: 21, wroteAgo: 21, unread: 1, last: 'متى يصل الطلب؟ لم يصلني رقم التتبع بعد', lastFrom: 'them' },
  { name: 'Lucía Fernández-Cabrera de la Torre y Villanueva', phone: '+34600555088', config: 3, ago: 38, wroteAgo: 38, unread: 3, last: '¿Estas monturas las tienen en azul marino o solo en carey?', lastKind: 'image', lastFrom: 'them' },
  { phone: '+573005550177', config: 4, ago: 72, wroteAgo: 72, unread: 1, last: '', lastKind: 'audio', lastFrom: 'them' },
  { name: 'Oliver Whitcombe', phone: '+447700900123', config: 5, ago: 89, wroteAgo: 1800, last: 'Your order is ready to collect.', lastFrom: 'us', lastDelivery: 'failed' },
  { name: 'Priya Raman 🌿', phone: '+447700900188', config: 5, ago: 131, wroteAgo: 1341, last: 'We can swap the ribbon for free', lastFrom: 'us', lastDelivery: 'delivered' },
  { name: 'Thiago Almeida', phone: '+551155500199', config: 0, ago: 169, wroteAgo: 1008, last: 'Laudo_ressonancia_joelho_direito.pdf', lastKind: 'document', lastFrom: 'us', lastDelivery: 'read' },
  { name: 'عبدالله السبيعي', phone: '+966555500162', config: 2, ago: 2700, wroteAgo: 2710, last: 'تم التسليم. شكراً لتسوقك معنا!', lastFrom: 'us', lastDelivery: 'delivered' },
  { name: 'Camila Rojas', phone: '+573005550121', config: 4, ago: 2800, wroteAgo: 4000, ended: true, last: 'Pedido 1182 entregado. ¡Gracias por tu compra!', lastFrom: 'us', lastDelivery: 'read' },
  { name: 'Hôtel Les Tilleuls', phone: '+33155550114', config: 5, ago: 4300, wroteAgo: 4300, unread: 1, last: 'Bonjour, pouvez-vous livrer 12 bouquets vendredi ?', lastFrom: 'them' },
  { name: 'Only an id', config: 1, ago: 5000, wroteAgo: 5000, last: 'Gracias', lastFrom: 'them' },
]

const FIRST = ['Ana', 'Bruno', 'Chiara', 'Diego', 'Elif', 'Farid', 'Greta', 'Hiroshi', 'Inés', 'João', 'Kwame', 'Leila']
const LAST = ['Prado', 'Silva', 'Rossi', 'Vega', 'Yılmaz', 'Haddad', 'Lind', 'Tanaka', 'Castro', 'Nunes', 'Mensah', 'Rahimi']

/** As many people as are asked for; behind the cast they are made up by rule. */
export function crowd(size: number): Person[] {
  const extra = Array.from({ length: Math.max(0, size - people.length) }, (_, at): Person => ({
    name: `${FIRST[at % 12]} ${LAST[Math.floor(at / 12) % 12]} ${at + 13}`,
    phone: `+57300${String(1_000_000 + at)}`,
    config: at % numbers.length,
    ago: 5100 + at * 3,
    wroteAgo: 5100 + at * 3,
    last: `Order ${1000 + at}: when does it arrive?`,
    lastFrom: at % 3 ? 'us' : 'them',
    ...(at % 3 ? { lastDelivery: 'read' as const, ended: at % 6 === 1 } : { unread: at % 5 ? 0 : 1 }),
  }))
  return [...people, ...extra].slice(0, size)
}

function number(id: string, name: string, phone: string, quality: string, status = 'CONNECTED'): Config {
  return {
    whatsapp_config_id: id,
    phone_number_id: `pn_${id}`,
    business_account_id: `waba_${id}`,
    name,
    display_phone_number: phone,
    verified_name: name,
    status,
    quality_rating: quality,
    is_coexistence: false,
    unread_conversations: 0,
  }
}
