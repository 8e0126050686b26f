/** Which certificates provider calls trust: Node's, the system's, and those that an account brings. */
import { X509Certificate } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import * as tls from 'node:tls'
import { Failure } from '../../shared/errors.ts'

/** As the account form calls it. */
const CERTIFICATES_FIELD = 'caFile'
const MAX_FILE_BYTES = 1_000_000
const CERTIFICATE = /-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----/g

// Typed by hand: newer than the oldest Node this runs on (20.18 has only the bundled list).
const { getCACertificates } = tls as {
  readonly getCACertificates?: (type: 'default' | 'system') => readonly string[]
}

/** What the operating system trusts, as PEM; empty where this Node cannot ask (before 22.15). */
export const systemCertificates = (): readonly string[] => getCACertificates?.('system') ?? []

/** Node's own list, `NODE_EXTRA_CA_CERTS` included where this Node tells of it. */
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
    // One odd entry in a system's list must not cost all the others.
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

async function readSmallFile(path: string): Promise<string | undefined> {
  try {
    const found = await stat(path)
    // A pipe or device would never end.
    if (!found.isFile() || found.size > MAX_FILE_BYTES) return undefined
    return await readFile(path, 'latin1')
  } catch {
    return undefined
  }
}

/**
 * The certificates in a PEM file, at most 1 MB; whatever else lies in the file (a private key, say) is left behind.
 * Throws Failure `invalid`/`unreadable-file` unless there is at least one and all of them are certificates.
 */
export async function readCertificates(path: string): Promise<string> {
  const certificates = (await readSmallFile(path))?.match(CERTIFICATE) ?? []
  if (certificates.length === 0 || !certificates.every(isCertificate))
    throw new Failure({ kind: 'invalid', field: CERTIFICATES_FIELD, why: 'unreadable-file' })
  return `${certificates.join('\n')}\n`
}
