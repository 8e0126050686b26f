import { expect, it } from 'vitest'
import { createPendingCommand } from '../../../electron/desktop/pending-command.ts'
import type { KeyId } from '../../../shared/model/model.ts'
import type { PageCommand } from '../../../shared/desktop/page-commands.ts'

const COPY: PageCommand = { kind: 'copy-key', key: 'k' as KeyId }
const SHOW: PageCommand = { kind: 'show-key', key: 'k' as KeyId }

it('hands an action out once, the last one that was asked for', () => {
  const waiting = createPendingCommand(() => false)
  waiting.ask({ kind: 'settings' })
  waiting.ask(COPY)
  waiting.ask(undefined) // only the window was requested
  expect(waiting.take()).toEqual(COPY)
  expect(waiting.take()).toBeUndefined()
})

it.each([
  [{ kind: 'settings' }, true],
  [{ kind: 'attention' }, true],
  [SHOW, true],
  [COPY, false],
  [{ kind: 'sync' }, false],
  [{ kind: 'undo' }, false],
] as const)('asked for while the app is locked: %j waits until it is opened: %s', (action, waits) => {
  const waiting = createPendingCommand(() => true)
  waiting.ask(action)
  expect(waiting.take()).toEqual(waits ? action : undefined)
})

it('copies nothing after unlocking that was asked for before the app was locked', () => {
  const waiting = createPendingCommand(() => false)
  waiting.ask(COPY)
  waiting.locked()
  expect(waiting.take()).toBeUndefined()
})
