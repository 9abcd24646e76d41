import { mount } from 'svelte'

import App from './App.svelte'
import { connect } from './bridge'

await connect()
const target = document.getElementById('app')
if (target) mount(App, { target })
