import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { openedShell, type Opened } from '../tests/shell'

let shell: Opened
beforeEach(async () => {
  shell = await openedShell()
  await shell.key('g')
  await shell.key('m')
})
afterEach(cleanup)

const tab = async (name: string) => fireEvent.click(await screen.findByRole('tab', { name: new RegExp(name) }))
const row = (name: string) => screen.getAllByTestId('agent-row').find((other) => other.textContent?.includes(name)) as HTMLElement
const tool = (name: string) => screen.getAllByTestId('tool').find(({ dataset }) => dataset['tool'] === name) as HTMLElement

test('an agent that was found is added with one press, and taken out again with one undo', async () => {
  await screen.findAllByTestId('agent-row')
  await fireEvent.click(within(row('VS Code')).getByRole('button', { name: 'Add to VS Code' }))
  await waitFor(() => expect(row('VS Code').dataset['state']).toBe('added'))
  await fireEvent.click(await screen.findByRole('button', { name: 'Undo' }))
  await waitFor(() => expect(row('VS Code').dataset['state']).toBe('found'))
  expect(shell.inputs('desk_disconnect_agent')).toEqual([{ agent: 'vscode' }])
})

test('an entry that points elsewhere says so and is repaired', async () => {
  await screen.findAllByTestId('agent-row')
  expect(row('Zed').textContent).toContain('port 47810')
  await fireEvent.click(within(row('Zed')).getByRole('button', { name: 'Repair' }))
  await waitFor(() => expect(row('Zed').dataset['state']).toBe('connected'))
})

test('a rule holds for the client, number and conversation that are chosen, and can be forgotten', async () => {
  await tab('Permissions')
  await screen.findAllByTestId('tool')
  const checked = (name: string) => within(tool(name)).getAllByRole('radio').find((radio) => radio.getAttribute('aria-checked') === 'true')?.textContent?.trim()
  expect(checked('whatsapp_inbox')).toBe('Allow')
  expect(checked('whatsapp_send_text_message')).toBe('Ask me')
  await fireEvent.change(screen.getByLabelText('Client'), { target: { value: 'cl_2' } })
  await fireEvent.click(within(tool('whatsapp_send_text_message')).getByRole('radio', { name: 'Off' }))
  await waitFor(() => expect(checked('whatsapp_send_text_message')).toBe('Off'))
  expect(shell.inputs('desk_set_permission')).toEqual([{ operation: 'whatsapp_send_text_message', client_id: 'cl_2', decision: 'off' }])
  await fireEvent.change(screen.getByLabelText('Client'), { target: { value: '' } })
  await waitFor(() => expect(checked('whatsapp_send_text_message')).toBe('Ask me'))
  await fireEvent.change(screen.getByLabelText('Client'), { target: { value: 'cl_2' } })
  await fireEvent.click(await screen.findByRole('button', { name: /Forget the rule/ }))
  await waitFor(() => expect(checked('whatsapp_send_text_message')).toBe('Ask me'))
})

test('limits are whole numbers, and are saved for one client', async () => {
  await tab('Permissions')
  await screen.findAllByTestId('tool')
  await fireEvent.change(screen.getByLabelText('Client'), { target: { value: 'cl_1' } })
  const field = await screen.findByLabelText('Messages a minute without a person')
  await fireEvent.input(field, { target: { value: '601' } })
  await fireEvent.click(screen.getByRole('button', { name: 'Save limits' }))
  expect(shell.inputs('desk_set_limits')).toEqual([])
  await fireEvent.input(field, { target: { value: '5' } })
  await fireEvent.click(screen.getByRole('button', { name: 'Save limits' }))
  await waitFor(() => expect(shell.inputs('desk_set_limits')).toEqual([{ client_id: 'cl_1', limits: { sends_per_minute: 5, new_recipients_per_day: 20 } }]))
})

test('all agents are stopped with one press, and the page says so until they may work again', async () => {
  await fireEvent.click(await screen.findByRole('button', { name: 'Stop all agents' }))
  expect(await screen.findByText('All agents are stopped.')).toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: 'Let them work again' }))
  await waitFor(() => expect(screen.queryByText('All agents are stopped.')).toBeNull())
  expect(shell.inputs('desk_panic')).toEqual([{ on: true }, { on: false }])
})

