import { describe, expect, it } from 'vitest'
import {
  checkMessages,
  holdsWords,
  recipientsWords,
  whenWords,
  writeMessages,
} from '../../../../renderer/screens/backup/backup-messages.ts'
import { nextBackupAt } from '../../../../renderer/screens/backup/next-backup.ts'
import { restoreMessages, resultWords } from '../../../../renderer/screens/backup/restore-messages.ts'
import { progressMessages } from '../../../../renderer/messages/parts-messages.ts'
import { DAY_MS } from '../../../../shared/expiry/expiry.ts'

const last = { at: 1, path: '/a', keys: 1, secrets: 2, missing: 0, isAutomatic: false }
const automatic = { folder: '/a', recipients: ['age1a'], everyDays: 7, keep: 5 }

describe('the words of a backup', () => {
  it('count one and many', () => {
    expect(holdsWords(last)).toBe('1 key, 2 secrets')
    expect(holdsWords({ ...last, keys: 1_200, secrets: 1, missing: 1 })).toBe(
      `${(1_200).toLocaleString()} keys, 1 secret, without 1 secret that the keychain didn’t have`,
    )
    expect(writeMessages.done(1)).toBe('Backup verified · 1 secret')
    expect(checkMessages.newer(1)).toMatch(/^1 key here has a secret that isn’t in the backup/)
    expect(checkMessages.newer(2)).toMatch(/^2 keys here have secrets that aren’t in the backup/)
  })

  it('say when, and for whom', () => {
    expect(whenWords(automatic)).toBe('Every 7 days, keeps 5 backups')
    expect(whenWords({ ...automatic, everyDays: 1, keep: 1 })).toBe('Every day, keeps 1 backup')
    expect(recipientsWords(['age1a'])).toBe('age1a')
    expect(recipientsWords(['age1a', 'age1b'])).toBe('2 recipients')
  })

  it('never show a hundred percent before the end', () => {
    expect(progressMessages.percent(0.999)).toBe('99 %')
    expect(progressMessages.percent(1)).toBe('100 %')
  })
})

describe('the next automatic backup', () => {
  const state = { vault: '3f9a2c1b', automatic, automaticAt: DAY_MS }
  it.each([
    ['some days after the last one', state, 8 * DAY_MS],
    ['due while there is none', { ...state, automaticAt: undefined }, undefined],
    ['due after a failure', { ...state, failed: { at: 1, error: { kind: 'file' } } }, undefined],
    ['none where they are off', { ...state, automatic: undefined }, undefined],
  ])('is %s', (_, given, at) => {
    expect(nextBackupAt(given)).toBe(at)
  })
})

describe('the words of a restore', () => {
  const nothing = { accounts: 0, keys: 0, secrets: 0, operations: 0, settings: 0, failed: [], left: 0 }
  it('name only what came', () => {
    expect(resultWords(nothing)).toBe('Nothing was restored')
    expect(resultWords({ ...nothing, keys: 1, secrets: 2 })).toBe('1 key, 2 secrets')
    expect(resultWords({ ...nothing, accounts: 2, operations: 1 })).toBe('2 accounts, 1 open operation')
  })

  it('name on the button what will come', () => {
    expect(restoreMessages.confirm(0, 0)).toBe('Restore')
    expect(restoreMessages.confirm(1, 0)).toBe('Restore 1 key')
    expect(restoreMessages.confirm(2, 1)).toBe('Restore 2 keys, 1 account')
    expect(restoreMessages.confirm(0, 1)).toBe('Restore 1 account')
  })
})
