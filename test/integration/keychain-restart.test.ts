import { execFileSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { expect, describe, it } from 'vitest'
import { keychainElsewhere } from './keyring-elsewhere.ts'
import { startPrivateBus, startPrivateKeyring, type PrivateBus } from './private-keyring.ts'

// Needs dbus-daemon and gnome-keyring-daemon. The test runner sets a variable if they are available.
const real = process.env.KEYHOLD_TEST_KEYCHAIN === '1'

const LINE = `${'MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQC7'.padEnd(64, 'x')}\n`
const PEM = `-----BEGIN PRIVATE KEY-----\n${LINE.repeat(26)}-----END PRIVATE KEY-----\n`

const TEXTS = {
  'PEM with several lines': PEM,
  'line break at the end': 'token\n',
  'Windows line breaks': 'one\r\ntwo\r\n',
  'a group of the keyring’s own file': 'x\n[keyring]\ndisplay-name=taken over\n\n[2]\nsecret=y\n',
  NUL: 'before\0after',
  backslashes: '\\n \\s \\\\ C:\\temp\\new',
  'blanks at the ends': '  two words  ',
  'white space alone': ' ',
  emoji: '🔑👩‍💻🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  'right to left': 'מפתח \u202eمفتاح\u202c',
  'lone control characters': '\u0001',
  'all control characters': String.fromCharCode(...Array.from({ length: 32 }, (_, at) => at), 0x7f, 0x85),
  '2 KB in lines': LINE.repeat(32),
  '60 KB in lines': LINE.repeat(940),
  '60 KB in one line': 'abcdefghij'.repeat(6_000),
  'the mark itself': 'keyhold:base64:YQ==',
  'every printable character': String.fromCharCode(...Array.from({ length: 95 }, (_, at) => at + 32)),
}
const BYTES = {
  'a lone byte that is no text': Buffer.from([0xff]),
  'every byte': Buffer.from(Array.from({ length: 256 }, (_, at) => at)),
}

/** The values in base64, by entry name. */
const VALUES = Object.fromEntries(
  Object.entries({ ...TEXTS, ...BYTES }).map(([, value], at) => [
    `key kept-${String(at).padStart(8, '0')} v1`,
    Buffer.from(value).toString('base64'),
  ]),
)

const base64 = (text: string) => Buffer.from(text).toString('base64')

const KEYTAR = JSON.stringify(createRequire(import.meta.url).resolve('keytar'))

/** Calls keytar without Keyhold's encoding, as other programs and earlier versions do. */
const byKeytar = ({ env }: PrivateBus, call: string, ...given: readonly string[]) =>
  execFileSync(
    process.execPath,
    [
      '-e',
      `require(${KEYTAR}).${call}(...JSON.parse(require('node:fs').readFileSync(0, 'utf8'))).then((answer) => process.stdout.write(String(answer)))`,
    ],
    { env, input: JSON.stringify(given), encoding: 'utf8' },
  )

const OLD = 'key old-00000001 v1'
/** A keyring without a password would not keep line breaks. */
const OLD_VALUES = { with: 'as an earlier\nversion wrote it\n', without: 'as an earlier version wrote it' }

describe.runIf(real).each(['with', 'without'] as const)('a GNOME keyring %s a password', (kind) => {
  it('gives every value back byte for byte after its daemon was started again, and has lost nobody else’s', async () => {
    const bus = await startPrivateBus()
    let keyring = await startPrivateKeyring(bus, kind)
    byKeytar(bus, 'setPassword', 'Another program', 'its account', 'theirs')
    byKeytar(bus, 'setPassword', 'Keyhold', OLD, OLD_VALUES[kind])
    expect(keychainElsewhere(bus, 'keep', VALUES)).toEqual(VALUES)

    for (let start = 1; start <= 2; start += 1) {
      await keyring.close()
      keyring = await startPrivateKeyring(bus, kind)
      if (kind === 'without') await keyring.unlock()
      expect(keychainElsewhere(bus, 'take', VALUES)).toEqual(VALUES)
      expect(keychainElsewhere(bus, 'take', { [OLD]: '' })).toEqual({ [OLD]: base64(OLD_VALUES[kind]) })
      expect(byKeytar(bus, 'getPassword', 'Another program', 'its account')).toBe('theirs')
    }
    await keyring.close()
    await bus.close()
  })
})
