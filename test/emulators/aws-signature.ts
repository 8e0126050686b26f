/** The server's side of Signature Version 4, written from AWS's description, independently of the library that signs. */
import { createHash, createHmac } from 'node:crypto'

interface SignedRequest {
  readonly method: string
  /** Path and query. */
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly authorization: string
  readonly body: string
}

export interface ReadSignature {
  readonly accessKeyId: string
  readonly region: string
  readonly service: string
  /** When the request was signed. Epoch milliseconds. */
  readonly at: number
  /** Whether the signature was made with this secret. */
  fits(secret: string): boolean
}

const FORM =
  /^AWS4-HMAC-SHA256 Credential=([^/,]+)\/(\d{8})\/([^/,]+)\/([^/,]+)\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([0-9a-f]{64})$/

type Parts = [id: string, date: string, region: string, service: string, names: string, signature: string]

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
const mac = (key: string | Buffer, text: string): Buffer => createHmac('sha256', key).update(text).digest()

/** The signature in a request; `undefined` if there is none or its form is wrong. */
export function readSignature(request: SignedRequest): ReadSignature | undefined {
  const { method, path, headers, authorization, body } = request
  const parts = FORM.exec(authorization)
  const stamp = headers['x-amz-date'] ?? ''
  if (parts === null || !/^\d{8}T\d{6}Z$/.test(stamp)) return undefined
  const [accessKeyId, date, region, service, names, signature] = parts.slice(1) as Parts
  const signed = names.split(';')
  if (!stamp.startsWith(date) || !signed.includes('host') || !signed.includes('x-amz-date')) return undefined
  const [pathname = '', query = ''] = path.split('?')
  const canonical = [
    method,
    pathname,
    query.split('&').sort().join('&'),
    ...signed.map((name) => `${name}:${(headers[name] ?? '').trim().replace(/\s+/g, ' ')}`),
    '',
    names,
    hash(body),
  ].join('\n')
  const text = ['AWS4-HMAC-SHA256', stamp, `${date}/${region}/${service}/aws4_request`, hash(canonical)].join(
    '\n',
  )
  return {
    accessKeyId,
    region,
    service,
    at: Date.parse(stamp.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')),
    fits: (secret) => {
      const key = [date, region, service, 'aws4_request'].reduce<string | Buffer>(
        (sum, part) => mac(sum, part),
        `AWS4${secret}`,
      )
      return mac(key, text).toString('hex') === signature
    },
  }
}
