/** The certificates that provider calls trust: Node's, the system's, and those of an account. */
import { X509Certificate } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'
import * as tls from 'node:tls'
import { fileURLToPath } from 'node:url'
import { Failure } from '../../shared/contract/errors.ts'

/** The name of this field in the account form. */
const CERTIFICATES_FIELD = 'caFile'
const MAX_FILE_BYTES = 1_000_000

// Typed by hand: newer than the oldest Node this runs on (20.18 has only the bundled list).
const { getCACertificates } = tls as {
  readonly getCACertificates?: (type: 'default' | 'system') => readonly string[]
}

/** The operating system's trusted certificates, as PEM; empty if this Node cannot list them (before 22.15). */
export const systemCertificates = (): readonly string[] => getCACertificates?.('system') ?? []

/** Node's own list, including `NODE_EXTRA_CA_CERTS` if this Node reports it. */
const nodeCertificates = () => getCACertificates?.('default') ?? tls.rootCertificates

function isCertificate(pem: string): boolean {
  try {
    return new X509Certificate(pem).raw.byteLength > 0
  } catch {
    return false
  }
}

/**
 * TLS contexts by the extra PEM text they trust, each built once: reading the system's list is slow.
 * `context` throws when the extra text holds no certificate.
 */
export function createTrust(system: () => readonly string[]) {
  const contexts = new Map<string, tls.SecureContext>()
  let common: readonly string[] | undefined

  function build(extra: string | undefined) {
    // One odd entry in a system's list must not make all others unusable.
    common ??= [...nodeCertificates(), ...system().filter(isCertificate)]
    return tls.createSecureContext({ ca: extra === undefined ? [...common] : [...common, extra] })
  }

  return {
    context(extra: string | undefined): tls.SecureContext {
      const known = contexts.get(extra ?? '')
      if (known !== undefined) return known
      const context = build(extra)
      contexts.set(extra ?? '', context)
      return context
    },
  }
}

async function readSmallFile(path: string): Promise<Buffer> {
  try {
    const found = await stat(path)
    // Reading a pipe or a device would never end.
    if (found.isFile() && found.size <= MAX_FILE_BYTES) return await readFile(path)
  } catch {
    // the error is thrown below
  }
  throw refusal('unreadable-file')
}

const refusal = (why: 'unreadable-file' | 'no-certificate' | 'damaged-certificate' | 'key-store') =>
  new Failure({ kind: 'invalid', field: CERTIFICATES_FIELD, why })

/** A path as people type or drop it: quoted, relative to their home folder, or as a `file:` address. */
function pathOf(typed: string): string {
  const path = typed.trim().replace(/^(["'])(.*)\1$/, '$2')
  if (path.startsWith('file:') && URL.canParse(path)) {
    try {
      return fileURLToPath(path)
    } catch {
      throw refusal('unreadable-file') // for example, an address with another host
    }
  }
  return path.startsWith('~/') || path.startsWith('~\\') ? join(homedir(), path.slice(2)) : path
}

/** Decodes the file as text: Windows editors write UTF-16, which begins with a byte order mark. Latin-1 keeps every other byte distinct. */
function textOf(bytes: Buffer): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return bytes.toString('utf16le')
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return bytes.toString('latin1')
}

/** The binary blocks of a PEM text with a matching label; RFC 7468. */
const blocksOf = (text: string, labels: string): Buffer[] =>
  [
    ...text.matchAll(new RegExp(`-----BEGIN (?:${labels})-----([\\s\\S]+?)-----END (?:${labels})-----`, 'g')),
  ].map(([, base64 = '']) => Buffer.from(base64, 'base64'))

/** DER: a sequence with a length of two or three bytes. Every certificate is longer than 127 bytes. */
const isSequence = (bytes: Buffer): boolean => bytes[0] === 0x30 && (bytes[1] === 0x82 || bytes[1] === 0x83)

/** PKCS#12 (RFC 7292: a sequence that begins with the version 3) and Java's key stores contain private keys behind a password. */
const isKeyStore = (bytes: Buffer): boolean =>
  bytes.subarray(0, 4).equals(Buffer.from('feedfeed', 'hex')) ||
  (isSequence(bytes) && bytes.subarray(2, 9).includes(Buffer.from('020103', 'hex')))

function certificateOf(der: Buffer): X509Certificate | undefined {
  try {
    return new X509Certificate(der)
  } catch {
    return undefined
  }
}

interface Element {
  readonly isConstructed: boolean
  readonly whole: Buffer
  readonly content: Buffer
}

/** The DER elements in `bytes`, in order (X.690, 8.1). Stops at an incomplete element. */
function* elementsOf(bytes: Buffer): Generator<Element> {
  for (let at = 0; at + 2 <= bytes.byteLength;) {
    const first = bytes.readUInt8(at + 1)
    const lengthBytes = first < 0x80 ? 0 : first & 0x7f
    if (lengthBytes > 4 || at + 2 + lengthBytes > bytes.byteLength) return
    const start = at + 2 + lengthBytes
    const length = lengthBytes === 0 ? first : bytes.readUIntBE(at + 2, lengthBytes)
    const end = start + length
    if (first === 0x80 || end > bytes.byteLength) return
    const isConstructed = (bytes.readUInt8(at) & 0x20) !== 0
    yield { isConstructed, whole: bytes.subarray(at, end), content: bytes.subarray(start, end) }
    at = end
  }
}

/** PKCS#7 (RFC 2315, 9.1) nests certificates four levels deep. */
const DEEPEST = 5

/** Every certificate in a DER file: a single one, or those of a PKCS#7 bundle. */
function certificatesIn(bytes: Buffer, depth = 0): X509Certificate[] {
  if (depth > DEEPEST) return []
  return [...elementsOf(bytes)].flatMap(({ isConstructed, whole, content }) => {
    if (!isConstructed) return []
    const certificate = isSequence(whole) ? certificateOf(whole) : undefined
    return certificate === undefined ? certificatesIn(content, depth + 1) : [certificate]
  })
}

function findCertificates(bytes: Buffer): readonly X509Certificate[] {
  if (isSequence(bytes)) return certificatesIn(bytes)
  const text = textOf(bytes)
  const single = blocksOf(text, '(?:X509 )?CERTIFICATE').map(certificateOf)
  const bundled = blocksOf(text, 'PKCS7|CMS').map((block) => certificatesIn(block))
  const found = [...single, ...bundled.map((each) => (each.length === 0 ? undefined : each)).flat()]
  // A damaged certificate must not be skipped silently: the next server would not be trusted for no visible reason.
  if (found.includes(undefined)) throw refusal('damaged-certificate')
  return found.filter((each) => each !== undefined)
}

/**
 * The certificates in a file of at most 1 MB, as PEM text: PEM (also in UTF-16), DER, and PKCS#7 bundles in either form. Anything else in the file (a
 * private key, say) is ignored. `path` may be quoted, begin with `~/` or be a `file:` address.
 * Throws Failure `invalid`: `unreadable-file`, `no-certificate`, `damaged-certificate`, or `key-store` for a file with private keys behind a
 * password.
 */
export async function readCertificates(path: string): Promise<string> {
  const bytes = await readSmallFile(pathOf(path))
  if (isKeyStore(bytes)) throw refusal('key-store')
  const certificates = findCertificates(bytes)
  if (certificates.length === 0) throw refusal('no-certificate')
  return certificates.map((certificate) => certificate.toString()).join('')
}
