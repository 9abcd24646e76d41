/** Times, days and time left. */
export const times = {}
