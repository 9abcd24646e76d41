import { cleanup, fireEvent, render, screen } from '@testing-library/svelte'
import { createRawSnippet } from 'svelte'
import { describe, expect, it, vi } from 'vitest'

import Avatar from './Avatar.svelte'
import Button from './Button.svelte'
import Confirm from './Confirm.svelte'
import Fuse from './Fuse.svelte'
import IconButton from './IconButton.svelte'
import Popover from './Popover.svelte'
import Search from './Search.svelte'
import Ticks from './Ticks.svelte'
import Toast from './Toast.svelte'

const text = (content: string) => createRawSnippet(() => ({ render: () => `<span>${content}</span>` }))

describe('a button', () => {
  it('is named by its words, and its keys are only drawn', () => {
    render(Button, { props: { children: text('Send'), keys: 'Mod+Enter', kind: 'primary' } })
    const button = screen.getByRole('button', { name: 'Send' })
    expect(button.getAttribute('aria-keyshortcuts')).toBe('Control+Enter')
    expect(button.textContent).toContain('Ctrl')
  })

  it('that is off can be reached and says why, but does nothing', async () => {
    const onclick = vi.fn()
    render(Button, { props: { children: text('Approve and send'), off: 'Read it to the end first', onclick } })
    const button = screen.getByRole('button')
    await fireEvent.click(button)
    expect(onclick).not.toHaveBeenCalled()
    expect(button.hasAttribute('disabled')).toBe(false)
    expect(button.getAttribute('aria-disabled')).toBe('true')
    expect(button.title).toBe('Read it to the end first')
  })

  it('with a sign alone says what it does', () => {
    render(IconButton, { props: { icon: 'search', label: 'Find in conversation', keys: 'Mod+F', pressed: true } })
    const button = screen.getByRole('button', { name: 'Find in conversation' })
    expect(button.title).toBe('Find in conversation  Ctrl F')
    expect(button.getAttribute('aria-pressed')).toBe('true')
  })
})

describe('the ring and the fuse', () => {
  const dash = (container: HTMLElement) => container.querySelector('circle:last-child')?.getAttribute('stroke-dasharray')

  it('are as long as the time that is left', () => {
    expect(dash(render(Avatar, { props: { id: 'a', name: 'Mariana Souza', ring: { state: 'open', hours: 21.88 } } }).container)).toBe(
      '21.88 24',
    )
    expect(dash(render(Avatar, { props: { id: 'a', ring: { state: 'soon', hours: 99 } } }).container)).toBe('24.00 24')
    const { container } = render(Fuse, { props: { left: 0.9125 } })
    expect(container.querySelector('i')?.style.width).toBe('91.3%')
  })

  it('are dashed when it is over', () => {
    expect(render(Avatar, { props: { id: 'a', ring: { state: 'closed', hours: 0 } } }).container.querySelector('.shut')).toBeTruthy()
    expect(render(Fuse, { props: { left: 0, state: 'closed' } }).container.querySelector('.fuse.shut i')).toBeNull()
  })

  it('keep to their bounds', () => {
    for (const [left, width] of [
      [-1, '0%'],
      [7, '100%'],
      [NaN, 'NaN%'],
    ] as const) {
      const { container } = render(Fuse, { props: { left: Number.isNaN(left) ? 0 : left } })
      expect(container.querySelector('i')?.style.width).toBe(width === 'NaN%' ? '0%' : width)
    }
  })
})

it('ticks say their word to those who do not see them', () => {
  const { container } = render(Ticks, { props: { state: 'read', label: 'Read' } })
  expect(container.querySelector('.sr')?.textContent).toBe('Read')
  expect(container.querySelector('svg.tick-read')?.getAttribute('aria-hidden')).toBe('true')
})

it('a toast is an alert only for an error', async () => {
  const onclick = vi.fn()
  render(Toast, { props: { text: 'Note not saved', sub: 'Kapso timed out.', error: true, action: { label: 'Retry', onclick } } })
  expect(screen.getByRole('alert').textContent).toContain('Kapso timed out.')
  await fireEvent.click(screen.getByRole('button', { name: 'Retry' }))
  expect(onclick).toHaveBeenCalledOnce()
  render(Toast, { props: { text: '3 conversations ended' } })
  expect(screen.getByRole('status').textContent).toContain('3 conversations ended')
})

it('a search is cleared with its button, and keeps the focus', async () => {
  const oninput = vi.fn()
  render(Search, { props: { value: 'guía', label: 'Search conversations', oninput } })
  await fireEvent.click(screen.getByRole('button', { name: 'Clear' }))
  expect(oninput).toHaveBeenLastCalledWith('')
  expect(document.activeElement).toBe(screen.getByLabelText('Search conversations'))
})

describe('a question before what cannot be undone', () => {
  const ask = () => {
    const [onact, onkeep] = [vi.fn(), vi.fn()]
    render(Confirm, {
      props: {
        title: 'Turn off the endpoint?',
        children: text('Agents are disconnected.'),
        act: 'Turn off',
        keep: 'Keep it on',
        onact,
        onkeep,
      },
    })
    return { onact, onkeep }
  }

  it('starts on the safe button', () => {
    ask()
    expect(document.activeElement?.textContent?.trim()).toBe('Keep it on')
    const dialog = screen.getByRole('alertdialog', { name: 'Turn off the endpoint?' })
    expect(document.getElementById(dialog.getAttribute('aria-describedby') ?? '')?.textContent).toBe('Agents are disconnected.')
  })

  it('gives the focus back', () => {
    const opener = document.body.appendChild(document.createElement('button'))
    opener.focus()
    ask()
    cleanup()
    expect(document.activeElement).toBe(opener)
  })

  it('takes Esc for no', async () => {
    const { onact, onkeep } = ask()
    const cancel = new Event('cancel', { cancelable: true })
    await fireEvent(screen.getByRole('alertdialog'), cancel)
    expect(cancel.defaultPrevented).toBe(true)
    expect([onact.mock.calls.length, onkeep.mock.calls.length]).toEqual([0, 1])
  })

  it('does it when the other button is pressed', async () => {
    const { onact, onkeep } = ask()
    await fireEvent.click(screen.getByRole('button', { name: 'Turn off' }))
    expect([onact.mock.calls.length, onkeep.mock.calls.length]).toEqual([1, 0])
  })
})

describe('a popover', () => {
  it('closes on Esc, gives the focus back, and keeps Esc to itself', async () => {
    const opener = document.body.appendChild(document.createElement('button'))
    const [onclose, heard] = [vi.fn(), vi.fn()]
    document.addEventListener('keydown', heard)
    render(Popover, { props: { children: text('inside'), onclose, opener } })
    await fireEvent.keyDown(screen.getByText('inside'), { key: 'Escape' })
    expect(onclose).toHaveBeenCalledOnce()
    expect(heard).not.toHaveBeenCalled()
    expect(document.activeElement).toBe(opener)
  })

  it('closes on a click elsewhere, but not inside or on its opener', async () => {
    const opener = document.body.appendChild(document.createElement('button'))
    const onclose = vi.fn()
    render(Popover, { props: { children: text('inside'), onclose, opener } })
    await fireEvent.pointerDown(screen.getByText('inside'))
    await fireEvent.pointerDown(opener)
    expect(onclose).not.toHaveBeenCalled()
    await fireEvent.pointerDown(document.body)
    expect(onclose).toHaveBeenCalledOnce()
  })
})
