/** age (https://age-encryption.org/v1): encrypts and decrypts streams, within bounds. */
import {
  armor,
  Decrypter,
  Encrypter,
  generateX25519Identity,
  identityToRecipient,
  type Identity,
  type Recipient,
} from 'age-encryption'
import { Failure, type BackupTrouble } from '../../shared/contract/errors.ts'
import { webStream } from './web-stream.ts'

/** Same shapes as in the core's port: a passphrase alone, or public keys. */
export type For =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'recipients'; readonly recipients: readonly string[] }
export type With =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'identities'; readonly text: string }

type Bytes = Uint8Array<ArrayBuffer>

const MAGIC = 'age-encryption.org/v1\n'
const ARMOR = '-----BEGIN AGE ENCRYPTED FILE-----'
/** A header has a few hundred bytes for each recipient. */
const LONGEST_HEADER = 1_000_000
const LONGEST_ARMORED = 64_000_000

const trouble = (why: BackupTrouble) => new Failure({ kind: 'backup', why })

/** For each text, whether age can encrypt for it: `age1…`, also in the forms with post-quantum and hardware keys. */
export const checkRecipients = (recipients: readonly string[]): readonly boolean[] =>
  recipients.map((recipient) => {
    try {
      new Encrypter().addRecipient(recipient)
      return true
    } catch {
      return false
    }
  })

export async function newIdentity(): Promise<{ readonly identity: string; readonly recipient: string }> {
  const identity = await generateX25519Identity()
  return { identity, recipient: await identityToRecipient(identity) }
}

export interface Encryption {
  /** The encrypted bytes of `plain`. Can be read once. */
  readonly encrypt: (plain: ReadableStream<Bytes>) => Promise<ReadableStream<Uint8Array>>
  /**
   * Decrypts the written file. With a passphrase: by the passphrase itself. With recipients: by the file's own key, because their identities are not
   * here. That key still checks the header's authentication code and every byte of the content.
   */
  readonly decryptAgain: (file: ReadableStream<Bytes>) => Promise<ReadableStream<Uint8Array>>
}

/** `workFactor`: scrypt's, as a power of two. Throws Failure `backup` `no-recipient`. */
export function encryption(target: For, workFactor?: number): Encryption {
  const encrypter = new Encrypter()
  const decrypter = new Decrypter()
  if (target.kind === 'passphrase') {
    encrypter.setPassphrase(target.passphrase)
    if (workFactor !== undefined) encrypter.setScryptWorkFactor(workFactor)
    decrypter.addPassphrase(target.passphrase)
  } else {
    const { recipient, identity } = keyKeeper()
    if (target.recipients.length === 0) throw trouble('no-recipient')
    if (checkRecipients(target.recipients).includes(false)) throw trouble('no-recipient')
    encrypter.addRecipient(recipient)
    for (const one of target.recipients) encrypter.addRecipient(one)
    decrypter.addIdentity(identity)
  }
  return {
    encrypt: (plain) => encrypter.encrypt(plain),
    decryptAgain: (file) => decrypter.decrypt(file),
  }
}

/** Writes nothing into the file. It only keeps the file's key for the check that follows. */
function keyKeeper(): { readonly recipient: Recipient; readonly identity: Identity } {
  let kept: Uint8Array | undefined
  return {
    recipient: {
      wrapFileKey(fileKey) {
        kept = fileKey.slice()
        return []
      },
    },
    identity: { unwrapFileKey: () => kept ?? null }, // age's interface requires `null`
  }
}

/**
 * The decrypted bytes of a file that comes in pieces. Throws Failure `backup` at the start (`not-a-backup`, `needs-…`, `wrong-…`, `bad-identity`,
 * `damaged`) or on the way (`damaged`).
 */
export async function* decrypted(file: AsyncIterable<Uint8Array>, using: With): AsyncGenerator<Uint8Array> {
  const { header, bytes } = await beginning(file)
  const plain = await opened(webStream(bytes), decrypterFor(header, using), using)
  try {
    for await (const piece of plain) yield piece
  } catch (error) {
    throw error instanceof Failure ? error : trouble('damaged')
  }
}

