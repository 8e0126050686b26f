import { describe, expect, it } from 'vitest'
import { DAY_MS } from '../../../../shared/expiry/expiry.ts'
import { RECIPIENT } from '../../../fakes/backup-file.ts'
import { addByHand, failureOf } from '../vault-set-up.ts'
import { FILE, WITH, withBackups } from './backup-set-up.ts'

const STRANGER = {
  kind: 'identities',
  text: 'AGE-SECRET-KEY-1QQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQQ',
} as const

describe('a rehearsal', () => {
  it('opens the newest backup, says what is newer here, and changes nothing', async () => {
    const { write, vault, clock, database, byHand } = await withBackups()
    await write()
    const madeAt = clock.now()
    await addByHand(vault, 'later', 'typed-3')
    await vault.byHand.paste({ key: byHand, secret: { from: 'typed', text: 'typed-4' } })
    await vault.keys.forgetVersion({ key: byHand, version: 2, name: 'by hand' })
    clock.jump(DAY_MS)
    const before = database.truth.versions.all()
    const { rehearsal } = await vault.backups.rehearse(WITH)
    expect(rehearsal).toEqual({ at: clock.now(), madeAt, outcome: 'opened', keys: 2, newerHere: 2 })
    expect(database.truth.versions.all()).toEqual(before)
  })

  it('needs a backup', async () => {
    const { vault } = await withBackups()
    expect(await failureOf(() => vault.backups.rehearse(WITH))).toEqual({ kind: 'not-found', what: 'backup' })
  })

  it('that fails because of the file is remembered', async () => {
    const { write, vault, files } = await withBackups()
    await write()
    files.files.delete(FILE)
    expect(await failureOf(() => vault.backups.rehearse(WITH))).toEqual({ kind: 'backup', why: 'unreadable' })
    expect(vault.backups.state().rehearsal).toMatchObject({
      outcome: 'failed',
      error: { kind: 'backup', why: 'unreadable' },
    })
  })

  it('of a drive that is not connected does not mark the file as bad', async () => {
    const { write, vault, files } = await withBackups()
    await write()
    files.isGone = true
    expect(await failureOf(() => vault.backups.rehearse(WITH))).toEqual({ kind: 'backup', why: 'unreadable' })
    expect(await failureOf(() => vault.backups.compare())).toEqual({ kind: 'backup', why: 'unreadable' })
    expect(vault.backups.state().rehearsal).toBeUndefined()
  })

  it('with the wrong identity, or cancelled, does not mark the file as bad', async () => {
    const { write, vault } = await withBackups()
    await write()
    expect(await failureOf(() => vault.backups.rehearse(STRANGER))).toMatchObject({ kind: 'backup' })
    const cancelled = vault.backups.rehearse(WITH)
    vault.backups.cancel()
    expect(await failureOf(() => cancelled)).toEqual({ kind: 'work', why: 'cancelled' })
    expect(vault.backups.state().rehearsal).toBeUndefined()
  })
})

describe('every month the newest backup is checked', () => {
  const WEEKLY = { folder: '/stick', recipients: [RECIPIENT], everyDays: 7, keep: 2 }

  it('although a newer one is written every week', async () => {
    const { vault, clock } = await withBackups()
    await vault.backups.setAutomatic(WEEKLY)
    await vault.backups.tick()
    const checks = new Set<number>()
    for (let day = 1; day <= 95; day++) {
      clock.jump(DAY_MS)
      await vault.backups.tick()
      const { rehearsal } = vault.backups.state()
      if (rehearsal?.outcome === 'whole') checks.add(rehearsal.at)
    }
    expect(checks.size).toBe(3)
  })

  it('also one by hand', async () => {
    const { write, vault, clock } = await withBackups()
    await write()
    clock.jump(30 * DAY_MS)
    await vault.backups.tick()
    expect(vault.backups.state().rehearsal).toMatchObject({ at: clock.now(), outcome: 'whole', keys: 2 })
  })

  it('once its drive is connected again, and a file by hand that was moved is no failure', async () => {
    const { write, vault, clock, files } = await withBackups()
    await write()
    clock.jump(30 * DAY_MS)
    files.isGone = true
    await vault.backups.tick()
    files.isGone = false
    const file = files.files.get(FILE)!
    files.files.delete(FILE)
    await vault.backups.tick()
    expect(vault.backups.state()).not.toHaveProperty('rehearsal')
    files.files.set(FILE, file)
    await vault.backups.tick()
    expect(vault.backups.state().rehearsal).toMatchObject({ outcome: 'whole' })
  })

  it('and the next one at once after a check that failed', async () => {
    const { write, vault, clock, files } = await withBackups()
    await write()
    files.files.set(FILE, { bytes: Uint8Array.of(1), at: 1 })
    clock.jump(30 * DAY_MS)
    await vault.backups.tick()
    expect(vault.backups.state().rehearsal).toMatchObject({ outcome: 'failed' })
    clock.jump(DAY_MS)
    await write()
    await vault.backups.tick()
    expect(vault.backups.state().rehearsal).toMatchObject({ outcome: 'whole', at: clock.now() })
  })

  async function afterAMonth(change: (path: string, ready: Awaited<ReturnType<typeof withBackups>>) => void) {
    const ready = await withBackups()
    const { vault, clock } = ready
    await vault.backups.setAutomatic({ folder: '/stick', recipients: [RECIPIENT], everyDays: 90, keep: 2 })
    await vault.backups.tick()
    change(vault.backups.state().last!.path, ready)
    clock.jump(29 * DAY_MS)
    await vault.backups.tick()
    expect(vault.backups.state().rehearsal).toBeUndefined()
    clock.jump(DAY_MS)
    await vault.backups.tick()
    return vault.backups.state()
  }

  it('without an identity, byte for byte', async () => {
    const { rehearsal, failed } = await afterAMonth(() => undefined)
    expect(rehearsal).toMatchObject({ outcome: 'whole', keys: 2 })
    expect(failed).toBeUndefined()
  })

  it.each([
    ['damaged', (bytes: Uint8Array) => bytes.map((byte, at) => (at === 300 ? byte ^ 1 : byte))],
    ['cut short', (bytes: Uint8Array) => bytes.subarray(1)],
  ])('and found out where it is %s', async (_, damage) => {
    const { rehearsal } = await afterAMonth((path, { files }) => {
      const file = files.files.get(path)!
      files.files.set(path, { ...file, bytes: new Uint8Array(damage(file.bytes)) })
    })
    expect(rehearsal).toMatchObject({ outcome: 'failed', error: { why: 'damaged' } })
  })

  it('and missed where it is gone', async () => {
    const { rehearsal } = await afterAMonth((path, { files }) => void files.files.delete(path))
    expect(rehearsal).toMatchObject({ outcome: 'failed', error: { why: 'unreadable' } })
  })
})
