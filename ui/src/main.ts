import './styles/desk.css'

import { mount } from 'svelte'

import App from './App.svelte'
import { connect } from './bridge'
import { followSystemTheme } from './theme'

followSystemTheme()
await connect()
const target = document.getElementById('app')
if (target) mount(App, { target })
