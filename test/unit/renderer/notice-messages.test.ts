import { expect, it } from 'vitest'
import { momentText } from '../../../renderer/messages/dates.ts'
import { noticeWords } from '../../../renderer/screens/attention/notice-messages.ts'

const lost = { kind: 'changes-lost', changes: 12, at: 0 } as const

it('says how many changes couldn’t be read, since when, and how many secrets have no row', () => {
  expect(noticeWords(lost).title).toBe('12 changes couldn’t be read')
  expect(noticeWords({ ...lost, changes: 1 }).title).toBe('1 change couldn’t be read')
  const since = Date.UTC(2026, 10, 21, 12)
  expect(noticeWords({ ...lost, since }).title).toBe(`12 changes since ${momentText(since)} couldn’t be read`)
  expect(noticeWords({ ...lost, secrets: 15 }).detail).toContain(
    'no longer lists 15 secrets, which are still in your keychain',
  )
  expect(noticeWords({ ...lost, secrets: 1 }).detail).toContain(
    'no longer lists 1 secret, which is still in your keychain',
  )
  expect(noticeWords({ ...lost, secrets: 0 }).detail).not.toContain('secret')
})

it('says that the folder of sealed responses cannot be read, and that its files are kept', () => {
  const { title, detail } = noticeWords({ kind: 'sealed-response-folder', at: 0 })
  expect(title).toBe('The folder of recovery files can’t be read')
  expect(detail).toContain('keeps the files')
})
