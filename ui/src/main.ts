import './styles/desk.css'

import { mount } from 'svelte'

import App from './App.svelte'
import { connect } from './bridge'
import { followTheme } from './theme'

followTheme()
await connect()
const target = document.getElementById('app')
if (target) mount(App, { target })
