import { svelte } from '@sveltejs/vite-plugin-svelte'
import { svelteTesting } from '@testing-library/svelte/vite'
import { existsSync } from 'node:fs'
import { defineConfig } from 'vitest/config'

import { icons } from './scripts/icons.ts'
import { onlyClient } from './scripts/onlyClient.ts'
import { phoneFormats } from './scripts/phoneFormats.ts'
import { shortProperties } from './scripts/shortProperties.ts'
import { shortWords } from './scripts/shortWords.ts'
import { sizeLimit } from './scripts/sizeLimit.ts'
import { smallest } from './scripts/smallest.ts'
import { markWords, readMarks } from './scripts/wordsInMarkup.ts'
import { wordsInPage } from './scripts/wordsInPage.ts'

/** What the window may ship of scripts and styles, gzipped, in bytes. */
const MOST = 150_000
const TARGET = 'es2022'

/** The app ships one page. `--mode gallery` adds the gallery and the invented world, to look at without a desk. */
const pages = (mode: string): string[] =>
  mode === 'gallery' ? ['index.html', 'gallery.html'].filter((page) => existsSync(page)) : ['index.html']

export default defineConfig(({ command, mode }) => ({
  plugins: [
    shortWords(),
    wordsInPage(),
    svelte(command === 'build' ? { preprocess: markWords } : {}),
    svelteTesting(),
    phoneFormats(),
    icons(),
    readMarks(),
    shortProperties(),
    onlyClient(),
    smallest(TARGET),
    ...(mode === 'gallery' ? [] : [sizeLimit(MOST)]),
  ],
  // Fonts and pictures stay files of their own: the page's content security policy takes no data: URLs.
  build: {
    target: TARGET,
    // older than these, `:dir()` would be replaced by a list of languages
    cssTarget: ['safari16.4', 'chrome120'],
    outDir: mode === 'gallery' ? 'dist-gallery' : 'dist',
    assetsInlineLimit: 0,
    minify: false,
    cssMinify: true,
    modulePreload: false,
    rolldownOptions: { input: pages(mode), output: { minify: false } },
  },
  test: { environment: 'happy-dom', setupFiles: 'src/tests/sight.ts', include: ['src/**/*.test.ts'], testTimeout: 30_000 },
}))
