import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { readCertificates } from '../../../electron/os/network-certificates.ts'
import { fakeCertificate } from '../../fakes/certificate.ts'

const one = fakeCertificate(['one.example.test'])
const two = fakeCertificate(['two.example.test'])
const refusal = expect.objectContaining({
  name: 'Failure',
  error: { kind: 'invalid', field: 'caFile', why: 'unreadable-file' },
}) as unknown

let dir: string
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'keyhold-certificates-'))))
afterEach(() => rmSync(dir, { recursive: true }))

function file(content: string): string {
  const path = join(dir, 'ca.pem')
  writeFileSync(path, content)
  return path
}

it('reads every certificate of a file, with the notes between them left out', async () => {
  await expect(readCertificates(file(`# our own\n${one.cert}\nand\r\n${two.cert}`))).resolves.toBe(
    one.cert + two.cert,
  )
})

it('leaves a private key that lies in the file behind', async () => {
  await expect(readCertificates(file(one.key + one.cert))).resolves.toBe(one.cert)
})

it.each([
  ['is empty', ''],
  ['holds only a private key', one.key],
  ['is cut off', one.cert.slice(0, 200)],
  ['holds a damaged certificate besides a good one', one.cert + two.cert.replace(/[A-Za-z0-9]{40}/, '')],
  ['is larger than a megabyte', one.cert + ' '.repeat(1_000_000)],
])('refuses a file that %s', async (_name, content) => {
  await expect(readCertificates(file(content))).rejects.toEqual(refusal)
})

it('refuses what is not a file', async () => {
  await expect(readCertificates(dir)).rejects.toEqual(refusal)
  await expect(readCertificates(join(dir, 'missing.pem'))).rejects.toEqual(refusal)
  await expect(readCertificates('/dev/zero')).rejects.toEqual(refusal)
  await expect(readCertificates('a\0b')).rejects.toEqual(refusal)
})
