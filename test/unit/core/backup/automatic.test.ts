import { describe, expect, it } from 'vitest'
import { isDue, isTooOld } from '../../../../electron/core/backup/automatic.ts'
import { dueReminder } from '../../../../electron/core/backup/backup-reminder.ts'
import { DAY_MS, HOUR_MS } from '../../../../shared/expiry/expiry.ts'
import type { BackupState } from '../../../../shared/backup/state.ts'
import { fakeBackupFiles } from '../../../fakes/backup-files.ts'
import { RECIPIENT } from '../../../fakes/backup-file.ts'
import { failureOf, settle } from '../vault-set-up.ts'
import { FILE, emptyMachine, withBackups } from './backup-set-up.ts'

const FOLDER = '/stick'
const AUTOMATIC = { folder: FOLDER, recipients: [RECIPIENT], everyDays: 7, keep: 2 }
const NOW = Date.UTC(2026, 0, 15)
const last = { at: NOW, path: FILE, keys: 1, secrets: 1, missing: 0, isAutomatic: true }
const state = (more: Partial<BackupState>): BackupState => ({ vault: '3f9a2c1b', ...more })

describe('an automatic backup is due', () => {
  const automatic = AUTOMATIC
  const automaticAt = NOW
  const byHand = { ...last, isAutomatic: false }
  it.each([
    ['never without them', { last }, NOW + 100 * DAY_MS, false],
    ['at once', { automatic }, NOW, true],
    ['although there is one by hand', { automatic, last: byHand }, NOW, true],
    ['not before its day', { automatic, automaticAt }, NOW + 7 * DAY_MS - 1, false],
    ['on its day', { automatic, automaticAt }, NOW + 7 * DAY_MS, true],
    ['no sooner after one by hand', { automatic, automaticAt, last: byHand }, NOW + DAY_MS, false],
    ['where the clock was wrong', { automatic, automaticAt }, NOW - 2 * HOUR_MS, true],
  ])('%s', (_, more, now, due) => {
    expect(isDue(state(more), now)).toBe(due)
  })
})

describe('a reminder of a backup', () => {
  const remindAt = NOW
  it.each([
    ['none before its day where there is no backup', { remindAt: NOW + DAY_MS }, undefined],
    ['on its day', { remindAt }, 'backup-none'],
    ['none where automatic backups are on', { remindAt, automatic: AUTOMATIC }, undefined],
    ['none of a backup that is new', { remindAt, last }, undefined],
    ['of an old one', { last: { ...last, at: NOW - 91 * DAY_MS } }, 'backup-old'],
    ['none while it is snoozed', { last: { ...last, at: 0 }, remindAt: NOW + 30 * DAY_MS }, undefined],
    ['where the clock was wrong', { remindAt: NOW + 31 * DAY_MS }, 'backup-none'],
  ] as const)('%s', (_, more, due) => {
    expect(dueReminder(state(more), NOW)).toBe(due)
  })

  it('comes a week after the first secrets, goes for a month when it is snoozed, and ends with a backup', async () => {
    const { vault, clock, write } = await withBackups()
    const shown = () => vault.snapshot().notices.map(({ kind }) => kind)
    const tickAfter = async (ms: number) => {
      clock.jump(ms)
      await vault.backups.tick()
      await settle()
      return shown()
    }
    expect(await tickAfter(0)).toEqual([])
    expect(await tickAfter(7 * DAY_MS - 1)).toEqual([])
    expect(await tickAfter(1)).toEqual(['backup-none'])
    vault.backups.snooze()
    expect(shown()).toEqual([])
    expect(await tickAfter(30 * DAY_MS - 1)).toEqual([])
    expect(await tickAfter(1)).toEqual(['backup-none'])
    await write()
    expect(shown()).toEqual([])
    expect(await tickAfter(91 * DAY_MS)).toEqual(['backup-old'])
    vault.backups.snooze()
    expect(shown()).toEqual([])
  })

  it('never comes for an empty vault', async () => {
    const machine = emptyMachine(fakeBackupFiles())
    const { clock } = machine
    const vault = machine.open()
    for (const days of [0, 8, 100]) {
      clock.jump(days * DAY_MS)
      await vault.backups.tick()
      expect(vault.snapshot().notices).toEqual([])
    }
  })
})

describe('the newest backup is too old', () => {
  const automatic = AUTOMATIC
  it.each([
    ['never for who has never made one', {}, NOW + 1_000 * DAY_MS, false],
    ['not for a while after one by hand', { last }, NOW + 90 * DAY_MS, false],
    ['later', { last }, NOW + 91 * DAY_MS, true],
    ['not after one missed turn', { automatic, last }, NOW + 15 * DAY_MS, false],
    ['after two', { automatic, last }, NOW + 16 * DAY_MS, true],
    [
      'where none has ever worked',
      { automatic, failed: { at: NOW, error: { kind: 'file' } } },
      NOW + 16 * DAY_MS,
      true,
    ],
  ])('%s', (_, more, now, isOld) => {
    expect(isTooOld(state(more), now)).toBe(isOld)
  })
})

