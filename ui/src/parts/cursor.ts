/** Where a key leads in a list of `count`: the index to go to, or undefined for keys that are not the list's. */
export function moved(key: string, at: number, count: number, page = 10): number | undefined {
  if (count === 0) return undefined
  const last = count - 1
  const targets: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at < 0 ? last : at - 1,
    Home: 0,
    End: last,
    PageDown: at + page,
    PageUp: at - page,
  }
  const target = targets[key]
  return target === undefined ? undefined : Math.min(last, Math.max(0, target))
}

/** Types the first letters of a label to go to it; what was typed is forgotten after a moment. */
export function typeAhead(labels: () => readonly string[], forgetAfter = 700) {
  let typed = ''
  let at = 0
  return (key: string, from: number, time: number): number | undefined => {
    if ([...key].length !== 1 || (key === ' ' && !typed)) return undefined
    if (time - at > forgetAfter) typed = ''
    at = time
    typed += key.toLocaleLowerCase()
    // the same letter again goes to the next that begins with it
    const isRepeat = [...typed].every((letter) => letter === typed[0])
    const sought = isRepeat ? (typed[0] ?? '') : typed
    const start = isRepeat || typed.length === 1 ? from + 1 : Math.max(0, from)
    const all = labels()
    const order = all.map((_, step) => (start + step) % all.length)
    return order.find((index) => all[index]?.toLocaleLowerCase().startsWith(sought))
  }
}