test('the log is filtered, opened, checked and exported as it is filtered', async () => {
  await tab('Activity')
  expect(await screen.findAllByTestId('call')).toHaveLength(7)
  await fireEvent.change(screen.getByLabelText('Client'), { target: { value: '' } })
  await waitFor(() => expect(screen.getAllByTestId('call')).toHaveLength(8))
  await fireEvent.change(screen.getByLabelText('Client'), { target: { value: 'agents' } })
  await fireEvent.change(screen.getByLabelText('Result'), { target: { value: 'refused' } })
  await waitFor(() => expect(screen.getAllByTestId('call')).toHaveLength(1))
  await fireEvent.click(within(screen.getByTestId('call')).getByRole('button'))
  expect(document.querySelector('tr.det pre')?.textContent).toBe('{\n  "setup_link_id": "lnk_3"\n}')
  await fireEvent.click(screen.getByRole('button', { name: 'Check the log' }))
  expect(await screen.findByText(/8 calls, all as they were written/)).toBeTruthy()
  await fireEvent.click(screen.getByRole('button', { name: 'Export as JSON Lines' }))
  expect(await screen.findByText(/8 calls are in .*kapso-desk-activity\.csv/)).toBeTruthy()
  expect(shell.exports).toEqual([{ format: 'jsonl', by: 'agents', decision: 'refused', since: expect.stringContaining('T') }])
})

test('a preset makes every tool that writes as it says, and leaves those that read', async () => {
  await tab('Permissions')
  await screen.findAllByTestId('tool')
  expect(screen.getByRole('radio', { name: 'Ask before writing', checked: true })).toBeTruthy()
  await fireEvent.click(screen.getByRole('radio', { name: 'Read only' }))
  await screen.findByRole('radio', { name: 'Read only', checked: true })
  const asked = shell.inputs('desk_set_permission')
  expect(asked.map(({ decision }) => decision)).toEqual(asked.map(() => 'off'))
  expect(asked.map(({ operation }) => operation)).toContain('platform_revoke_setup_link')
  expect(asked.map(({ operation }) => operation)).not.toContain('whatsapp_inbox')
  await fireEvent.click(within(tool('whatsapp_send_media')).getByRole('radio', { name: 'Ask me' }))
  await screen.findByRole('radio', { name: 'Custom', checked: true })
})

test('the endpoint is switched off and on again, and says so', async () => {
  const on = await screen.findByRole('switch', { name: 'MCP endpoint', checked: true })
  await fireEvent.click(on)
  expect(await screen.findByText(/No agent gets here/)).toBeTruthy()
  await fireEvent.click(screen.getByRole('switch', { name: 'MCP endpoint', checked: false }))
  expect(await screen.findByText('http://127.0.0.1:47821/mcp')).toBeTruthy()
  expect(shell.inputs('desk_switch_endpoint')).toEqual([{ on: false }, { on: true }])
})

test('who is connected leads to what waits for a person', async () => {
  const session = await screen.findByTestId('session')
  expect(session.textContent).toContain('148 calls')
  await fireEvent.click(within(session).getByRole('button', { name: '1 waits for you' }))
  expect(await screen.findByTestId('approval-request')).toBeTruthy()
})

test('a session is ended by itself', async () => {
  const session = await screen.findByTestId('session')
  await fireEvent.click(within(session).getByRole('button', { name: 'Disconnect Claude Code' }))
  expect(await screen.findByText(/It may come back as long as it has its token/)).toBeTruthy()
  expect(screen.queryByTestId('session')).toBeNull()
  expect(shell.inputs('desk_end_session')).toEqual([{ session_id: 's_1' }])
})

test('the endpoint gets another port, one that can be', async () => {
  await fireEvent.click(await screen.findByRole('button', { name: 'Port' }))
  const field = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Port' })
  expect(field.value).toBe('47821')
  await fireEvent.input(field, { target: { value: '80' } })
  await fireEvent.submit(field.form as HTMLFormElement)
  expect(shell.inputs('desk_switch_endpoint')).toEqual([])
  await fireEvent.input(field, { target: { value: '5100' } })
  await fireEvent.submit(field.form as HTMLFormElement)
  await screen.findByText('http://127.0.0.1:5100/mcp')
  expect(shell.inputs('desk_switch_endpoint')).toEqual([{ on: true, port: 5100 }])
})
