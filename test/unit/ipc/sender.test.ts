import { expect, it } from 'vitest'
import { isFromPage } from '../../../electron/ipc/sender.ts'

const ORIGIN = 'keyhold://app'

it('trusts the main frame of our own origin', () => {
  expect(isFromPage({ senderFrame: { origin: ORIGIN, parent: null } }, ORIGIN)).toBe(true)
})

it.each([
  ['a frame inside our page', { senderFrame: { origin: ORIGIN, parent: {} } }],
  ['another origin', { senderFrame: { origin: 'https://keyhold.example', parent: null } }],
  ['an origin that begins like ours', { senderFrame: { origin: 'keyhold://app.example', parent: null } }],
  ['an opaque origin', { senderFrame: { origin: 'null', parent: null } }],
  ['an empty origin', { senderFrame: { origin: '', parent: null } }],
  ['a frame that is gone', { senderFrame: null }],
  ['no frame at all', {}],
  ['a frame whose parent cannot be told', { senderFrame: { origin: ORIGIN, parent: undefined } }],
])('does not trust %s', (_who, event) => {
  expect(isFromPage(event, ORIGIN)).toBe(false)
})

it('does not trust a frame that throws when it is looked at, as a disposed one does', () => {
  const event = {
    get senderFrame(): never {
      throw new Error('Render frame was disposed before WebFrameMain could be accessed')
    },
  }
  expect(isFromPage(event, ORIGIN)).toBe(false)
})
