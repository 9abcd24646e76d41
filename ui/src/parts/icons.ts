import drawn from 'virtual:icons'

/** The signs in use, of Lucide's set (ISC licence). Only these come into the app, each as one line of drawing. */
export const names = [
  'app-window', 'ban', 'bell', 'bot', 'building-2', 'check', 'chevron-down', 'chevron-right', 'chevron-up', 'chevrons-up-down',
  'circle-alert', 'circle-check', 'circle-dashed', 'circle-dot', 'circle-question-mark', 'circle-x', 'clock', 'clock-3', 'clock-alert',
  'cloud-off', 'code-xml', 'copy', 'database', 'download', 'external-link', 'face-slightly-smiling-plus', 'file-text', 'flask-conical',
  'folder-open', 'gauge', 'hand', 'hourglass', 'image', 'image-off', 'inbox', 'info', 'key-round', 'keyboard', 'layers',
  'layout-template', 'link', 'list', 'list-plus', 'lock', 'lock-keyhole', 'mail', 'map-pin', 'message-square', 'mic', 'minus',
  'mouse-pointer-2', 'octagon-x', 'palette', 'panel-right', 'paperclip', 'pause', 'pencil', 'phone', 'play', 'plug', 'plus', 'qr-code', 'refresh-cw', 'reply',
  'rotate-cw', 'search', 'send', 'server-off', 'settings-2', 'shield-check', 'sliders-horizontal', 'shopping-bag', 'square-code', 'square-pen', 'sticker',
  'sun-moon', 'terminal', 'text-quote', 'text-search', 'timer', 'trash', 'unplug', 'user-round', 'users', 'video', 'workflow', 'wrench',
  'x',
] as const

export type IconName = (typeof names)[number]

/** How a sign is drawn in 24 by 24. */
export const drawingOf = (name: IconName): string => drawn(name)
