/** Signature Version 4, by the library `aws4`. The credential itself is never sent. */
import aws4 from 'aws4'
import type { UnsignedRequest } from '../http-client.ts'

export interface Signer {
  readonly accessKeyId: string
  readonly region: string
  readonly service: 'iam' | 'sts'
}

/** The headers `authorization` and `x-amz-date` for exactly this request. */
export function signRequest(
  { accessKeyId, region, service }: Signer,
  { url, method, headers, body, at }: UnsignedRequest,
  secretAccessKey: string,
): Readonly<Record<string, string>> {
  const type = headers['content-type']
  const signed = aws4.sign(
    {
      host: url.host,
      method,
      path: `${url.pathname}${url.search}`,
      service,
      region,
      headers: { 'x-amz-date': amzDate(at), ...(type !== undefined && { 'content-type': type }) },
      ...(body && { body: Buffer.from(body) }),
    },
    { accessKeyId, secretAccessKey },
  ).headers as Readonly<Record<string, string>>
  const { Authorization: authorization = '' } = signed
  return { authorization, 'x-amz-date': amzDate(at) }
}

/** `20261130T090000Z`. */
const amzDate = (at: number): string => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '')
