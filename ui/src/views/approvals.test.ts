import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, expect, test, vi } from 'vitest'

import type { Approval } from '../contract'
import { openedShell, type Opened } from '../tests/shell'
import { sight } from '../tests/sight'
import { filledOf, hurry } from './asking'

afterEach(() => {
  cleanup()
  vi.useRealTimers()
  sight.whole = true
})

const opened = async (requests: number): Promise<Opened> => {
  const shell = await openedShell({ requests })
  await shell.key('g')
  await shell.key('a')
  await screen.findByTestId('approval-request')
  return shell
}
const decided = (shell: Opened) => shell.inputs('desk_decide')
const approve = () => screen.getByRole('button', { name: /Approve and send|Send my version/ })
const isOff = (button: Element) => button.getAttribute('aria-disabled') === 'true'

const REQUEST: Approval = {
  request_id: 'req_9', client: 'Claude Code', operation: 'whatsapp_send_text_message', title: 'Send text', summary: 'Hello', input: { content: 'Hello' },
  state: 'waiting', new_messages: 0, can_allow_hour: false, asked_at: '2026-11-23T09:00:00Z', expires_at: '2026-11-23T09:15:00Z',
}

test('what was not read to its end cannot be approved, by no button and no key', async () => {
  sight.whole = false
  const shell = await opened(1)
  await new Promise((done) => setTimeout(done, 700))
  expect(isOff(approve())).toBe(true)
  expect(isOff(screen.getByRole('button', { name: /1 hour/ }))).toBe(true)
  await fireEvent.click(approve())
  await shell.key('Enter', { ctrlKey: true })
  await shell.key('h')
  expect(decided(shell)).toEqual([])
})

test('what was said before stands over a request, and is read once', async () => {
  const shell = await opened(1)
  await waitFor(() => expect(screen.getByTestId('approval-request').querySelectorAll('[data-message]').length).toBeGreaterThan(3))
  await new Promise((done) => setTimeout(done, 100))
  expect(shell.inputs('desk_thread')).toHaveLength(1)
})

test('what an agent wrote is edited, shown as changed, and sent as the person’s version', async () => {
  const shell = await opened(1)
  await shell.key('e')
  const field = within(await screen.findByTestId('edit')).getByRole<HTMLTextAreaElement>('textbox')
  await fireEvent.input(field, { target: { value: field.value.replace('15:25', 'entre 15:30 y 16:00') } })
  expect(document.querySelector('.diff del')?.textContent).toContain('15:25')
  expect(document.querySelector('.diff ins')?.textContent).toContain('entre 15:30 y 16:00')
  expect(screen.getByText(/1 change. .*Claude Code.* will be told what you sent/)).toBeTruthy()
  await waitFor(() => expect(isOff(approve())).toBe(false))
  await fireEvent.click(approve())
  await waitFor(() => expect(decided(shell)).toHaveLength(1))
  expect(decided(shell)[0]).toMatchObject({ approve: true, edited_input: { conversation_selector: { conversation_id: 'cnv_1' }, content: expect.stringContaining('entre 15:30 y 16:00') } })
})

test('an edit that is discarded, or left empty, sends nothing', async () => {
  const shell = await opened(1)
  await shell.key('e')
  const field = within(await screen.findByTestId('edit')).getByRole('textbox')
  await fireEvent.input(field, { target: { value: '  ' } })
  await fireEvent.click(approve())
  await shell.key('Escape', {}, field)
  await waitFor(() => expect(screen.queryByTestId('edit')).toBeNull())
  expect(decided(shell)).toEqual([])
})

test('an hour is allowed with the approval, runs on the agents’ page, and is stopped there', async () => {
  const shell = await opened(1)
  await waitFor(() => expect(isOff(approve())).toBe(false))
  await shell.key('h')
  await waitFor(() => expect(decided(shell)).toMatchObject([{ approve: true, allow_hour: true }]))
  await shell.key('g')
  await shell.key('m')
  const allowance = await screen.findByTestId('allowance')
  expect(allowance.textContent).toMatch(/Claude Code.* may write to .*Javier Ortega/)
  await fireEvent.click(within(allowance).getByRole('button', { name: 'Stop' }))
  await waitFor(() => expect(screen.queryByTestId('allowance')).toBeNull())
})

test('a template’s values are listed and edited one by one; newer words of the contact are read first', async () => {
  const shell = await opened(5)
  await shell.key('j')
  await screen.findByText('{{2}}')
  const asked = screen.getByTestId('approval-request')
  expect(within(asked).getByText(/^Template . pedido_listo . es$/)).toBeTruthy()
  await waitFor(() => expect([...asked.querySelectorAll('.acts > *')].map(({ textContent }) => textContent)).toEqual(['Gracias', 'Cómo llegar: https://miramar.example/tienda']))
  expect(within(asked).getByText('Send template: Ask me', { exact: false })).toBeTruthy()
  expect(isOff(approve())).toBe(true)
  await fireEvent.click(screen.getByRole('button', { name: 'I have read it' }))
  await waitFor(() => expect(isOff(approve())).toBe(false))
  await shell.key('e')
  await fireEvent.input(await screen.findByLabelText('{{3}}'), { target: { value: 'Calle Mayor 5' } })
  await fireEvent.click(approve())
  await waitFor(() => expect(decided(shell)).toHaveLength(1))
  expect(decided(shell)[0]).toMatchObject({ new_messages: 1, edited_input: { template_name: 'pedido_listo', parameters: [{ value: 'Lucía' }, { value: 'Ría azul' }, { value: 'Calle Mayor 5' }] } })
})

