import './styles/desk.css'

import { mount } from 'svelte'

import App from './App.svelte'
import { connect } from './bridge'
import { useLanguage } from './language'
import { followTheme } from './theme'

followTheme()
useLanguage()
await connect()
const target = document.getElementById('app')
if (target) mount(App, { target })
