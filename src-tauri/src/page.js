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
      ['F3', 'F5', 'F7'].includes(event.key) || // find again, load again, a cursor in the page
      event.key === 'BrowserBack' ||
      event.key === 'BrowserForward' ||
      (command && !event.altKey && ['KeyG', 'KeyP', 'KeyR'].includes(event.code)) ||
      (event.altKey && !command && !isText(event.target) && (event.key === 'ArrowLeft' || event.key === 'ArrowRight'))
    )
  }
  addEventListener('keydown', (event) => ofPages(event) && event.preventDefault(), true)
})()
