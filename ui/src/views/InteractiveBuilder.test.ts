import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { openedShell, type Opened } from '../tests/shell'

let shell: Opened
beforeEach(async () => {
  shell = await openedShell()
  shell.drafts.write('thr_0', 'Confirmas?')
  await fireEvent.click(screen.getAllByTestId('conversation-row')[0] as Element)
  await screen.findByTestId('composer-input')
  await shell.key('i')
  await screen.findByTestId('interactive')
})
afterEach(cleanup)

const builder = () => screen.getByTestId('interactive')
const write = (label: string, value: string) => fireEvent.input(within(builder()).getByLabelText(label), { target: { value } })
const sent = () => shell.inputs('whatsapp_send_interactive')
const send = () => shell.key('Enter', { ctrlKey: true }, builder())

test('reply buttons begin with what was typed, are sent when each has a label of its own, and take the draft with them', async () => {
  await write('Button 1', 'Sí')
  await fireEvent.click(within(builder()).getByRole('button', { name: 'Add button' }))
  await write('Button 2', 'Sí')
  await send()
  expect(sent()).toEqual([])
  expect(builder().textContent).toContain('Two labels are the same.')
  await write('Button 2', 'No')
  await send()
  await waitFor(() => expect(sent()).toHaveLength(1))
  expect(sent()[0]).toMatchObject({
    conversation_selector: { conversation_id: 'cnv_0' },
    interactive_type: 'button',
    body_text: 'Confirmas?',
    buttons: [{ reply: { id: 'button_1', title: 'Sí' } }, { reply: { id: 'button_2', title: 'No' } }],
  })
  await waitFor(() => expect(screen.queryByTestId('interactive')).toBeNull())
  expect(shell.drafts.of('thr_0').text).toBe('')
})

test('a list has rows with lines below them, and a link only an https address', async () => {
  await fireEvent.click(within(builder()).getByRole('radio', { name: 'List' }))
  await write('Button that opens the list', 'Horarios')
  await write('Row 1', '15:30')
  await write('Line below row 1, optional', 'Dr. Renato')
  await send()
  await waitFor(() => expect(sent()[0]).toMatchObject({ interactive_type: 'list', button_text: 'Horarios', sections: [{ rows: [{ id: 'row_1', title: '15:30', description: 'Dr. Renato' }] }] }))
  await waitFor(() => expect(screen.queryByTestId('interactive')).toBeNull())
  await shell.key('i')
  await screen.findByTestId('interactive')
  await fireEvent.click(within(builder()).getByRole('radio', { name: 'Link' }))
  await write('Text', 'Mira')
  await write('Button', 'Abrir')
  await write('Address', 'http://a.example/x')
  await send()
  expect(sent()).toHaveLength(1)
  await write('Address', 'https://a.example/x')
  await send()
  await waitFor(() => expect(sent()[1]).toMatchObject({ interactive_type: 'cta_url', button_text: 'Abrir', url: 'https://a.example/x' }))
})

test('Esc closes it and keeps the draft', async () => {
  await shell.key('Escape', {}, builder())
  await waitFor(() => expect(screen.queryByTestId('interactive')).toBeNull())
  expect(shell.drafts.of('thr_0').text).toBe('Confirmas?')
  expect(sent()).toEqual([])
})

test('Esc leaves what was built where it is, Cancel drops it, and its picture has no tick', async () => {
  await write('Button 1', 'Sí')
  expect(builder().querySelector('.seen time')).toBeTruthy()
  expect(builder().querySelector('.seen .ticks, .seen .m svg')).toBeNull()
  await shell.key('Escape', {}, builder())
  expect(screen.queryByTestId('interactive')).toBeNull()
  ;(document.activeElement as HTMLElement).blur()
  await shell.key('i')
  expect(within(await screen.findByTestId('interactive')).getByLabelText<HTMLInputElement>('Button 1').value).toBe('Sí')
  await fireEvent.click(within(builder()).getByRole('button', { name: 'Cancel' }))
  ;(document.activeElement as HTMLElement).blur()
  await shell.key('i')
  expect(within(await screen.findByTestId('interactive')).getByLabelText<HTMLInputElement>('Button 1').value).toBe('')
})
