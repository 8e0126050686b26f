import { describe, expect, it } from 'vitest'
import { mayClose, progressLines, settle } from '../../../renderer/screens/regenerate/flow.ts'
import { momentText } from '../../../renderer/messages/dates.ts'
import { dependentsOf } from '../../../renderer/screens/regenerate/dependents.ts'
import { keptExpiryOf } from '../../../renderer/screens/regenerate/kept-expiry.ts'
import {
  outcomeWords,
  storedWords,
  type OutcomeContext,
} from '../../../renderer/screens/regenerate/outcome-messages.ts'
import { beforeMessages } from '../../../renderer/screens/regenerate/regenerate-messages.ts'
import { expiryOf } from '../../../shared/expiry/expiry.ts'
import { OperationId } from '../../../shared/model/model.ts'
import { OperationKind, OperationStep } from '../../../shared/model/operation.ts'
import { accountId, accountRow, keyId, keyRow, providerFacts } from './sample-rows.ts'

const context = (own: Partial<OutcomeContext> = {}): OutcomeContext => ({
  kind: 'regenerate',
  name: 'grafana-prod',
  provider: 'RIPE Atlas',
  oldSecretDies: 'at-once',
  hadSecret: true,
  backend: 'GNOME Keyring',
  sealed: false,
  isSettled: false,
  ...own,
})

describe('the regenerate dialog', () => {
  const about = { operation: OperationId.parse('operation-1'), key: keyId('key-1') }
  const error = { kind: 'busy' }

  it('ends by itself after success, and has a screen for what is unsaved or unknown', () => {
    const stored = { outcome: 'stored', ...about } as const
    expect(settle({ ok: true, value: stored })).toEqual({ state: 'stored', outcome: stored })
    for (const outcome of ['unsaved', 'unknown'] as const) {
      const value = { outcome, error, ...about }
      expect(settle({ ok: true, value })).toEqual({ state: 'open', outcome: value })
    }
  })

  it('keeps its form when the provider said no', () => {
    const value = { outcome: 'rejected', error, ...about } as const
    expect(settle({ ok: true, value })).toEqual({ state: 'rejected', outcome: value })
    expect(mayClose({ state: 'rejected', outcome: value })).toBe(true)
  })

  it('says that nothing has changed when main refused before it began', () => {
    const error = { kind: 'busy', act: 'sync' } as const
    expect(settle({ ok: false, error })).toEqual({ state: 'refused', error })
  })

  it('claims nothing when the call itself broke', () => {
    const error = { kind: 'unexpected', ticket: 'page' } as const
    expect(settle({ ok: false, error })).toEqual({ state: 'unclear', error })
  })

  it('stays open while main works, and only then', () => {
    expect(mayClose({ state: 'running' })).toBe(false)
    expect(mayClose({ state: 'ask' })).toBe(true)
    expect(mayClose({ state: 'refused', error: { kind: 'forbidden' } })).toBe(true)
  })
})

describe('the progress of an operation', () => {
  const states = (step: OperationStep | undefined) =>
    progressLines('regenerate', step, 'RIPE Atlas').map(({ state }) => state)

  it('begins with the first line, before main has said anything', () => {
    expect(states(undefined)).toEqual(['now', 'todo', 'todo', 'todo', 'todo'])
    expect(states('preflight')).toEqual(['now', 'todo', 'todo', 'todo', 'todo'])
  })

  it('waits for the provider once the request is written down', () => {
    expect(states('requested')).toEqual(['done', 'now', 'todo', 'todo', 'todo'])
  })

  it('does not call a secret saved before the keychain has given it back', () => {
    expect(states('received')).toEqual(['done', 'done', 'done', 'now', 'todo'])
    expect(states('stored')).toEqual(['done', 'done', 'done', 'done', 'now'])
    expect(states('done')).toEqual(['done', 'done', 'done', 'done', 'done'])
  })

  it('never goes back from one step to the next', () => {
    const counts = OperationStep.options
      .filter((step) => step !== 'ended')
      .map((step) => states(step).filter((state) => state === 'done').length)
    expect(counts).toEqual(counts.toSorted((one, other) => one - other))
  })

  it('claims no line as done when the operation ended early', () => {
    expect(states('ended')).not.toContain('done')
  })

  it('asks no provider for a pasted value', () => {
    expect(progressLines('paste', undefined, 'RIPE Atlas').map(({ label }) => label)).toHaveLength(2)
  })
})

