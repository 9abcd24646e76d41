import { cleanup, fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, expect, test } from 'vitest'

import App from '../App.svelte'
import { connectTo } from '../bridge'
import { inventedDesk } from '../fake/desk'
import { useLanguage } from '../language'

afterEach(async () => {
  cleanup()
  useLanguage('system')
  localStorage.clear()
})

test('the language is chosen in the settings, speaks at once, and is remembered', async () => {
  connectTo(inventedDesk({ people: 12, project: 'real', weather: 'following', keychain: 'open', undoSeconds: 5 }))
  useLanguage()
  render(App)
  await fireEvent.click(await screen.findByRole('link', { name: 'Settings' }))
  await fireEvent.click(await screen.findByText('General'))
  await fireEvent.change(screen.getByLabelText('Language'), { target: { value: 'pt' } })
  expect(await screen.findByRole('heading', { name: 'Geral' })).toBeTruthy()
  expect(screen.getByRole('link', { name: /Aprovações/ })).toBeTruthy()
  expect(document.documentElement.lang).toBe('pt')
  expect(localStorage.getItem('language')).toBe('pt')
  await fireEvent.click(screen.getByRole('link', { name: 'Aparência' }))
  await fireEvent.click(screen.getByRole('radio', { name: 'Escuro' }))
  expect(document.documentElement.dataset['theme']).toBe('dark')
})

test('letters are shortcuts until somebody turns them off, and Enter sends once somebody wants it', async () => {
  const asked: string[] = []
  const world = inventedDesk({ people: 12, project: 'real', weather: 'following', keychain: 'open', undoSeconds: 5 })
  connectTo({
    ...world,
    call: (name, input) => {
      asked.push(name)
      return world.call(name, input)
    },
  })
  render(App)
  await screen.findAllByTestId('conversation-row')
  await fireEvent.click(await screen.findByRole('link', { name: 'Settings' }))
  await fireEvent.click(await screen.findByText('Shortcuts'))
  await fireEvent.click(screen.getByRole('switch', { name: 'Letters as shortcuts' }))
  await fireEvent.click(await screen.findByText('Sending'))
  await fireEvent.click(await screen.findByRole('switch', { name: 'Enter sends' }))
  await fireEvent.keyDown(document.body, { key: 'g' })
  await fireEvent.keyDown(document.body, { key: 'i' })
  expect(screen.queryByTestId('conversation-row')).toBeNull()
  await fireEvent.click(screen.getByRole('link', { name: /Inbox/ }))
  await fireEvent.click((await screen.findAllByTestId('conversation-row'))[0] as Element)
  const text = await screen.findByTestId('composer-input')
  await fireEvent.input(text, { target: { value: 'Hola' } })
  await fireEvent.keyDown(text, { key: 'Enter', shiftKey: true })
  await fireEvent.keyDown(text, { key: 'Enter', isComposing: true })
  await fireEvent.keyDown(text, { key: 'Enter', keyCode: 229 })
  expect(asked).not.toContain('whatsapp_send_text_message')
  await fireEvent.keyDown(text, { key: 'Enter' })
  expect(asked).toContain('whatsapp_send_text_message')
})
