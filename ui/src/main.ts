import './styles/desk.css'

import { mount } from 'svelte'

import App from './App.svelte'
import { connect } from './bridge'
import { useLanguage } from './language'
import { followTheme } from './theme'

followTheme()
await Promise.all([connect(), useLanguage()])
const target = document.getElementById('app')
if (target) mount(App, { target })
