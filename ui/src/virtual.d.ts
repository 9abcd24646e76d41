declare module 'virtual:phone-formats' {
  /** A line for each calling code: the code, then what its numbers look like, how they begin, and how they are written. */
  const table: string
  export default table
}

declare module 'virtual:icons' {
  /** By name: the one path of a sign. */
  const drawings: Record<string, string>
  export default drawings
}
