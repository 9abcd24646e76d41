/** What is set for this machine. */
export const machine = {
  off: 'Off',
  undo: 'Undo a send',
  undoHelp: 'How long a message waits before it leaves.',
  rows: {
    notify_messages: { label: 'Tell of new messages', help: 'With a notification of the system.' },
    notify_approvals: { label: 'Tell of agents’ requests', help: 'Before they expire undecided.' },
    notification_previews: { label: 'Words in notifications', help: 'Others may see your screen.' },
    close_to_tray: { label: 'Stay in the tray', help: 'Closing the window leaves the endpoint running.' },
    start_at_login: { label: 'Start with this computer', help: 'Without a window, in the tray.' },
  },
}
