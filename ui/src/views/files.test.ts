import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { openedShell, type Opened } from '../tests/shell'

let shell: Opened
beforeEach(async () => {
  shell = await openedShell()
})
afterEach(cleanup)

const open = (at: number) => fireEvent.click(screen.getAllByTestId('conversation-row')[at] as Element)
const drop = (...names: string[]) => {
  const event = Object.assign(new Event('drop', { cancelable: true }), { dataTransfer: { files: names.map((name) => ({ name })) } })
  return fireEvent(window, event)
}
const sent = () => shell.inputs('whatsapp_send_media')

test('files that are dropped are sent in their order, with the text below the first that carries one', async () => {
  await open(0)
  const text = await screen.findByTestId<HTMLTextAreaElement>('composer-input')
  await drop('hola.ogg', 'mapa.pdf', 'foto.jpg')
  const tray = await screen.findByTestId('files')
  await fireEvent.click(within(tray).getByRole('button', { name: /Remove .*foto.jpg/ }))
  await fireEvent.input(text, { target: { value: 'El mapa' } })
  await shell.key('Enter', { ctrlKey: true }, text)
  await waitFor(() => expect(screen.queryByTestId('files')).toBeNull())
  expect(sent().map(({ file_path, caption }) => [file_path, caption])).toEqual([['file:0123456789abcdef/hola.ogg', undefined], ['file:0123456789abcdef/mapa.pdf', 'El mapa']])
  expect(text.value).toBe('')
  expect(shell.inputs('whatsapp_send_text_message')).toEqual([])
})

test('a file that is not taken stays with its text, and says why', async () => {
  await open(0)
  const text = await screen.findByTestId<HTMLTextAreaElement>('composer-input')
  await drop('a.pdf', 'b.exe')
  await fireEvent.input(text, { target: { value: 'Two' } })
  await shell.key('Enter', { ctrlKey: true }, text)
  expect(await screen.findByText(/does not take this kind of file/)).toBeTruthy()
  expect(screen.getByTestId('files').textContent).toContain('b.exe')
  expect(screen.getByTestId('files').textContent).not.toContain('a.pdf')
})

test('nothing can be dropped where only templates may be sent', async () => {
  await open(5)
  await screen.findAllByTestId('suggested-template')
  await drop('a.pdf')
  expect(screen.queryByTestId('files')).toBeNull()
})

test('files are picked, and a pasted one is sent with them', async () => {
  await open(0)
  const text = await screen.findByTestId<HTMLTextAreaElement>('composer-input')
  await fireEvent.click(screen.getByRole('button', { name: 'Attach files' }))
  await within(await screen.findByTestId('files')).findByText('mapa.pdf')
  const pasted = Object.assign(new Event('paste', { cancelable: true, bubbles: true }), { clipboardData: { files: [new File(['x'], 'shot.png')] } })
  await fireEvent(text, pasted)
  await within(screen.getByTestId('files')).findByText('shot.png')
  expect(pasted.defaultPrevented).toBe(true)
  await shell.key('Enter', { ctrlKey: true }, text)
  await waitFor(() => expect(sent().map(({ file_path }) => file_path?.split('/')[1])).toEqual(['foto.jpg', 'mapa.pdf', 'shot.png']))
})

test('a file that WhatsApp would not take says so, and nothing is sent while it lies there', async () => {
  await open(0)
  const text = await screen.findByTestId<HTMLTextAreaElement>('composer-input')
  await drop('all.zip')
  expect((await screen.findByRole('alert')).textContent).toContain('WhatsApp takes no files of this kind.')
  await shell.key('Enter', { ctrlKey: true }, text)
  expect(sent()).toEqual([])
  await fireEvent.click(within(screen.getByTestId('files')).getByRole('button', { name: /Remove/ }))
  await waitFor(() => expect(screen.queryByRole('alert')).toBeNull())
})

test('a file that is taken back lies at the composer again with its caption, kept before its message goes', async () => {
  await open(0)
  const text = await screen.findByTestId<HTMLTextAreaElement>('composer-input')
  await drop('mapa.pdf', 'foto.jpg')
  await fireEvent.input(text, { target: { value: 'El mapa' } })
  await shell.key('Enter', { ctrlKey: true }, text)
  await waitFor(() => expect(screen.queryByTestId('files')).toBeNull())
  await fireEvent.click((await screen.findAllByRole('button', { name: 'Undo' }))[0] as HTMLElement)
  const tray = await screen.findByTestId('files')
  expect([tray.textContent?.includes('mapa.pdf'), tray.textContent?.includes('foto.jpg')]).toEqual([true, false])
  await waitFor(() => expect(text.value).toBe('El mapa'))
  expect(shell.inputs('desk_keep_draft').at(-1)?.files).toEqual(['file:0123456789abcdef/mapa.pdf'])
  await shell.key('Enter', { ctrlKey: true }, text)
  await waitFor(() => expect(sent().map(({ file_path, caption }) => [file_path?.split('/')[1], caption])).toEqual([['mapa.pdf', 'El mapa'], ['foto.jpg', undefined], ['mapa.pdf', 'El mapa']]))
})
