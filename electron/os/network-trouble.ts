/** Classifies the errors of sockets, TLS and the HTTP parser for the provider client. Pure. */
import {
  WireFailure,
  type CertificateTrouble,
  type WireRemains,
  type WireTrouble,
} from '../core/ports/network.ts'

/** OpenSSL's and Node's own codes for problems with a handshake or a certificate. */
const TLS =
  /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|ERROR_IN_C|INVALID_CA|INVALID_PURPOSE|PATH_LENGTH_|HOSTNAME_MISMATCH|EPROTO$)/

const BY_CODE: Readonly<Record<string, WireTrouble>> = {
  ETIMEDOUT: 'timeout',
  UND_ERR_HEADERS_OVERFLOW: 'too-large',
  UND_ERR_INVALID_ARG: 'not-understood',
  HPE_HEADER_OVERFLOW: 'too-large',
  HPE_INVALID_EOF_STATE: 'cut-off',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'not-understood',
}

/** Before anything was sent, these codes mean that the connection broke while it was being made; any other code means that no server answered. */
const BROKEN = new Set(['ECONNRESET', 'EPIPE', 'ECONNABORTED', 'UND_ERR_SOCKET'])

/** OpenSSL's codes for problems with a certificate, and Node's code for a certificate of another host. */
const CERTIFICATES: Readonly<Record<string, CertificateTrouble>> = {
  CERT_NOT_YET_VALID: 'not-yet-valid',
  CERT_HAS_EXPIRED: 'expired',
  ERR_TLS_CERT_ALTNAME_INVALID: 'other-host',
  HOSTNAME_MISMATCH: 'other-host',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT: 'untrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrusted',
  CERT_UNTRUSTED: 'untrusted',
}

/** The problem with the certificate that an error of a handshake reports, if any. */
export const certificateTrouble = (error: unknown): CertificateTrouble | undefined =>
  CERTIFICATES[codeOf(error)]

/** undici's parser gives no code to some of its errors. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return ''
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.name === 'HTTPParserError' ? 'HPE_UNKNOWN' : ''
}

function troubleOf(code: string, sent: boolean): WireTrouble {
  if (TLS.test(code)) return 'tls'
  const known = BY_CODE[code]
  if (known !== undefined) return known
  if (code.startsWith('HPE_')) return 'not-understood'
  return sent || BROKEN.has(code) ? 'cut-off' : 'offline'
}

/**
 * `sent`: whether the request's first byte may have been sent. `came`: the part of the response that had arrived. SECURITY: only the error's code is
 * passed on; a parser's error contains the raw response, which may hold a secret.
 */
export function wireFailure(error: unknown, sent: boolean, came?: WireRemains): WireFailure {
  if (error instanceof WireFailure) {
    const isSame = error.sent === sent && came === undefined
    const { certificate, signIn } = error
    return isSame ? error : new WireFailure(error.why, sent, { certificate, signIn }, came)
  }
  const code = codeOf(error)
  const facts = { cause: code, certificate: certificateTrouble(error) }
  return new WireFailure(troubleOf(code, sent), sent, facts, came)
}