test('the history says how each was decided and by whom, and is searched', async () => {
  const shell = await opened(5)
  await fireEvent.click(screen.getByRole('tab', { name: 'History' }))
  const rows = await screen.findAllByTestId('decision')
  expect(rows).toHaveLength(4)
  await waitFor(() => expect(rows[0]?.textContent).toContain('Terminal'))
  expect(rows.map((row) => row.textContent)).toEqual([expect.stringContaining('Approved'), expect.stringContaining('promo_noviembre: Wrong price'), expect.stringContaining('Edited'), expect.stringContaining('No decision')])
  await fireEvent.click(screen.getByRole('button', { name: 'Export' }))
  await screen.findByText(/4 rows are in kapso-desk-decisions\.csv/)
  expect(shell.exports).toHaveLength(1)
  expect(shell.exports[0]).toContain('promo_noviembre: Wrong price')
  await fireEvent.input(screen.getByLabelText('Search decisions'), { target: { value: 'peonies' } })
  await waitFor(() => expect(screen.getAllByTestId('decision')).toHaveLength(1))
  await shell.key('g')
  await shell.key('i')
})

test('a file at an address is seen before it can be approved, and what was seen is said', async () => {
  const shell = await opened(3)
  await shell.key('j')
  await shell.key('j')
  await waitFor(() => expect(approve().getAttribute('title') ?? '').toContain('Preview the file first'))
  expect(isOff(approve())).toBe(true)
  await fireEvent.click(approve())
  await fireEvent.click(screen.getByRole('button', { name: 'Preview file' }))
  await waitFor(() => expect(isOff(approve())).toBe(false))
  expect(shell.inputs('desk_preview_request')).toEqual([{ request_id: 'req_3' }])
  expect(screen.queryByRole('button', { name: 'Preview file' })).toBeNull()
  expect(screen.getByTestId('approval-request').textContent).toContain('PDF')
  await new Promise((done) => setTimeout(done, 700))
  await fireEvent.click(approve())
  await waitFor(() => expect(decided(shell)).toEqual([{ request_id: 'req_3', approve: true, new_messages: 0 }]))
})

test('a request whose window closed while it waited cannot be approved at the foot of its thread either', async () => {
  const shell = await openedShell({ requests: 1 })
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 30 * 3_600_000 })
  await fireEvent.click(await screen.findByRole('option', { name: /^Javier Ortega/ }))
  const request = await screen.findByTestId('pending-request')
  expect(request.textContent).toContain('The 24-hour window closed while this waited.')
  const press = within(request).getByRole('button', { name: /Approve/ })
  await waitFor(() => expect(press.getAttribute('title')).toContain('window closed'))
  await fireEvent.click(press)
  expect(decided(shell)).toEqual([])
})

test('what a template costs is said, and a file at an address stands once, without the desk’s own words', async () => {
  const shell = await opened(5)
  await shell.key('j')
  await screen.findByText('Utility, free inside the window')
  const link = 'https://fletes.example/a.jpg'
  const input = { template_name: 'entrega', header: { image_url: link } }
  const summary = (said: string) => `Template entrega (es) to Ana:\nPicture: ${link}\nSu envío fue entregado.\n${said}`
  const ours = '(Nobody has looked at this address. What stands there when WhatsApp fetches it is what arrives.)'
  expect(filledOf({ ...REQUEST, input, summary: summary(ours) }).text).toBe('Su envío fue entregado.')
  expect(filledOf({ ...REQUEST, input, summary: summary('(Nobody knows)') }).text).toBe('Su envío fue entregado.\n(Nobody knows)')
  expect(filledOf({ ...REQUEST, input: { template_name: 'entrega' }, summary: summary(ours) }).text).toContain(ours)
})

test('the facts and the arguments open over a request where they have no room beside it, with D', async () => {
  const shell = await opened(1)
  const facts = screen.getByRole('complementary', { name: 'Request' })
  const press = screen.getByRole('button', { name: 'Details panel' })
  await shell.key('d')
  await waitFor(() => expect(facts.classList.contains('over')).toBe(true))
  expect(press.getAttribute('aria-pressed')).toBe('true')
  await shell.key('Escape')
  await waitFor(() => expect(facts.classList.contains('over')).toBe(false))
})

test('who cannot see the fuse hears that five minutes are left, and that one is', async () => {
  const shell = await openedShell({ requests: 1 })
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 9 * 60_000 })
  await shell.key('g')
  await shell.key('a')
  const said = within(await screen.findByTestId('approval-request')).getAllByRole('status').map(({ textContent }) => textContent)
  expect(said.join('')).toMatch(/^Less than 5 min left to decide what .*Claude Code/)
  const at = (left: number) => hurry(REQUEST, new Date(Date.parse(REQUEST.expires_at) - left * 1000))
  expect([at(301), at(300), at(61), at(60), at(0)]).toEqual(['', at(61), expect.stringContaining('5 min'), expect.stringContaining('1 min'), ''])
})
