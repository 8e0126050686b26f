/** Recovery at the start, for every combination of journal, sealed response and keychain that an earlier run may have left. */
import { describe, expect, it } from 'vitest'
import type { OperationId } from '../../../../shared/model/model.ts'
import { operationRecord, START_MS } from '../../../fakes/records.ts'
import { entryOf, settle } from '../vault-set-up.ts'
import { ID, restart, SECRET } from './recovery-set-up.ts'

const notices = ({ next }: Awaited<ReturnType<typeof restart>>) =>
  next.snapshot().notices.map(({ kind }) => kind)

describe('a start that finds an operation open', () => {
  it.each([
    ['requested', 'whole', false],
    ['received', 'whole', false],
    ['unsaved', 'whole', false],
    ['stored', 'whole', true],
    ['requested', 'whole', true],
    ['received', 'whole', true],
    ['unsaved', 'whole', true],
    ['unknown', 'whole', false],
    ['requested', undefined, true],
    ['received', undefined, true],
    ['unsaved', undefined, true],
    ['stored', undefined, true],
    ['received', 'garbled', true],
    ['stored', 'without its key', true],
  ] as const)(
    '(%s, sealed response: %s, in the keychain: %s) brings the secret home',
    async (state, sealed, stored) => {
      const again = await restart({ state, stored, ...(sealed && { sealed }) })
      await again.start()
      expect(again.state().state).toBe('done')
      expect(again.port.entries.get(entryOf(again.key, 2))).toBe(SECRET)
      expect(again.keyNamed('build')).toMatchObject({ id: again.key, version: 2, stale: false })
      expect(again.sealedResponses.files.size).toBe(0)
      expect(again.port.entries.has(`rescue ${ID}`)).toBe(false)
      expect(
        again.database.truth.history.list({ limit: 2, key: again.key }).map(({ kind }) => kind),
      ).toContain('operation-recovered')
      expect(again.cloud.calls.issue).toBe(1)
    },
  )

  it.each([
    ['requested', undefined],
    ['received', undefined],
    ['unsaved', undefined],
    ['requested', 'garbled'],
    ['received', 'without its key'],
    ['unsaved', 'garbled'],
  ] as const)(
    '(%s, sealed response: %s) and no secret says that the outcome is unknown',
    async (state, sealed) => {
      const again = await restart({ state, ...(sealed && { sealed }) })
      await again.start()
      expect(again.state().state).toBe('unknown')
      expect(again.keyNamed('build').version).toBe(1)
      expect(again.cloud.calls.issue).toBe(1)
    },
  )

  it.each(['garbled', 'without its key'] as const)(
    'keeps a sealed response that is %s, and reports it',
    async (sealed) => {
      const again = await restart({ state: 'received', sealed })
      await again.start()
      expect([...again.sealedResponses.files.keys()]).toEqual([ID])
      expect(notices(again)).toContain('sealed-response-unreadable')
    },
  )

  it('changes nothing while the keychain is locked, and continues when it is open', async () => {
    const again = await restart({ state: 'received', sealed: 'whole' })
    again.port.lock()
    await again.start()
    expect(again.state().state).toBe('received')
    expect(again.sealedResponses.files.size).toBe(1)
    expect(again.next.snapshot().keychain.state).toBe('locked')
    again.port.unlock()
    await again.next.checkKeychain()
    expect(again.state().state).toBe('done')
  })

  it.each([
    ['regenerate', 'done'],
    ['create', 'done'],
    ['replace', 'done'],
    ['replace', 'rolled-back'],
    ['paste', 'done'],
    ['add', 'done'],
  ] as const)('(%s, ended as %s) clears up what that has left of its seal', async (kind, state) => {
    const again = await restart({ state, sealed: 'whole', stored: true, operation: { kind } })
    await again.start()
    expect(again.sealedResponses.files.size).toBe(0)
    expect(again.port.entries.has(`rescue ${ID}`)).toBe(false)
    expect(again.port.entries.get(entryOf(again.key, 2))).toBe(SECRET)
    expect(again.state().state).toBe(state)
    expect(notices(again)).toEqual([])
  })

  it('keeps the seal of what has ended well, if the keychain does not hold the secret', async () => {
    const again = await restart({ state: 'done', sealed: 'whole' })
    await again.start()
    expect(again.sealedResponses.files.size).toBe(1)
    expect(again.port.entries.has(`rescue ${ID}`)).toBe(true)
  })

  it.each(['closed', 'rejected'] as const)('keeps the seal of what is %s', async (state) => {
    const again = await restart({ state, sealed: 'whole', stored: true })
    await again.start()
    expect(again.sealedResponses.files.size).toBe(1)
  })

  it('leaves alone what only the provider can tell', async () => {
    const again = await restart({ state: 'unknown' })
    const calls = again.port.calls.length
    await again.next.rotation.resume(ID)
    expect(again.state().state).toBe('unknown')
    expect(again.port.calls.slice(calls)).not.toContain(`write ${entryOf(again.key, 2)}`)
  })

  it('does not let one that cannot be read keep the others from safety', async () => {
    const again = await restart({ state: 'received', sealed: 'whole' })
    const other = operationRecord({
      id: 'not/a name' as OperationId,
      state: 'received',
      key: again.key,
      startedAt: START_MS - 1,
      kind: 'create',
      provider: 'gone-from-the-catalogue',
    })
    again.database.truth.operations.put(other)
    await again.start()
    expect(again.state().state).toBe('done')
  })

  it('continues without unreadable files if the folder of sealed responses cannot be read', async () => {
    const again = await restart({ state: 'received', sealed: 'whole' })
    again.sealedResponses.unreadable = true
    await again.start()
    expect(again.state().state).toBe('received')
    expect(again.database.truth.accounts.all()[0]!.lastSync!.error).toBeUndefined()
    const { operations } = again.next.snapshot()
    expect(operations).toMatchObject([{ id: ID, state: 'received', sealed: false, sealUnread: true }])
    expect(notices(again)).toEqual(['sealed-response-folder'])
    expect((await again.next.rotation.resume(ID)).outcome).toBe('unsaved')
    expect([...again.sealedResponses.files.keys(), again.port.entries.has(`rescue ${ID}`)]).toEqual([
      ID,
      true,
    ])
    again.sealedResponses.unreadable = false
    expect((await again.next.rotation.resume(ID)).outcome).toBe('stored')
  })

  it('withdraws the notice about the folder of sealed responses once it is readable', async () => {
    const again = await restart({ state: 'received', sealed: 'whole' })
    again.sealedResponses.unreadable = true
    await again.start()
    again.sealedResponses.unreadable = false
    await again.next.checkKeychain()
    expect(notices(again)).toEqual([])
    expect(again.state().state).toBe('done')
  })

  it('notifies the page of a folder of sealed responses that shuts while it runs', async () => {
    const again = await restart({ state: 'unknown', sealed: 'whole' })
    again.sealedResponses.unreadable = true
    expect(again.next.snapshot().operations).toMatchObject([{ id: ID, sealUnread: true }])
    await settle()
    expect(notices(again)).toEqual(['sealed-response-folder'])
  })

  it('reports sealed responses that its database knows nothing of, and keeps them', async () => {
    const again = await restart({ state: 'done' })
    again.sealedResponses.files.set('from-another-time', Uint8Array.of(1))
    await again.start()
    expect(again.next.snapshot().notices).toMatchObject([
      { kind: 'sealed-response-unreferenced', name: 'from-another-time' },
    ])
    expect(again.sealedResponses.files.has('from-another-time')).toBe(true)
  })
})
