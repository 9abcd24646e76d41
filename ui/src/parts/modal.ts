/** Shows a dialog over everything else and gives it the focus; what comes back closes it and gives the focus back. */
export function showModal(dialog: HTMLDialogElement, first?: HTMLElement): () => void {
  const before = document.activeElement
  dialog.showModal()
  first?.focus()
  return () => {
    dialog.close()
    // a dialog that has left the page no longer knows whom it took the focus from
    if (before instanceof HTMLElement && before.isConnected) before.focus()
  }
}
