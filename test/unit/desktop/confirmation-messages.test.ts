import { expect, it } from 'vitest'
import { wordsOf } from '../../../electron/desktop/confirmation-messages.ts'

it('names the whole host that a credential would go to, and whose it is not', () => {
  const { message, detail } = wordsOf({ about: 'send', provider: 'Cloud', hosts: ['mine.example:8443'] })
  expect(message).toBe('Connect to mine.example:8443?')
  expect(detail).toContain('not Cloud’s own address')
  expect(detail).toContain('send the account’s credential there')
})

it('names every host where there are several', () => {
  const hosts = ['a.example:443', 'b.example:443']
  const { detail } = wordsOf({ about: 'send', provider: 'Cloud', hosts })
  for (const host of hosts) expect(detail).toContain(host)
})

it('shows an address in full, and one that would hide the buttons cut, with its host above it', () => {
  const address = `https://a.example/${'x'.repeat(5_000)}`
  expect(
    wordsOf({ about: 'open', host: 'a.example:443', address: 'https://a.example/k?id=1#x' }).detail,
  ).toContain('https://a.example/k?id=1#x')
  const { message, detail } = wordsOf({ about: 'open', host: 'a.example:443', address })
  expect(message).toContain('a.example:443')
  expect(detail).toContain('(5018 characters)')
  expect(detail.length).toBeLessThan(2_300)
})

it.each(['reveal', 'open', 'demo', 'dialog', 'approve'] as const)(
  'asks about an unseen press: %s',
  (action) => {
    expect(wordsOf({ about: 'action', action }).message).toMatch(/\?$/)
  },
)

it('says into which file all secrets would go, who could open it, and who asks', () => {
  const asked = { about: 'backup', path: '/media/a\u202eb', program: 'zsh › agent' } as const
  const { detail } = wordsOf({ ...asked, recipients: ['age1one', 'age1two'] })
  for (const text of ['/media/a\ufffdb', 'age1one', 'age1two', 'zsh › agent']) expect(detail).toContain(text)
  expect(wordsOf({ ...asked, recipients: [], program: undefined }).detail).toContain('passphrase')
})

it.each([
  [1, 'Replace the current secret of a key?'],
  [1_200, 'Replace the current secret of 1,200 keys?'],
])('says how many keys a restore would give another secret: %i', (keys, message) => {
  expect(wordsOf({ about: 'restore', keys, program: 'zsh' }).message).toBe(message)
})

it('says how many secrets an export would write, whether the file is encrypted, and who asks', () => {
  const plain = {
    about: 'export',
    secrets: 1_200,
    isEncrypted: false,
    path: undefined,
    program: undefined,
  } as const
  const { message, detail } = wordsOf(plain)
  expect(message).toBe('Export 1,200 secrets into a file that is not encrypted?')
  expect(detail).not.toContain('command line')
  const asked = wordsOf({
    ...plain,
    secrets: 1,
    isEncrypted: true,
    path: '/a\u202eb',
    program: 'zsh › agent',
  })
  expect(asked.message).toBe('Export a secret into this file?')
  for (const text of ['/a\ufffdb', 'passphrase', 'zsh › agent']) expect(asked.detail).toContain(text)
})
