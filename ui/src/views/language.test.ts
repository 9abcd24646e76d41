import { cleanup, fireEvent, render, screen } from '@testing-library/svelte'
import { afterEach, expect, test } from 'vitest'

import App from '../App.svelte'
import { connectTo } from '../bridge'
import { inventedDesk } from '../fake/desk'
import { useLanguage } from '../language'

afterEach(async () => {
  cleanup()
  await useLanguage('system')
  localStorage.clear()
})

test('the language is chosen in the settings, speaks at once, and is remembered', async () => {
  connectTo(inventedDesk({ people: 12, project: 'real', weather: 'following', keychain: 'open', undoSeconds: 5 }))
  await useLanguage()
  render(App)
  await fireEvent.click(await screen.findByRole('link', { name: 'Settings' }))
  await fireEvent.click(await screen.findByText('Appearance'))
  await fireEvent.change(screen.getByLabelText('Language'), { target: { value: 'pt' } })
  expect(await screen.findByRole('heading', { name: 'Aparência' })).toBeTruthy()
  expect(screen.getByRole('link', { name: /Aprovações/ })).toBeTruthy()
  expect(document.documentElement.lang).toBe('pt')
  expect(localStorage.getItem('language')).toBe('pt')
  await fireEvent.click(screen.getByRole('radio', { name: 'Escuro' }))
  expect(document.documentElement.dataset['theme']).toBe('dark')
})
