import { describe, expect, it } from 'vitest'
import { takeSecret } from '../../../../electron/core/keychain/secret-input.ts'
import { fakeClipboard } from '../../../fakes/world.ts'
import { failureOf } from '../vault-set-up.ts'

const typed = async (text: string) =>
  (await takeSecret({ from: 'typed', text }, fakeClipboard())).use((bytes) => bytes.toString('utf8'))

describe('a secret that is typed or pasted', () => {
  it.each([
    ['loses white space around it', ' \n\tabc \r\n', 'abc'],
    ['loses a byte order mark before it', '\ufeffabc', 'abc'],
    [
      'keeps every byte of several lines',
      ' -----BEGIN KEY-----\r\nabc\n-----END KEY-----\n\n',
      ' -----BEGIN KEY-----\r\nabc\n-----END KEY-----\n\n',
    ],
    ['keeps white space inside', '-----BEGIN\n a  b\n-----END', '-----BEGIN\n a  b\n-----END'],
    ['keeps emoji and right-to-left marks', 'a👩‍💻\u200fb', 'a👩‍💻\u200fb'],
    ['keeps control characters inside', 'a\u001b\u007fb', 'a\u001b\u007fb'],
    ['may be 10,000 characters long', 'x'.repeat(10_000), 'x'.repeat(10_000)],
  ])('%s', async (_what, given, kept) => {
    expect(await typed(given)).toBe(kept)
  })

  it.each(['', ' ', '\n\t '])('is refused when nothing is left of %j', async (text) => {
    expect(await failureOf(() => typed(text))).toEqual({ kind: 'secret', why: 'empty' })
  })

  it.each(['a\0b', '\0', 'a\0'])('is refused with a NUL in it, which keychains end at (%j)', async (text) => {
    expect(await failureOf(() => typed(text))).toEqual({ kind: 'secret', why: 'contains-nul' })
  })

  it('is read from the clipboard by main', async () => {
    const clipboard = fakeClipboard()
    clipboard.text = ' from-elsewhere\n'
    const secret = await takeSecret({ from: 'clipboard' }, clipboard)
    expect(secret.use((bytes) => bytes.toString())).toBe('from-elsewhere')
    expect(clipboard.text).toBe(' from-elsewhere\n')
  })

  it('is refused when the clipboard is empty', async () => {
    expect(await failureOf(() => takeSecret({ from: 'clipboard' }, fakeClipboard()))).toEqual({
      kind: 'secret',
      why: 'clipboard-empty',
    })
  })
})
