interface Where {
  box: HTMLElement | undefined
  list: HTMLElement | undefined
  atEnd: boolean
  /** What was gone to, until somebody scrolls. */
  held?: HTMLElement | null | undefined
}

/** Keeps what is read where it is while a list grows above and below it; at the end it stays at the end. */
export function staysInPlace(where: () => Where) {
  let anchor: { element: HTMLElement; top: number } | undefined

  return {
    /** Before the list changes: notes the first message in sight. Day marks are none: they may go. */
    remember(): void {
      const { box, list } = where()
      anchor = undefined
      for (const element of list?.querySelectorAll<HTMLElement>(':scope > [data-message]') ?? []) {
        if (box && element.offsetTop + element.offsetHeight > box.scrollTop) {
          anchor = { element, top: element.offsetTop - box.scrollTop }
          return
        }
      }
    },

    /** After it changed: puts that line where it was. */
    restore(): void {
      const { box, atEnd } = where()
      if (!box) return
      if (atEnd) box.scrollTop = box.scrollHeight
      else if (anchor?.element.isConnected) box.scrollTop = anchor.element.offsetTop - anchor.top
    },

    /** Stays at the end, or at what was gone to, when a picture arrives or the composer grows; the answer ends it. */
    follow(): (() => void) | undefined {
      const { box, list } = where()
      if (!box || !list) return undefined
      const observer = new ResizeObserver(() => {
        const { atEnd, held } = where()
        if (atEnd) box.scrollTop = box.scrollHeight
        else held?.scrollIntoView({ block: 'center' })
      })
      observer.observe(box)
      observer.observe(list)
      return () => observer.disconnect()
    },
  }
}
