import { describe, expect, it } from 'vitest'

import { ID, restart } from './recovery-set-up.ts'
describe('resuming', () => {
  it('what is done already says so', async () => {
    const again = await restart({ state: 'done' })
    expect(await again.next.rotation.resume(ID)).toEqual({ outcome: 'stored', operation: ID, key: again.key })
  })

  it.each(['rejected', 'closed'] as const)('what was %s is refused', async (state) => {
    const again = await restart({ state })
    await expect(again.next.rotation.resume(ID)).rejects.toMatchObject({
      error: { kind: 'not-found', what: 'operation' },
    })
  })

  it('and the recovery of a start do not do it twice', async () => {
    const again = await restart({ state: 'received', sealed: 'whole' })
    const [, outcome] = await Promise.allSettled([again.start(), again.next.rotation.resume(ID)])
    expect(again.state().state).toBe('done')
    expect(outcome.status === 'fulfilled' ? outcome.value.outcome : 'busy').toMatch(/stored|busy/)
    expect(again.fake.unexpected).toEqual([])
  })

  it('gives an account’s key a home when the account was removed meanwhile', async () => {
    const again = await restart({ state: 'unknown', sealed: 'whole' })
    again.port.lock()
    await again.next.start()
    again.port.unlock()
    again.database.truth.keys.put({ ...again.keyNamed('build'), account: undefined })
    again.database.truth.accounts.remove(again.account)
    expect((await again.next.rotation.resume(ID)).outcome).toBe('stored')
    expect(again.keyNamed('build')).toMatchObject({ account: undefined, version: 2 })
  })
})

describe('putting an operation away', () => {
  it('is for unknown outcomes, and keeps what was sealed', async () => {
    const again = await restart({ state: 'unknown', sealed: 'garbled' })
    again.next.rotation.close(ID)
    expect(again.state().state).toBe('closed')
    expect(again.shelf.files.size).toBe(1)
  })

  it.each(['requested', 'received', 'unsaved', 'stored'] as const)('is refused while %s', async (state) => {
    const again = await restart({ state })
    expect(() => again.next.rotation.close(ID)).toThrow()
    expect(again.state().state).toBe(state)
  })

  it('is refused while it is being resumed', async () => {
    const again = await restart({ state: 'unknown', sealed: 'whole' })
    const resuming = again.next.rotation.resume(ID)
    expect(() => again.next.rotation.close(ID)).toThrow()
    expect((await resuming).outcome).toBe('stored')
  })
})