describe('the words of an outcome', () => {
  it('say where the new secret is, that the old one is dead there and kept here', () => {
    const { text, detail } = storedWords(context())
    expect(text).toBe('New secret saved')
    expect(detail).toContain('Saved to GNOME Keyring and verified.')
    expect(detail).toContain('The old secret no longer works at RIPE Atlas')
    expect(detail).toContain('previous version')
  })

  it('do not mention an old value if none was stored', () => {
    const { detail } = storedWords(context({ hadSecret: false }))
    expect(detail).toContain('The old secret no longer works at RIPE Atlas.')
    expect(detail).not.toContain('previous')
  })

  it('say that the account uses the new value of its own credential', () => {
    const { detail } = storedWords(context({ credentialOf: 'RIPE Atlas Lab' }))
    expect(detail).toContain('RIPE Atlas Lab uses the new secret from now on.')
  })

  it('name the expiry date that stays, and the command that moves it', () => {
    const at = Date.UTC(2026, 11, 5, 14, 18)
    const { detail } = storedWords(context({ provider: 'Cloudflare', keptExpiry: at }))
    const sentence = `The expiry date stays ${momentText(at)}. To move it, choose “Edit at Cloudflare…”.`
    expect(detail.endsWith(sentence)).toBe(true)
    expect(beforeMessages.expiryStays(at, 'Cloudflare')).toBe(sentence)
    expect(storedWords(context()).detail).not.toContain('expiry date')
  })

  it('leave the name of the key to the toast, whatever the operation', () => {
    for (const kind of OperationKind.options) {
      const { text, detail } = storedWords(
        context({ kind, credentialOf: 'Lab', oldLivesOn: kind === 'paste' }),
      )
      expect(`${text} ${detail}`).not.toContain('grafana-prod')
      expect(detail).toContain('Saved to GNOME Keyring and verified.')
    }
  })

  it('say of an unsaved secret that it is sealed and that the old one is dead', () => {
    const { certain } = outcomeWords('unsaved', context({ sealed: true }))
    expect(certain[0]).toBe('RIPE Atlas issued a new secret; the old secret no longer works.')
    expect(certain.join(' ')).toContain('Nothing is lost')
  })

  it('do not promise a restart where the secret could not be sealed', () => {
    const { certain, next } = outcomeWords('unsaved', context({ kind: 'add', sealed: false }))
    expect(certain.join(' ')).not.toContain('Nothing is lost')
    expect(next).toContain('Don’t quit')
  })

  it('keep what is certain and what is not apart when the answer was lost', () => {
    const { certain, uncertain } = outcomeWords('unknown', context())
    expect(certain[0]).toContain('didn’t retry it')
    expect(uncertain).toHaveLength(2)
  })

  it('stop calling an outcome uncertain once the provider has shown it', () => {
    const { title, uncertain } = outcomeWords('unknown', context({ isSettled: true }))
    expect(title).toBe('The response from RIPE Atlas was lost')
    expect(uncertain).toEqual([])
  })

  it('tell "never reached" from "said no", and claim neither without knowing', () => {
    expect(outcomeWords('rejected', context(), 'not-sent').title).toContain('wasn’t reached')
    expect(outcomeWords('rejected', context(), 'refused').title).toContain('rejected the request')
    expect(outcomeWords('rejected', context()).title).toBe('Nothing has changed')
  })
})

describe('the expiry date that a regeneration leaves', () => {
  const { rotation, can } = providerFacts()
  const keeping = { rotation: { ...rotation, regenerationKeepsExpiry: true }, can }

  it('is the provider’s, where the user can move it', () => {
    const row = keyRow()
    expect(keptExpiryOf(row, keeping)).toBe(expiryOf(row))
    expect(keptExpiryOf(row, { ...keeping, can: { ...can, update: false } })).toBeUndefined()
    expect(keptExpiryOf(row, { rotation, can })).toBeUndefined()
    expect(keptExpiryOf(row, undefined)).toBeUndefined()
  })

  it('is missing without a provider’s date, or if the user typed it', () => {
    expect(keptExpiryOf(keyRow({ expires: { source: 'provider' } }), keeping)).toBeUndefined()
    expect(keptExpiryOf(keyRow({ expires: { source: 'typed', at: 1 } }), keeping)).toBeUndefined()
    expect(keptExpiryOf(keyRow({ expires: { source: 'unknown' } }), keeping)).toBeUndefined()
  })
})

describe('what leans on a key', () => {
  it('is the account that is connected with it and the variables that the user wrote', () => {
    const key = keyRow({ credentialOf: accountId('lab'), environment: 'RIPE_KEY, GRAFANA_KEY' })
    const found = dependentsOf(key, [accountRow({ id: accountId('other') }), accountRow()])
    expect(found.account?.name).toBe('RIPE Atlas Lab')
    expect(found.environment).toEqual(['RIPE_KEY', 'GRAFANA_KEY'])
  })

  it('is nobody when nothing was written down', () => {
    const found = dependentsOf(keyRow(), [accountRow()])
    expect(found.account).toBeUndefined()
    expect(found.environment).toEqual([])
  })
})
