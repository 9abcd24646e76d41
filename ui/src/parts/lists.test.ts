import { fireEvent, render, screen } from '@testing-library/svelte'
import { createRawSnippet } from 'svelte'
import { beforeAll, describe, expect, it, vi } from 'vitest'

import Listbox from './Listbox.svelte'
import Menu from './Menu.svelte'
import Tabs from './Tabs.svelte'
import VirtualList from './VirtualList.svelte'

// There is no layout here: everything is 660 px high.
beforeAll(() => {
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 660 })
})

const key = (event: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key: event })

const row = createRawSnippet<[number, { id: string }]>((index, option) => ({
  render: () => `<div class="row" role="option" aria-selected="false" id="${option().id}">Row ${index()}</div>`,
}))

function longList(props: Record<string, unknown> = {}) {
  const all = { count: 100_000, rowHeight: 66, key: (index: number) => `row-${index}`, row, label: 'Conversations', ...props }
  return render(VirtualList, { props: all })
}

describe('a list of 100,000 rows', () => {
  it('has only the rows in sight, then a few around them, and room for all', async () => {
    longList()
    expect(screen.getAllByRole('option')).toHaveLength(10)
    await vi.waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(16))
    const room = screen.getByRole('listbox').querySelector<HTMLElement>('.vspace')
    expect(room?.style.height).toBe('6600000px')
  })

  it('shows other rows when it is scrolled, and keeps the elements of those that stay', async () => {
    longList()
    const list = screen.getByRole('listbox')
    const staying = await screen.findByText('Row 15')
    list.scrollTop = 660
    await fireEvent.scroll(list)
    expect(screen.queryByText('Row 0')).toBeNull()
    expect(screen.getByText('Row 25')).toBeTruthy()
    expect(screen.getByText('Row 15')).toBe(staying)
  })

  it('follows the cursor, and says where it is', async () => {
    const { rerender } = longList({ cursor: 2 })
    const list = screen.getByRole('listbox')
    await rerender({ cursor: 50_000 })
    await fireEvent.scroll(list)
    expect(list.scrollTop).toBe(50_001 * 66 - 660)
    expect(document.getElementById(list.getAttribute('aria-activedescendant') ?? '')?.textContent).toBe('Row 50000')
  })

  it('stays where it is while it grows', async () => {
    const { rerender } = longList({ cursor: 2 })
    const list = screen.getByRole('listbox')
    list.scrollTop = 6600
    await fireEvent.scroll(list)
    await rerender({ count: 100_001 })
    expect(list.scrollTop).toBe(6600)
  })

  it('moves by keys, a page at a time too, and leaves the other keys to its owner', async () => {
    const onmove = vi.fn()
    const onkeydown = vi.fn()
    longList({ cursor: 4, onmove, onkeydown })
    screen.getByRole('listbox').focus()
    for (const name of ['ArrowDown', 'PageDown', 'End', 'x']) await key(name)
    expect(onmove.mock.calls.flat()).toEqual([5, 13, 99_999])
    expect(onkeydown).toHaveBeenCalledOnce()
  })

  it('says which rows came into sight', async () => {
    const onsight = vi.fn()
    longList({ onsight })
    await vi.waitFor(() => expect(onsight).toHaveBeenLastCalledWith(0, 16))
  })
})

describe('tabs', () => {
  const tabs = [
    { id: 'all', label: 'All' },
    { id: 'unread', label: 'Unread', count: 9 },
    { id: 'ended', label: 'Ended' },
  ]

  it('are one stop and go with the arrows, mirrored with the page', async () => {
    const onselect = vi.fn()
    render(Tabs, { props: { tabs, selected: 'unread', onselect, label: 'Filter' } })
    expect(screen.getAllByRole('tab').map((tab) => tab.tabIndex)).toEqual([-1, 0, -1])
    screen.getByRole('tab', { name: /Unread/ }).focus()
    await key('ArrowRight')
    expect(onselect).toHaveBeenLastCalledWith('ended')
    expect(document.activeElement?.textContent?.trim()).toBe('Ended')
    screen.getByRole('tablist').style.direction = 'rtl'
    await key('ArrowRight')
    expect(onselect).toHaveBeenLastCalledWith('all')
  })

  it('go round and round', async () => {
    const onselect = vi.fn()
    const { rerender } = render(Tabs, { props: { tabs, selected: 'ended', onselect, label: 'Filter' } })
    screen.getByRole('tab', { name: /Ended/ }).focus()
    await key('ArrowRight')
    expect(onselect).toHaveBeenLastCalledWith('all')
    await rerender({ selected: 'all' })
    await key('ArrowLeft')
    expect(onselect).toHaveBeenLastCalledWith('ended')
  })
})

describe('a listbox', () => {
  const items = [
    { id: '1', label: 'All numbers' },
    { id: '2', label: 'Bloom & Birch' },
    { id: '3', label: 'Clínica Vértice' },
  ]

  it('has the focus, starts at what is selected, and takes arrows, letters and Enter', async () => {
    const onselect = vi.fn()
    render(Listbox, { props: { items, selected: '2', label: 'Number', onselect } })
    const list = screen.getByRole('listbox')
    const active = () => document.getElementById(list.getAttribute('aria-activedescendant') ?? '')?.textContent
    expect(document.activeElement).toBe(list)
    expect(active()).toBe('Bloom & Birch')
    await key('ArrowDown')
    expect(active()).toBe('Clínica Vértice')
    await key('a')
    expect(active()).toBe('All numbers')
    await key('Enter')
    expect(onselect).toHaveBeenCalledWith(items[0])
  })
})

describe('a menu', () => {
  it('does what is chosen and closes first, and does nothing that is off', async () => {
    const done: string[] = []
    const act = (label: string, off?: string) => ({ label, off, onclick: () => done.push(label) })
    render(Menu, {
      props: { acts: [act('Copy'), act('End', 'Already ended'), act('Export')], label: 'More', onclose: () => done.push('closed') },
    })
    expect(document.activeElement?.textContent?.trim()).toBe('Copy')
    await key('e')
    expect(document.activeElement?.textContent?.trim()).toBe('End')
    await fireEvent.click(document.activeElement as Element)
    await key('e')
    await fireEvent.click(document.activeElement as Element)
    expect(done).toEqual(['closed', 'Export'])
  })
})