function decrypterFor(header: string, using: With): Decrypter {
  const decrypter = new Decrypter()
  const isByPassphrase = /^-> scrypt /m.test(header)
  if (isByPassphrase !== (using.kind === 'passphrase'))
    throw trouble(isByPassphrase ? 'needs-passphrase' : 'needs-identity')
  if (using.kind === 'passphrase') decrypter.addPassphrase(using.passphrase)
  else for (const line of identityLines(using.text)) addIdentity(decrypter, line)
  return decrypter
}

async function opened(
  file: ReadableStream<Bytes>,
  decrypter: Decrypter,
  { kind }: With,
): Promise<ReadableStream<Uint8Array>> {
  try {
    return await decrypter.decrypt(file)
  } catch (error) {
    if (error instanceof Failure) throw error
    const isNoMatch = error instanceof Error && error.message.startsWith('no identity matched')
    if (!isNoMatch) throw trouble('damaged')
    throw trouble(kind === 'passphrase' ? 'wrong-passphrase' : 'wrong-identity')
  }
}

const identityLines = (text: string): readonly string[] =>
  text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))

function addIdentity(decrypter: Decrypter, line: string): void {
  try {
    decrypter.addIdentity(line)
  } catch {
    throw trouble('bad-identity')
  }
}

interface Beginning {
  readonly header: string
  /** All bytes of the file, without armor. */
  readonly bytes: AsyncIterable<Uint8Array>
}

/** Reads no further than to the end of the header. */
async function beginning(file: AsyncIterable<Uint8Array>): Promise<Beginning> {
  const source = lookingAhead(file)
  const first = await source.until((read) => read.length >= ARMOR.length)
  if (startsWith(first, ARMOR)) {
    const whole = await source.past(LONGEST_ARMORED)
    if (whole.length > LONGEST_ARMORED) throw trouble('too-large')
    return beginning(once(withoutArmor(whole)))
  }
  if (!startsWith(first, MAGIC)) throw trouble('not-a-backup')
  const read = await source.until((so) => so.length > LONGEST_HEADER || headerOf(so) !== undefined)
  const header = headerOf(read)
  if (header === undefined) throw trouble('damaged')
  return { header, bytes: source.all() }
}

const startsWith = (bytes: Buffer, text: string): boolean =>
  bytes.subarray(0, text.length).toString('latin1') === text

const headerOf = (bytes: Buffer): string | undefined =>
  /^[^]*?\n--- [^\n]*\n/.exec(bytes.subarray(0, LONGEST_HEADER).toString('latin1'))?.[0]

/**
 * `until` reads pieces until there are enough bytes, and `past` until there are more than `bytes`. `all` then returns the whole file, including the
 * bytes that were read.
 */
function lookingAhead(file: AsyncIterable<Uint8Array>) {
  const pieces: AsyncIterator<Uint8Array, unknown> = file[Symbol.asyncIterator]()
  let read = Buffer.alloc(0)
  return {
    async until(isEnough: (read: Buffer) => boolean): Promise<Buffer> {
      while (!isEnough(read)) {
        const next = await pieces.next()
        if (next.done === true) break
        read = Buffer.concat([read, next.value])
      }
      return read
    },
    async past(bytes: number): Promise<Buffer> {
      const taken: Uint8Array[] = [read]
      for (let length = read.length; length <= bytes; length += taken.at(-1)?.length ?? 0) {
        const next = await pieces.next()
        if (next.done === true) break
        taken.push(next.value)
      }
      read = Buffer.concat(taken)
      return read
    },
    async *all(): AsyncGenerator<Uint8Array> {
      yield read
      for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) yield next.value
    },
  }
}

function withoutArmor(text: Buffer): Uint8Array {
  try {
    return armor.decode(text.toString('latin1'))
  } catch {
    throw trouble('damaged')
  }
}

// oxlint-disable-next-line typescript/require-await -- an async iterable of one piece
async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes
}
