import { expect, it } from 'vitest'
import { APPROVAL_CALLS, isForCardAlone } from '../../../../electron/core/approvals/approval-calls.ts'
import { PALETTE_CALLS } from '../../../../electron/core/desktop/palette-calls.ts'
import { ANSWERED_WHILE_LOCKED } from '../../../../electron/ipc/locked.ts'
import { calls, type CallName } from '../../../../shared/contract/contract.ts'

const names = Object.keys(calls) as CallName[]

it('lets the card read itself and answer, and nothing else', () => {
  expect([...APPROVAL_CALLS].sort()).toEqual(['approval:card', 'approval:decide'])
})

it('lets no other page answer a card, and leaves all else to the main page', () => {
  expect(names.filter(isForCardAlone).sort()).toEqual(['approval:card', 'approval:decide'])
  expect([...PALETTE_CALLS].filter(isForCardAlone)).toEqual([])
})

it('answers nothing about approvals while locked', () => {
  expect(names.filter((name) => name.startsWith('approval:') && ANSWERED_WHILE_LOCKED.has(name))).toEqual([])
})
