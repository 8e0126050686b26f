import { readFileSync } from 'node:fs'
import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { commonMessages } from '../../../../renderer/messages/common-messages.ts'
import { icons } from '../../../../renderer/parts/icons.ts'

const page = readFileSync(new URL('../../../../renderer/index.html', import.meta.url), 'utf8')

it('shows before its script has run what the app shows first', () => {
  const drawing = renderToStaticMarkup(createElement(icons.working))
  const path = /<path d="([^"]+)"/.exec(drawing)?.[1]
  expect(path).toBeDefined()
  expect(page).toContain(`<path d="${path!}" />`)
  expect(page).toContain(`<span class="unseen">${commonMessages.openingVault}</span>`)
})
