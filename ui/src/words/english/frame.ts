/** The window's frame. */
export const frame = {
  product: 'Kapso Desk',
}
