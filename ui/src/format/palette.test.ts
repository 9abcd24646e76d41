import { expect, test } from 'vitest'

import { SetupForm } from '../state/setupLink.svelte'
import { mainColour } from './palette'

const painted = (...colours: [times: number, ...pixel: [number, number, number, number]][]) =>
  new Uint8ClampedArray(colours.flatMap(([times, ...pixel]) => Array.from({ length: times }, () => pixel).flat()))

test('the main colour of a logo is its colour, not the paper around it', () => {
  expect(mainColour(painted([900, 255, 255, 255, 255], [80, 140, 60, 40, 255], [20, 20, 20, 20, 255]))).toBe('#8c3c28')
})

test('a grey logo has its commonest grey, a transparent one none', () => {
  expect(mainColour(painted([10, 20, 20, 20, 255], [4, 200, 200, 200, 255]))).toBe('#141414')
  expect(mainColour(painted([10, 140, 60, 40, 0]))).toBeUndefined()
})

test('what stands on the colour of a logo can be read', () => {
  for (const colour of ['#8c3c28', '#ffe000', '#141414', '#ffffff']) {
    const form = new SetupForm('en')
    form.wear(colour)
    expect(form.contrasts.button).toBeGreaterThanOrEqual(4.5)
  }
})
