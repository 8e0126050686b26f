/** Makes a secret from the page's input: typed text, or the request to read the clipboard. */
import type { SecretInput } from '../../../shared/contract/secret-input.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import type { ClipboardPort } from '../ports/world.ts'
import { Secret } from '../ports/secret.ts'

/**
 * A value of several lines (a PEM or key file) is kept byte for byte. White space around a value of one line is a typing slip and is dropped, as
 * the field says; inner characters are never changed. Throws Failure `secret` (`empty`, `contains-nul`, `clipboard-empty`).
 */
export async function takeSecret(input: SecretInput, clipboard: ClipboardPort): Promise<Secret> {
  const given = input.from === 'typed' ? Secret.fromText(input.text) : await clipboard.readSecret()
  const secret = given.use((bytes) => Secret.fromText(meant(bytes.toString('utf8'))))
  given.wipe()
  if (secret.byteLength === 0) throw new Failure({ kind: 'secret', why: 'empty' })
  if (secret.use((bytes) => bytes.includes(0))) throw new Failure({ kind: 'secret', why: 'contains-nul' })
  return secret
}

/** What will be stored of a text. */
export function meant(text: string): string {
  const trimmed = text.trim()
  return /[\r\n]/.test(trimmed) ? text : trimmed
}
