declare module 'virtual:phone-formats' {
  /** By calling code: what a number looks like, how it begins, and how it is written. */
  const formats: Record<string, [pattern: string, leading: string, written: string][]>
  export default formats
}

declare module 'virtual:icons' {
  /** By name: the one path of a sign. */
  const drawings: Record<string, string>
  export default drawings
}
