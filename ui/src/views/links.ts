/** Where Kapso shows its keys. */
export const KEYS_PAGE = 'https://app.kapso.ai'
