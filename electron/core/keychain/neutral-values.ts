/**
 * Encodes values for the keychain: a keychain only ever receives one line of plain ASCII, which every store keeps byte for byte.
 *
 * GNOME Keyring keeps a keyring without a password in a text file and writes values into it without escaping. A line break breaks that file, and
 * every secret in it is lost at the next start of the daemon; a backslash or a leading blank reads back changed (tried with 42.1). Windows and
 * libsecret accept text only, and C strings end at NUL.
 */
import type { KeychainPort } from '../ports/keychain.ts'
import { Secret } from '../ports/secret.ts'

/** The rest after this mark is the value in base64 (RFC 4648, section 4, with padding). */
const MARK = 'keyhold:base64:'

/** One line of printable ASCII without a backslash, and without blanks at its ends. */
const PLAIN = /^(?=[!-~])[ -[\]-~]*(?<=[!-~])$/

/** latin1 gives one character for every byte, whatever its value. */
const isStoredAsIs = (text: string) => PLAIN.test(text) && !text.startsWith(MARK)

/** The bytes that a keychain stores for `value`: the value itself if it is plain, otherwise marked and in base64. Always a new buffer. */
export function storedForm(value: Buffer): Buffer {
  const isPlain = isStoredAsIs(value.toString('latin1'))
  return isPlain ? Buffer.from(value) : Buffer.from(MARK + value.toString('base64'), 'latin1')
}

/**
 * The value that a keychain stores as `stored`. A text without the mark, or with anything but base64 after it, was written by an earlier version
 * or another program: that text is itself the value, byte for byte.
 */
export function valueOf(stored: Buffer): Buffer {
  const text = stored.toString('latin1')
  const encoded = text.slice(MARK.length)
  const value = Buffer.from(encoded, 'base64')
  // Node reads base64 leniently; only a text that Node would write in the same way is ours.
  const isOurs = text.startsWith(MARK) && value.toString('base64') === encoded
  return isOurs ? value : Buffer.from(stored)
}

/** How many bytes a keychain stores for `value`. */
export const storedLength = (value: Secret): number =>
  value.use((bytes) => {
    const stored = storedForm(bytes)
    const { byteLength } = stored
    stored.fill(0)
    return byteLength
  })

/** The same keychain for values of any bytes. Its `maxBytes` still counts stored bytes; see {@link storedLength}. */
export function withNeutralValues(port: KeychainPort): KeychainPort {
  return {
    get maxBytes() {
      return port.maxBytes
    },
    get prompts() {
      return port.prompts
    },
    get takesPassphrase() {
      return port.takesPassphrase
    },
    probe: () => port.probe(),
    remove: (name) => port.remove(name),
    names: () => port.names(),

    async write(name, secret) {
      const stored = secret.use((bytes) => new Secret(storedForm(bytes)))
      try {
        await port.write(name, stored)
      } finally {
        stored.wipe()
      }
    },

    async read(name) {
      const stored = await port.read(name)
      try {
        return stored?.use((bytes) => new Secret(valueOf(bytes)))
      } finally {
        stored?.wipe()
      }
    },
  }
}
