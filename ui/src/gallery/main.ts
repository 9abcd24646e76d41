// Every part and every bubble in every state, to look at and to test. It is no part of the app.
import '../styles/desk.css'
import './gallery.css'

import { mount } from 'svelte'

import Gallery from './Gallery.svelte'

const asked = new URLSearchParams(location.search)
const root = document.documentElement
for (const name of ['theme', 'platform']) {
  const value = asked.get(name)
  if (value) root.dataset[name] = value
}
if (asked.get('dir') === 'rtl') root.dir = 'rtl'

const target = document.getElementById('gallery')
if (target) mount(Gallery, { target, props: { section: asked.get('section') ?? '' } })