/** With automatic backups. None is due until time passes. */
async function withAutomatic() {
  const ready = await withBackups()
  const { vault, files, clock } = ready
  await vault.backups.setAutomatic(AUTOMATIC)
  await vault.backups.tick()
  const names = () =>
    [...files.files.keys()].filter((path) => path.startsWith(FOLDER)).map((path) => path.slice(7))
  const tickAfter = async (ms: number) => {
    clock.jump(ms)
    await vault.backups.tick()
    await settle()
  }
  const isReminded = () => vault.snapshot().notices.some(({ kind }) => kind === 'backup-old')
  return { ...ready, names, tickAfter, isReminded }
}

describe('by the clock', () => {
  it('keeps the newest ones of this vault, and touches nothing else in the folder', async () => {
    const { names, files, tickAfter, vault } = await withAutomatic()
    const others = ['keyhold-00000000-2026-01-01-000000.keyhold.age', 'letter.txt', '.hidden.tmp']
    for (const name of others) files.files.set(`${FOLDER}/${name}`, { bytes: new Uint8Array(), at: 0 })
    const [first] = names()
    await tickAfter(6 * DAY_MS)
    expect(names()).toHaveLength(4)
    await tickAfter(DAY_MS)
    await tickAfter(7 * DAY_MS)
    const kept = names().filter((name) => !others.includes(name))
    expect(kept).toHaveLength(2)
    expect(kept).not.toContain(first)
    expect(names()).toEqual(expect.arrayContaining(others))
    expect(kept.map((name) => `${FOLDER}/${name}`)).toContain(vault.backups.state().last?.path)
  })

  it('removes what a program that was killed has left of this vault', async () => {
    const { names, files, tickAfter, vault } = await withAutomatic()
    const { vault: tag } = vault.backups.state()
    files.files.set(`${FOLDER}/.keyhold-${tag}-a.tmp`, { bytes: new Uint8Array(), at: 0 })
    files.files.set(`${FOLDER}/.keyhold-00000000-a.tmp`, { bytes: new Uint8Array(), at: 0 })
    await tickAfter(7 * DAY_MS)
    expect(names()).toContain('.keyhold-00000000-a.tmp')
    expect(names()).not.toContain(`.keyhold-${tag}-a.tmp`)
  })

  it('deletes no old one where the new one fails, says so, and tries again', async () => {
    const { names, files, tickAfter, vault, isReminded } = await withAutomatic()
    const before = names()
    files.freeBytes = 100
    await tickAfter(7 * DAY_MS)
    expect(names()).toEqual(before)
    expect(vault.backups.state().failed).toMatchObject({ error: { kind: 'file', why: 'disk-full' } })
    expect(isReminded()).toBe(false)
    files.isGone = true
    await tickAfter(9 * DAY_MS)
    expect(vault.backups.state().failed).toMatchObject({ error: { kind: 'backup', why: 'folder-gone' } })
    expect(isReminded()).toBe(true)
    files.isGone = false
    files.freeBytes = Infinity
    await tickAfter(HOUR_MS)
    expect(vault.backups.state().failed).toBeUndefined()
    expect(isReminded()).toBe(false)
    expect(names()).toHaveLength(2)
  })

  it('writes no more of them because of backups by hand', async () => {
    const { write, tickAfter, names } = await withAutomatic()
    const before = names()
    for (let at = 0; at < 3; at++) {
      await write()
      await tickAfter(HOUR_MS)
    }
    expect(names()).toEqual(before)
  })

  it('waits for a backup by hand, without calling it a failure', async () => {
    const { write, vault, clock } = await withAutomatic()
    clock.jump(7 * DAY_MS)
    const [, count] = await Promise.all([vault.backups.tick(), write()])
    expect(count.keys).toBe(2)
    expect(vault.backups.state().failed).toBeUndefined()
  })

  it('writes one at once where the folder is another now', async () => {
    const { vault, files, tickAfter } = await withAutomatic()
    await vault.backups.setAutomatic({ ...AUTOMATIC, folder: '/other' })
    await tickAfter(HOUR_MS)
    expect([...files.files.keys()].filter((path) => path.startsWith('/other/'))).toHaveLength(1)
  })

  it('waits for a keychain that is locked, without calling it a failure', async () => {
    const { port, tickAfter, vault, names } = await withAutomatic()
    port.lock()
    await tickAfter(7 * DAY_MS)
    expect(vault.backups.state().failed).toBeUndefined()
    expect(names()).toHaveLength(1)
    port.unlock()
    await vault.checkKeychain()
    await tickAfter(HOUR_MS)
    expect(names()).toHaveLength(2)
  })

  it('is set up only with a folder that is there and recipients that age knows', async () => {
    const { files, vault } = await withBackups()
    const set = (more: object) => () => vault.backups.setAutomatic({ ...AUTOMATIC, ...more })
    expect(await failureOf(set({ recipients: ['age1nobody'] }))).toEqual({
      kind: 'backup',
      why: 'no-recipient',
    })
    files.isGone = true
    expect(await failureOf(set({}))).toEqual({ kind: 'backup', why: 'folder-gone' })
    expect(vault.backups.state().automatic).toBeUndefined()
    expect(await failureOf(() => vault.backups.writeAutomatic())).toEqual({
      kind: 'backup',
      why: 'no-recipient',
    })
  })
})
