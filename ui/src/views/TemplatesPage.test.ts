import { cleanup, fireEvent, screen, waitFor } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { openedShell, type Opened } from '../tests/shell'

let shell: Opened
beforeEach(async () => {
  shell = await openedShell()
})
afterEach(cleanup)

const write = (label: RegExp, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })
const sends = () => shell.inputs('whatsapp_send_template')

test('a template is filled for somebody, shown as they will see it, and sent only when nothing is missing', async () => {
  await shell.key('g')
  await shell.key('t')
  await screen.findByRole('heading', { name: 'entrega_programada' })
  await fireEvent.input(screen.getByLabelText('To'), { target: { value: 'javier' } })
  await fireEvent.click(await screen.findByRole('option', { name: /Javier Ortega/ }))
  await write(/Value 2/, 'FN-7731')
  await write(/Value 3/, 'viernes')
  await write(/Value 4/, 'nueve y diez')
  await write(/Header image/, 'http://a.example/b.jpg')
  const preview = screen.getByRole('complementary', { name: 'Preview' })
  expect(preview.textContent).toContain('Hola Javier, tu envío FN-7731 llegará el viernes, entre nueve y diez.')
  await shell.key('Enter', { ctrlKey: true })
  expect(sends()).toEqual([])
  expect(preview.textContent).toContain('2 missing')
  await write(/Header image/, 'https://a.example/b.jpg')
  await write(/End of the link/, '7731')
  await shell.key('Enter', { ctrlKey: true })
  await waitFor(() => expect(sends()).toHaveLength(1))
  expect(sends()[0]).toMatchObject({
    conversation_selector: { phone_number: '+528155500133' },
    template_name: 'entrega_programada',
    language: 'es_MX',
    header: { image_url: 'https://a.example/b.jpg' },
    buttons: [{ index: 0, value: '7731' }],
    whatsapp_config_id: 'cfg_fletes',
  })
})

test('a picture of this computer stands in a header by its handle, and can be taken out again', async () => {
  await shell.key('g')
  await shell.key('t')
  await screen.findByRole('heading', { name: 'entrega_programada' })
  await fireEvent.input(screen.getByLabelText('To'), { target: { value: 'javier' } })
  await fireEvent.click(await screen.findByRole('option', { name: /Javier Ortega/ }))
  await fireEvent.click(await screen.findByRole('button', { name: 'Choose a file' }))
  expect(await screen.findByText('foto.jpg')).toBeTruthy()
  for (const [name, text] of [[/Value 2/, 'FN-7731'], [/Value 3/, 'viernes'], [/Value 4/, 'diez'], [/End of the link/, '7731']] as const) await write(name, text)
  await shell.key('Enter', { ctrlKey: true })
  await waitFor(() => expect(sends()).toHaveLength(1))
  expect(sends()[0]?.header).toEqual({ file_path: expect.stringMatching(/^file:.*foto\.jpg$/) })
})

test('a template in review cannot be sent, and says so', async () => {
  await shell.key('g')
  await shell.key('t')
  await fireEvent.click(await screen.findByText('promo_noviembre'))
  await screen.findByRole('heading', { name: 'promo_noviembre' })
  expect(screen.getByTestId('send-template').querySelector('button')?.getAttribute('aria-disabled')).toBe('true')
  expect(screen.getAllByText(/only approved templates. This one: In review/).length).toBeGreaterThan(0)
})

test('a closed conversation offers templates; one key fills one with what was typed, and sending returns to the thread', async () => {
  shell.drafts.write('thr_5', 'Your order\nis here')
  await fireEvent.click(screen.getAllByTestId('conversation-row')[5] as Element)
  const offered = await screen.findAllByTestId('suggested-template')
  expect(offered.map((row) => row.textContent)).toEqual([expect.stringContaining('bouquet_reminder'), expect.stringContaining('order_update')])
  await fireEvent.keyDown(screen.getByRole('listbox', { name: 'Suggested templates' }), { key: 'ArrowDown' })
  await fireEvent.keyDown(screen.getByRole('listbox', { name: 'Suggested templates' }), { key: 'Enter' })
  const news = await screen.findByLabelText<HTMLInputElement>(/News/)
  expect(news.value).toBe('Your order is here')
  expect(screen.getByLabelText<HTMLInputElement>(/Customer name/).value).toBe('Oliver')
  await shell.key('Enter', { ctrlKey: true })
  await screen.findByText('Hi Oliver, there is news about your order: Your order is here', { exact: false })
  expect(sends()[0]?.conversation_selector).toEqual({ conversation_id: 'cnv_5' })
  expect(shell.drafts.of('thr_5').text).toBe('')
})

test('what is filled in is kept as a draft, found again with whom it is for, and gone once it is sent', async () => {
  const opened = async () => {
    await shell.key('g')
    await shell.key('t')
    await screen.findByRole('heading', { name: 'entrega_programada' })
  }
  await opened()
  await fireEvent.input(screen.getByLabelText('To'), { target: { value: 'javier' } })
  await fireEvent.click(await screen.findByRole('option', { name: /Javier Ortega/ }))
  for (const [name, text] of [[/Value 2/, 'FN-7731'], [/Value 3/, 'viernes'], [/Value 4/, 'diez'], [/End of the link/, '7731'], [/Header image/, 'https://a.example/b.jpg']] as const) await write(name, text)
  await fireEvent.click(screen.getByRole('button', { name: 'Save draft' }))
  await screen.findByText('Draft kept')
  expect(screen.getByRole('option', { name: /entrega_programada.*Draft/ })).toBeTruthy()

  await shell.again()
  await opened()
  const preview = screen.getByRole('complementary', { name: 'Preview' })
  await waitFor(() => expect(preview.textContent).toContain('tu envío FN-7731 llegará el viernes, entre diez'))
  await shell.key('Enter', { ctrlKey: true })
  await waitFor(() => expect(sends()).toHaveLength(1))
  expect(sends()[0]).toMatchObject({ conversation_selector: { phone_number: '+528155500133' }, header: { image_url: 'https://a.example/b.jpg' }, buttons: [{ index: 0, value: '7731' }] })
  await waitFor(() => expect(shell.inputs('desk_keep_template_draft').at(-1)?.draft.values).toEqual([]))
})
