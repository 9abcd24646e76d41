/** Where Kapso shows its keys. */
export const KEYS_PAGE = 'https://app.kapso.ai'
/** What Meta says of its own troubles. Kapso has no such page that is documented. */
export const STATUS_PAGE = 'https://metastatus.com/whatsapp-business-api'
