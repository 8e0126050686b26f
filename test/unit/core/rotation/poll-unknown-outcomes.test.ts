/** Checks of unknown outcomes at the provider, by the clock and with every sync. */
import { describe, expect, it } from 'vitest'
import { entryOf, failureOf, settle, withKey } from '../vault-set-up.ts'

type Ready = Awaited<ReturnType<typeof withKey>>
const assessment = ({ database }: Ready) => database.truth.operations.open()[0]?.assessment?.state

async function lost(fault: 'lost-before' | 'lost-after', aheadMs = 0): Promise<Ready> {
  const ready = await withKey()
  ready.vault.changeSettings({ syncMinutes: 0 })
  ready.cloud.aheadMs = aheadMs
  ready.cloud.failNext(fault)
  expect((await ready.vault.rotation.regenerate(ready.key)).outcome).toBe('unknown')
  await settle()
  return ready
}

async function pass({ clock }: Ready, ms: number): Promise<void> {
  for (let passed = 0; passed < ms; passed += 1_000) {
    clock.pass(Math.min(1_000, ms - passed))
    await settle()
  }
}

describe('an unknown outcome', () => {
  it('is looked at within a second, and the old secret is called stale when the key was renewed', async () => {
    const ready = await lost('lost-after')
    await pass(ready, 1_000)
    expect(assessment(ready)).toBe('renewed')
    const old = ready.database.truth.keys.get(ready.key)!
    expect(old.stale).toBe(true)
    expect(ready.port.entries.size).toBeGreaterThan(0)
  })

  it('that moved the key to another address is followed there by the next regeneration: one key, one record, nothing open', async () => {
    const ready = await lost('lost-after')
    ready.vault.keys.edit({ key: ready.key, fields: { notes: 'mine' } })
    await pass(ready, 1_000)
    ready.cloud.failNext('lost-after')
    expect((await ready.vault.rotation.regenerate(ready.key)).outcome).toBe('unknown')
    await pass(ready, 1_000)
    expect((await ready.vault.rotation.regenerate(ready.key)).outcome).toBe('stored')
    const [only, ...others] = [...ready.cloud.keys.values()]
    expect(others).toEqual([])
    const { id, version } = ready.database.truth.keys.get(ready.key)!
    expect(ready.database.truth.keys.get(ready.key)).toMatchObject({
      remoteId: only!.remote.remoteId,
      goneSince: undefined,
      renewedAs: undefined,
      stale: false,
      notes: 'mine',
    })
    expect(ready.port.entries.get(entryOf(id, version))).toBe(only!.secret)
    expect(ready.database.truth.operations.open()).toEqual([])
    await ready.vault.sync.start(ready.account)
    const living = ready.database.truth.keys.all().filter(({ goneSince }) => goneSince === undefined)
    expect(living.map((key) => key.id)).toEqual([ready.key])
  })

  it('is not followed to a key that may be somebody else’s', async () => {
    const ready = await lost('lost-after')
    ready.cloud.add('build')
    await pass(ready, 1_000)
    const { issue } = ready.cloud.calls
    expect(await failureOf(() => ready.vault.rotation.regenerate(ready.key))).toMatchObject({
      kind: 'unsupported',
    })
    expect(ready.cloud.calls.issue).toBe(issue)
  })

  it('shows no sign only after the second look, two minutes after the request', async () => {
    const ready = await lost('lost-before')
    await pass(ready, 1_000)
    expect(assessment(ready)).toBe('checking')
    await pass(ready, 118_000)
    expect(assessment(ready)).toBe('checking')
    await pass(ready, 3_000)
    expect(assessment(ready)).toBe('no-sign')
    expect(ready.database.truth.keys.get(ready.key)!.stale).toBe(false)
  })

  it('is looked at again when the provider’s clock is behind', async () => {
    const ready = await lost('lost-before', -30_000)
    await pass(ready, 125_000)
    expect(assessment(ready)).toBe('checking')
    await pass(ready, 60_000)
    expect(assessment(ready)).toBe('no-sign')
  })

  it('is not looked at any more once it is known', async () => {
    const ready = await lost('lost-after')
    await pass(ready, 1_000)
    const { list } = ready.cloud.calls
    await pass(ready, 400_000)
    expect(ready.cloud.calls.list).toBe(list)
  })

  it('is looked at again by the next start', async () => {
    const ready = await lost('lost-before')
    await ready.vault.close()
    const next = ready.open()
    await next.start()
    await pass(ready, 1_000)
    expect(assessment(ready)).toBe('checking')
    await next.close()
  })

  it('is sent to the page with every check', async () => {
    const ready = await lost('lost-before')
    await pass(ready, 1_000)
    const emitted = ready.fake.pushed('app:changed').flatMap(({ operations }) => operations)
    expect(emitted.at(-1)!.assessment!.state).toBe('checking')
  })
})
