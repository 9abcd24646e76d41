/** What stands in and under bubbles. */
export const messages = {}
