declare module 'virtual:phone-formats' {
  /** A line for each calling code: the code, then what its numbers look like, how they begin, and how they are written. */
  const table: string
  export default table
}

declare module 'virtual:icons' {
  /** The one path of a sign, by its name. */
  const drawingOf: (name: string) => string
  export default drawingOf
}
