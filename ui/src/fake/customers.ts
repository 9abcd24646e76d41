import type { Calls } from '../bridge'
import type { Customer, SetupLink } from '../contract'
import { hasWords } from '../format/fold'
import { numbers } from './cast'
import { minutesAgo } from './chats'
import { failure, type World } from './world'

type Answers =
  | 'platform_list_customers' | 'platform_create_customer' | 'platform_list_customer_configs' | 'platform_list_setup_links'
  | 'desk_rename_customer' | 'platform_generate_setup_link' | 'platform_revoke_setup_link'

const MONTH_MINUTES = 43_200

/** Customers, their numbers and their setup links. */
export function customers(world: World): { [Name in Answers]: (input: Calls[Name]['input']) => Calls[Name]['output'] } {
  let all = NAMES.map((name, at) => customer(`cus_${at + 1}`, name, `CUS-${String(412 + at).padStart(5, '0')}`, at))
  const links = new Map<string, SetupLink[]>([
    ['cus_1', [
      link('lnk_1', 'active', 4000, { language: 'pt', allowed_connection_types: ['coexistence'], reconnect_phone_number: '+551155500171', success_redirect_url: 'https://clinicavertice.example/ok' }),
      link('lnk_7f8a', 'used', 30_000, { language: 'pt', allowed_connection_types: ['dedicated'] }, '+551155500143'),
      link('lnk_51c0', 'revoked', 31_000, { language: 'pt', allowed_connection_types: ['dedicated', 'coexistence'] }),
      link('lnk_e20d', 'expired', 95_000, { language: 'en', allowed_connection_types: ['coexistence'] }),
    ]],
    ['cus_8', [link('lnk_8', 'active', 900, { language: 'ar' })]],
    ['cus_10', [link('lnk_10', 'expired', 60_000, { language: 'es' })]],
  ])
  const find = (id: string): Customer => {
    const found = all.find(({ customer_id }) => customer_id === id)
    if (!found) throw failure('not_found', 'There is no such customer.', 'Choose another one.')
    return standing(found)
  }
  const standing = (one: Customer): Customer => {
    const [newest] = links.get(one.customer_id ?? '') ?? []
    return {
      ...one,
      setup_link: newest?.status ?? 'none',
      ...(newest?.status === 'active' && newest.expires_at ? { setup_link_expires_at: newest.expires_at } : {}),
    }
  }
  const end = (id: string, status: string): SetupLink | undefined => {
    const ended = links.get(id)?.find((one) => one.status === 'active')
    links.set(id, (links.get(id) ?? []).map((one) => (one === ended ? without({ ...one, status }) : one)))
    return ended
  }
  return {
    platform_list_customers: ({ search, limit, cursor }) => {
      const fitting = all.filter(({ name, external_customer_id = '' }) => !search || hasWords(`${name} ${external_customer_id}`, search)).map(standing)
      const from = Number(cursor ?? 0)
      const to = from + (limit ?? 20)
      return { customers: fitting.slice(from, to), total_count: fitting.length, ...(to < fitting.length ? { next_cursor: String(to) } : {}) }
    },
    platform_create_customer: ({ name, external_customer_id }) => {
      if (all.some((one) => external_customer_id && one.external_customer_id === external_customer_id)) {
        throw failure('duplicate', 'Another customer has this external id. Nothing was added.', 'Choose another id.')
      }
      const added = { ...customer(`cus_${all.length + 1}`, name, external_customer_id ?? '', 99), created_at: new Date().toISOString(), numbers: 0 }
      all = [added, ...all]
      world.tell('customers')
      return { customer: added }
    },
    desk_rename_customer: ({ customer_id, name }) => {
      all = all.map((one) => (one.customer_id === customer_id ? { ...one, name } : one))
      world.tell('customers')
      return { customer: find(customer_id) }
    },
    platform_list_customer_configs: ({ customer_id }) => {
      const one = find(customer_id)
      const own = numbers.filter(({ name }) => name === one.name)
      const second = { ...own[0], whatsapp_config_id: 'cfg_second', name: 'Vértice Agendamentos', display_phone_number: '+551155500171', status: 'DISCONNECTED', quality_rating: 'YELLOW', is_coexistence: true, unread_conversations: 0 }
      return { customer: one, configs: customer_id === 'cus_1' ? [...own, second] : own }
    },
    platform_list_setup_links: ({ customer_id }) => ({ setup_links: links.get(find(customer_id).customer_id ?? '') ?? [] }),
    platform_generate_setup_link: ({ customer_id, response_format: _, ...wish }) => {
      const one = find(customer_id)
      const revoked_link = end(customer_id, 'revoked')
      const settings = Object.fromEntries(Object.entries(wish).filter(([, value]) => value != null))
      const made = link(`lnk_new${links.size}`, 'active', 0, settings)
      links.set(customer_id, [made, ...(links.get(customer_id) ?? [])])
      world.tell('customers')
      return { status: 'created', customer: one.name, setup_link: made, ...(revoked_link ? { revoked_link } : {}), next: 'Give it to the customer.' }
    },
    platform_revoke_setup_link: ({ customer_id }) => {
      const revoked_link = end(customer_id, 'revoked')
      world.tell('customers')
      return { status: 'revoked', customer: find(customer_id).name, ...(revoked_link ? { revoked_link } : {}), next: 'It does not work any more.' }
    },
  }
}

const NAMES = [
  'Clínica Vértice', 'Fletes del Norte', 'متجر النخيل', 'Óptica Miramar', 'Panadería La Espiga', 'Bloom & Birch',
  'Transportes Raposo & Filhos, Lda.', 'حلويات الشام', 'Kinderarztpraxis am Auwald', 'Nails & Glow by Sofía ✨',
]

function customer(customer_id: string, name: string, external: string, at: number): Customer {
  return {
    customer_id,
    name,
    ...(external ? { external_customer_id: external } : {}),
    created_at: minutesAgo(95_000 + at * 1440),
    numbers: name === 'Clínica Vértice' ? 2 : numbers.filter((number) => number.name === name).length,
    setup_link: 'none',
  }
}

function link(id: string, status: string, ago: number, settings: SetupLink['settings'], number?: string): SetupLink {
  const made: SetupLink = {
    setup_link_id: id,
    status,
    url: `https://app.kapso.ai/whatsapp/setup/${id}aBcD123xyz456`,
    created_at: minutesAgo(ago),
    expires_at: minutesAgo(ago - MONTH_MINUTES),
    whatsapp_setup_status: status === 'used' ? 'completed' : 'pending',
    ...(number ? { provisioned_phone_number: number } : {}),
    settings,
  }
  return status === 'active' ? made : without(made)
}

/** A link that does not work has no address. */
function without({ url: _, ...link }: SetupLink): SetupLink {
  return link
}
