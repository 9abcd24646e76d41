// Runs before the page in every system's webview: what a web page brings along and an app does not have.
;(() => {
  const isText = (target) => target instanceof Element && target.closest('input, textarea, [contenteditable="true"]') !== null
  const hasSelection = () => String(getSelection() ?? '') !== ''
  addEventListener('contextmenu', (event) => {
    if (!isText(event.target) && !hasSelection()) event.preventDefault()
  })
  const ofPages = (event) => {
    const command = event.ctrlKey || event.metaKey
    return (
      event.key === 'F5' ||
      event.key === 'BrowserBack' ||
      event.key === 'BrowserForward' ||
      (command && !event.altKey && (event.code === 'KeyR' || event.code === 'KeyP')) ||
      (event.altKey && !command && !isText(event.target) && (event.key === 'ArrowLeft' || event.key === 'ArrowRight'))
    )
  }
  addEventListener('keydown', (event) => ofPages(event) && event.preventDefault(), true)
})()
