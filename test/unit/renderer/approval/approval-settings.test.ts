import { createElement } from 'react'
import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { ApprovalLists } from '../../../../renderer/screens/settings/approval-settings.tsx'
import type { ApprovalKey, ApprovalList } from '../../../../shared/contract/approvals.ts'
import { keyId, NOW } from '../sample-rows.ts'

const asking = {
  name: 'make',
  folder: '/home/user/ \u05d0',
  executable: '/usr/bin/make',
  parents: ['bash', '\u05d1'],
  anchor: 'terminal',
}
const keyNamed = (name: string): ApprovalKey => ({ key: keyId(name), name, provider: 'ripe-atlas' })
const answer = { asking, keys: [keyNamed('first'), keyNamed('\u05d2')], since: NOW }

const list: ApprovalList = {
  approvals: [{ ...answer, id: 'approval', isForAgent: false }],
  denials: [{ ...answer, id: 'denial' }],
  hasLock: true,
}

const drawn = renderToStaticMarkup(createElement(ApprovalLists, { list }))
const count = (text: string) => drawn.split(text).length - 1

it('gives each name that a program chose an element of its own direction, and none to our words', () => {
  const names = [asking.name, asking.folder, ...asking.parents, 'first', '\u05d2']
  for (const name of names) expect(count(`<bdi dir="auto">${name}</bdi>`)).toBe(2)
  expect(count('<bdi')).toBe(2 * names.length)
})

it('names each answer by its program, and its button by what it does to it', () => {
  const labels = [
    ...drawn.matchAll(/<section class="remembered" aria-labelledby="([^"]+)"><strong id="([^"]+)"/g),
  ]
  expect(labels).toHaveLength(2)
  for (const [, label, name] of labels) expect(label).toBe(name)
  expect(drawn).toContain('aria-label="Revoke the approval of make"')
  expect(drawn).toContain('aria-label="Allow asking again (make)"')
})

it('says which of the two lists is empty', () => {
  const none = renderToStaticMarkup(
    createElement(ApprovalLists, { list: { approvals: [], denials: [], hasLock: true } }),
  )
  expect(none).toContain(
    '<h4>Approved programs</h4><p class="soft">No program may use a secret without asking.',
  )
  expect(none).toContain('<h4>Denied programs</h4><p class="soft">You have denied no program.')
})
