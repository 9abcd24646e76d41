import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { numbers } from '../fake/cast'
import { openedShell, type Opened } from '../tests/shell'

let shell: Opened
beforeEach(async () => {
  shell = await openedShell()
  await shell.key(',', { ctrlKey: true })
})
afterEach(cleanup)

const page = (name: string) => fireEvent.click(screen.getByRole('link', { name }))

test('old messages are counted first, and go only when a person says so', async () => {
  await page('Storage and privacy')
  await screen.findByText(/1,204 messages/)
  await fireEvent.change(screen.getByRole('combobox', { name: 'Old messages' }), { target: { value: '90' } })
  await fireEvent.click(screen.getByRole('button', { name: 'Delete here: Old messages' }))
  const dialog = await screen.findByRole('alertdialog')
  expect(dialog.textContent).toContain('800 messages')
  expect(dialog.textContent).toContain('At Kapso nothing changes')
  expect(shell.inputs('desk_purge').map(({ preview }) => preview)).toEqual([true])

  await fireEvent.click(within(dialog).getByRole('button', { name: 'Delete here' }))
  await screen.findByText(/404 messages/)
  const [counted, done] = shell.inputs('desk_purge')
  expect(done).toMatchObject({ preview: false, messages_before: expect.stringContaining('T') })
  expect(done?.media_before ?? counted?.media_before).toBeUndefined()
})

test('the size of text is kept by the desk, by a choice and by keys, and has ends', async () => {
  await page('Appearance')
  await fireEvent.click(await screen.findByRole('radio', { name: '120%' }))
  await screen.findByRole('radio', { name: '120%', checked: true })
  await shell.key('+', { ctrlKey: true })
  await shell.key('+', { ctrlKey: true })
  await shell.key('-', { ctrlKey: true })
  await screen.findByRole('radio', { name: '120%', checked: true })
  await shell.key('0', { ctrlKey: true })
  await screen.findByRole('radio', { name: '100%', checked: true })
  expect(shell.inputs('desk_change_settings').map(({ text_size }) => text_size)).toEqual([120, 130, 130, 120, 100])
})

test('what was proven is told with its figures', async () => {
  await page('About')
  expect((await screen.findByRole('table')).textContent).toContain('1000 kills: 0 lost, 0 doubled')
})

test('a project gets another name and colour, by the keyboard', async () => {
  await fireEvent.click(await screen.findByRole('button', { name: 'Name, colour and numbers' }))
  const dialog = await screen.findByRole('dialog')
  await within(dialog).findAllByRole('checkbox')
  await fireEvent.input(within(dialog).getByLabelText('Name in this app'), { target: { value: 'Northquay, test' } })
  const colours = within(dialog).getByRole('radiogroup')
  await fireEvent.keyDown(within(colours).getByRole('radio', { checked: true }), { key: 'ArrowRight' })
  await fireEvent.submit(dialog.querySelector('form') as HTMLFormElement)
  expect((await screen.findAllByText('Northquay, test')).length).toBeGreaterThan(0)
  expect(shell.inputs('desk_change_project')).toEqual([{ project_id: 'prj_1', name: 'Northquay, test', colour: 5, hidden_numbers: [] }])
})

test('a stored key is tested on its row, which says what came of it', async () => {
  const answer = shell.delay('desk_test_key')
  await fireEvent.click(await screen.findByRole('button', { name: 'Test' }))
  await screen.findByText('Asking Kapso')
  await fireEvent.click(screen.getByRole('button', { name: 'Test' }))
  answer()
  await screen.findByText(/Kapso answered in 212 ms and lists 6 numbers/)
  expect(shell.inputs('desk_test_key')).toHaveLength(1)
})

test('the demo workspace begins afresh', async () => {
  await fireEvent.click(await screen.findByRole('button', { name: 'Reset' }))
  expect(shell.inputs('desk_open_demo')).toEqual([{ anew: true }])
})

test('a number that is left out is gone from the list, its filter and what is found, until it is back', async () => {
  const [lost] = numbers
  const toggle = async () => {
    await shell.key(',', { ctrlKey: true })
    await page('Projects and keys')
    await fireEvent.click(await screen.findByRole('button', { name: 'Name, colour and numbers' }))
    const dialog = await screen.findByRole('dialog')
    await fireEvent.click(await within(dialog).findByRole('checkbox', { name: new RegExp(lost?.name ?? '') }))
    await fireEvent.submit(dialog.querySelector('form') as HTMLFormElement)
    await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
    await shell.key('g')
    await shell.key('i')
  }
  const onIt = () => screen.queryAllByTestId('conversation-row').filter((row) => row.textContent?.includes(lost?.name ?? '')).length
  await shell.key('g')
  await shell.key('i')
  await waitFor(() => expect(onIt()).toBeGreaterThan(0))
  await toggle()
  await waitFor(() => expect(onIt()).toBe(0))
  await shell.key('g')
  await shell.key('n')
  expect((await screen.findAllByRole('option')).some((option) => option.textContent?.includes(lost?.name ?? ''))).toBe(false)
  await shell.key('Escape')
  await toggle()
  await waitFor(() => expect(onIt()).toBeGreaterThan(0))
})
