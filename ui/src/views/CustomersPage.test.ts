import { cleanup, fireEvent, screen, waitFor, within } from '@testing-library/svelte'
import { afterEach, beforeEach, expect, test } from 'vitest'

import { openedShell, type Opened } from '../tests/shell'

let shell: Opened
beforeEach(async () => {
  shell = await openedShell()
  await shell.key('g')
  await shell.key('u')
  await screen.findByTestId('setup-link')
})
afterEach(cleanup)

const write = (label: RegExp | string, value: string) => fireEvent.input(screen.getByLabelText(label), { target: { value } })
const made = () => shell.inputs('platform_generate_setup_link')

test('a customer shows its numbers, the link that works, and those that did', () => {
  expect(screen.getByText('Vértice Agendamentos')).toBeTruthy()
  expect(screen.getByTestId('setup-link').textContent).toContain('https://app.kapso.ai/whatsapp/setup/lnk_1')
  expect(screen.getByText('Connected +55 11 5550 0143')).toBeTruthy()
  expect(screen.getByText('Not used in time')).toBeTruthy()
})

test('a link is made as it was chosen, says what it replaces, and is not made while something is wrong', async () => {
  await fireEvent.click(screen.getByRole('button', { name: 'New setup link' }))
  const sheet = await screen.findByRole('dialog', { name: 'New setup link' })
  expect(sheet.textContent).toContain('Creating this revokes the active link of')
  expect(document.activeElement).toBe(within(sheet).getByLabelText(/language/i))
  await write('After failure, go to', 'clinicavertice.example/no')
  await shell.key('Enter', { ctrlKey: true }, sheet)
  expect(within(sheet).getByText('Start with https:// so that Kapso accepts it.')).toBeTruthy()
  expect(made()).toEqual([])
  await write('After failure, go to', 'https://clinicavertice.example/no')
  await fireEvent.click(within(sheet).getByRole('checkbox', { name: /Coexistence/ }))
  await fireEvent.click(within(sheet).getByRole('switch', { name: 'Give them a new number' }))
  await write('Countries', 'us, mx')
  await fireEvent.change(screen.getByLabelText('Primary, as six digits'), { target: { value: '#8C3B2B' } })
  await shell.key('Enter', { ctrlKey: true }, sheet)
  await waitFor(() => expect(made()).toHaveLength(1))
  expect(made()[0]).toMatchObject({
    customer_id: 'cus_1',
    language: 'pt',
    allowed_connection_types: ['dedicated'],
    provision_phone_number: true,
    phone_number_country_isos: ['US', 'MX'],
    failure_redirect_url: 'https://clinicavertice.example/no',
    theme_config: { primary_color: '#8C3B2B' },
  })
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
  await waitFor(() => expect(screen.getByTestId('setup-link').textContent).toContain('lnk_new'))
})

test('colours that cannot be read are said, and Esc asks before what was chosen is lost', async () => {
  await fireEvent.click(screen.getByRole('button', { name: 'New setup link' }))
  const sheet = await screen.findByRole('dialog', { name: 'New setup link' })
  expect(within(sheet).getByText(/Both readable/)).toBeTruthy()
  await fireEvent.change(screen.getByLabelText('Text, as six digits'), { target: { value: '#cccccc' } })
  expect(within(sheet).getByText(/At least 4.5:1/)).toBeTruthy()
  await fireEvent(sheet, new Event('cancel', { cancelable: true }))
  await fireEvent.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Keep it' }))
  expect(screen.getByRole('dialog', { name: 'New setup link' })).toBeTruthy()
  expect(made()).toEqual([])
})

test('a number that was lost is connected once more, as it was', async () => {
  await fireEvent.click(screen.getByRole('button', { name: /Reconnect .*Vértice Agendamentos/ }))
  const sheet = await screen.findByRole('dialog', { name: 'New setup link' })
  expect(within(sheet).queryByRole('checkbox')).toBeNull()
  await shell.key('Enter', { ctrlKey: true }, sheet)
  await waitFor(() => expect(made()[0]).toMatchObject({ reconnect_phone_number: '+551155500171' }))
  expect(made()[0]).not.toHaveProperty('allowed_connection_types')
})

test('revoking asks first, keeps on Esc, and then takes the link away', async () => {
  const revoke = () => fireEvent.click(within(screen.getByTestId('setup-link')).getByRole('button', { name: 'Revoke' }))
  await revoke()
  await fireEvent(await screen.findByRole('alertdialog'), new Event('cancel', { cancelable: true }))
  expect(shell.inputs('platform_revoke_setup_link')).toEqual([])
  await revoke()
  await fireEvent.click(await screen.findByRole('button', { name: 'Revoke link' }))
  await waitFor(() => expect(screen.queryByTestId('setup-link')).toBeNull())
  expect(shell.inputs('platform_revoke_setup_link')).toMatchObject([{ customer_id: 'cus_1', setup_link_id: 'lnk_1' }])
})

test('a customer is added; an external id that another one has is refused, and what was typed stays', async () => {
  await fireEvent.click(screen.getByRole('button', { name: 'New customer' }))
  const dialog = await screen.findByRole('dialog', { name: 'New customer' })
  await write('Name', 'Café Lira')
  await write('External ID, optional', 'CUS-00412')
  await fireEvent.submit(dialog.querySelector('form') as Element)
  expect(await within(dialog).findByText(/Another customer has this external id/)).toBeTruthy()
  await write('External ID, optional', 'CUS-00999')
  await fireEvent.submit(dialog.querySelector('form') as Element)
  expect(await screen.findByRole('heading', { name: 'Café Lira' })).toBeTruthy()
})

test('a customer gets another name, which Kapso is told', async () => {
  await fireEvent.click(screen.getByRole('button', { name: 'Rename' }))
  const field = await screen.findByLabelText('The customer’s name')
  await fireEvent.input(field, { target: { value: 'Clínica Vértice Sul' } })
  await fireEvent.keyDown(field, { key: 'Enter' })
  await screen.findByRole('heading', { name: /Clínica Vértice Sul/ })
  expect(shell.inputs('desk_rename_customer')).toEqual([{ customer_id: 'cus_1', name: 'Clínica Vértice Sul' }])
})

test('a link is shown as a code for a phone, and closes with Esc', async () => {
  await fireEvent.click(screen.getByRole('button', { name: 'Show QR code' }))
  const dialog = await screen.findByRole('dialog', { name: 'Scan to open the setup link' })
  expect(within(dialog).getByRole('img', { name: 'QR code of the setup link' }).querySelector('path')?.getAttribute('d')).toMatch(/^M4 4h7/)
  expect(within(dialog).getByText('https://app.kapso.ai/whatsapp/setup/lnk_1', { exact: false })).toBeTruthy()
  await fireEvent(dialog, new Event('cancel', { cancelable: true }))
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull())
})
