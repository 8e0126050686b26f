import { X509Certificate } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readCertificates } from '../../../electron/os/network-certificates.ts'
import { Failure } from '../../../shared/contract/errors.ts'
import { fakeCertificate, type FakeCertificate } from '../../fakes/certificate.ts'

const one = fakeCertificate(['one.example.test'])
const two = fakeCertificate(['two.example.test'])
const refusal = (why: string) =>
  expect.objectContaining({ name: 'Failure', error: { kind: 'invalid', field: 'caFile', why } }) as unknown

const derOf = ({ cert }: FakeCertificate) => new X509Certificate(cert).raw

function der(tag: number, ...content: Uint8Array[]): Buffer {
  const whole = Buffer.concat(content)
  const length = Buffer.from([0x82, whole.byteLength >> 8, whole.byteLength & 0xff])
  return Buffer.concat([Buffer.from([tag]), length, whole])
}
const derSequence = (...content: Uint8Array[]) => der(0x30, ...content)

/** RFC 2315, 9.1: a message signed by nobody, which carries certificates. */
function bundleOf(...certificates: FakeCertificate[]): Buffer {
  const oid = (hex: string) => Buffer.from(`0609${hex}`, 'hex')
  const signed = derSequence(
    Buffer.from('020101', 'hex'),
    Buffer.from('3100', 'hex'),
    derSequence(oid('2a864886f70d010701')),
    der(0xa0, ...certificates.map(derOf)),
    Buffer.from('3100', 'hex'),
  )
  return derSequence(oid('2a864886f70d010702'), der(0xa0, signed))
}

const pemOf = (label: string, bytes: Buffer) =>
  `-----BEGIN ${label}-----\n${bytes.toString('base64')}\n-----END ${label}-----\n`

let dir: string
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'keyhold-certificates-'))))
afterEach(() => rmSync(dir, { recursive: true }))

function file(content: string | Buffer): string {
  const path = join(dir, 'ca.pem')
  writeFileSync(path, content)
  return path
}

it('reads every certificate of a file, with the notes between them left out', async () => {
  await expect(readCertificates(file(`# our own\n${one.cert}\nand\r\n${two.cert}`))).resolves.toBe(
    one.cert + two.cert,
  )
})

it('ignores a private key in the file', async () => {
  await expect(readCertificates(file(one.key + one.cert))).resolves.toBe(one.cert)
})

it.each([
  ['is empty', '', 'no-certificate'],
  ['holds only a private key', one.key, 'no-certificate'],
  ['is cut off', one.cert.slice(0, 200), 'no-certificate'],
  [
    'holds a damaged certificate besides a good one',
    one.cert + two.cert.replace(/[A-Za-z0-9]{40}/, ''),
    'damaged-certificate',
  ],
  ['is DER and cut off', derOf(one).subarray(0, 200), 'no-certificate'],
  ['is DER of something else', derSequence(Buffer.alloc(300)), 'no-certificate'],
  ['is a PKCS#12 key store', derSequence(Buffer.from('020103', 'hex'), Buffer.alloc(300)), 'key-store'],
  ['is a Java key store', Buffer.from('feedfeed00000002', 'hex'), 'key-store'],
  ['is larger than a megabyte', one.cert + ' '.repeat(1_000_000), 'unreadable-file'],
])('refuses a file that %s', async (_name, content, why) => {
  await expect(readCertificates(file(content))).rejects.toEqual(refusal(why))
})

it.each([
  ['DER', derOf(one), one.cert],
  ['a PKCS#7 bundle in DER', bundleOf(one, two), one.cert + two.cert],
  ['a PKCS#7 bundle in PEM', pemOf('PKCS7', bundleOf(one, two)), one.cert + two.cert],
  ['PEM under its old name', one.cert.replaceAll(' CERTIFICATE', ' X509 CERTIFICATE'), one.cert],
  ['UTF-16 of a Windows editor', Buffer.from(`\ufeff${one.cert}`, 'utf16le'), one.cert],
  ['UTF-16, the other byte first', Buffer.from(`\ufeff${one.cert}`, 'utf16le').swap16(), one.cert],
  ['UTF-8 with a mark', `\ufeff${one.cert}`, one.cert],
])('reads %s', async (_name, content, pem) => {
  await expect(readCertificates(file(content))).resolves.toBe(pem)
})

it('reads nothing but certificates out of any bytes, and ends', async () => {
  const mixed = fc.oneof(
    fc.uint8Array({ maxLength: 400 }),
    fc.tuple(fc.nat({ max: 700 }), fc.nat({ max: 255 })).map(([at, byte]) => {
      const bytes = Buffer.from(bundleOf(one, two))
      bytes[at % bytes.byteLength] = byte
      return bytes
    }),
  )
  await fc.assert(
    fc.asyncProperty(mixed, async (bytes) => {
      const found = await readCertificates(file(Buffer.from(bytes))).catch((error: unknown) => error)
      if (found instanceof Failure) return
      expect(found).toMatch(/^(-----BEGIN CERTIFICATE-----\n[\w+/=\n]+-----END CERTIFICATE-----\n)+$/)
    }),
    { numRuns: 300 },
  )
})

it.each([
  ['quoted', (path: string) => `"${path}"`],
  ['with blanks around it', (path: string) => `  ${path}\n`],
  ['as an address', (path: string) => pathToFileURL(path).href],
  ['from the home folder', (path: string) => `~/${relative(homedir(), path)}`],
])('takes a path %s', async (_name, written) => {
  await expect(readCertificates(written(file(one.cert)))).resolves.toBe(one.cert)
})

it('refuses what is not a file', async () => {
  await expect(readCertificates(dir)).rejects.toEqual(refusal('unreadable-file'))
  await expect(readCertificates(join(dir, 'missing.pem'))).rejects.toEqual(refusal('unreadable-file'))
  await expect(readCertificates('/dev/zero')).rejects.toEqual(refusal('unreadable-file'))
  await expect(readCertificates('file://elsewhere/ca.pem')).rejects.toEqual(refusal('unreadable-file'))
  await expect(readCertificates('a\0b')).rejects.toEqual(refusal('unreadable-file'))
})
