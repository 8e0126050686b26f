/** Access keys and service-specific credentials as AWS writes them. Source: IAM API reference; models of `@aws-sdk/client-iam` 3.1169.0. */
import { z } from 'zod'
import type { Answer, Issued, RemoteKey } from '../../core/ports/provider.ts'
import { notUnderstood } from '../failure.ts'
import { isMask, readIssuedSecret } from '../issued-secret.ts'
import { readEnd, readInstant } from '../times.ts'
import { readXmlAnswer } from '../xml.ts'
import { ACCESS, SERVICE } from './settings.ts'

const Word = z.string().min(1).max(256)
const Text = z.string().optional().catch(undefined)

export const RawAccessKey = z.object({
  UserName: Word,
  AccessKeyId: Word,
  Status: Text,
  CreateDate: Text,
  SecretAccessKey: Text,
})
export type RawAccessKey = z.infer<typeof RawAccessKey>

export const RawServiceKey = z.object({
  UserName: Word,
  ServiceSpecificCredentialId: Word,
  ServiceName: Word,
  Status: Text,
  CreateDate: Text,
  ExpirationDate: Text,
  ServiceUserName: Text,
  ServiceCredentialAlias: Text,
  ServicePassword: Text,
  ServiceCredentialSecret: Text,
})
export type RawServiceKey = z.infer<typeof RawServiceKey>

/** A list of `member` elements: an empty list is an empty element, and a list of one is not a list to a reader of XML. */
export const members = <T>(schema: z.ZodType<T>) =>
  z.preprocess((value) => {
    const member = typeof value === 'object' && value !== null ? (value as { member?: unknown }).member : []
    return member === undefined ? [] : [member].flat()
  }, z.array(schema))

/** The result of a call. Throws Failure `provider` `not-understood`. */
export function readResult<T>(action: string, schema: z.ZodType<T>, answer: Answer): T {
  const Response = z.record(z.literal(`${action}Response`), z.record(z.string(), z.unknown()))
  const result = Object.values(readXmlAnswer(Response, answer))[0]?.[`${action}Result`]
  const parsed = schema.safeParse(result)
  if (!parsed.success) throw notUnderstood(answer.status)
  return parsed.data
}

/** The address of a key: its user and its id, since every call needs both. User names contain no slash. */
export const addressOfKey = (user: string, id: string): string => `${user}/${id}`

export function partsOf(remoteId: string): { readonly user: string; readonly id: string } {
  const at = remoteId.indexOf('/')
  return { user: remoteId.slice(0, at), id: remoteId.slice(at + 1) }
}

const switchOf = (status: string | undefined): RemoteKey['switch'] =>
  status === 'Active' ? 'enabled' : status === 'Inactive' ? 'disabled' : 'unknown'

/** An access key has no name of its own, so it has its user's. */
export function readAccessKey(raw: RawAccessKey): RemoteKey {
  return {
    remoteId: addressOfKey(raw.UserName, raw.AccessKeyId),
    scope: ACCESS,
    label: raw.UserName,
    handle: raw.AccessKeyId,
    switch: switchOf(raw.Status),
    expires: {},
    createdAt: readInstant(raw.CreateDate),
    grants: [],
    facts: [],
  }
}

export function readServiceKey(raw: RawServiceKey): RemoteKey {
  const alias = raw.ServiceCredentialAlias ?? raw.ServiceUserName
  return {
    remoteId: addressOfKey(raw.UserName, raw.ServiceSpecificCredentialId),
    scope: SERVICE,
    label: `${raw.UserName} · ${raw.ServiceName}`,
    handle: raw.ServiceSpecificCredentialId,
    switch: switchOf(raw.Status),
    expires: readEnd(raw.ExpirationDate === '' ? undefined : raw.ExpirationDate),
    createdAt: readInstant(raw.CreateDate),
    grants: [],
    facts: [
      { label: 'Service', value: raw.ServiceName },
      ...(alias === undefined || alias === '' ? [] : [{ label: 'Name at the service', value: alias }]),
    ],
  }
}

/** Reads the secret of a new access key. Throws Failure `provider`. */
export function readIssuedAccessKey(answer: Answer): Issued {
  const { AccessKey: raw } = readResult('CreateAccessKey', z.object({ AccessKey: RawAccessKey }), answer)
  return {
    secret: readIssuedSecret(raw.SecretAccessKey, answer.status),
    remote: readAccessKey(raw),
  }
}

/** The same for a service-specific credential, whose secret is a password or an API key. `remoteId`: the one that was reset. */
export function readIssuedServiceKey(action: string, answer: Answer, remoteId?: string): Issued {
  const Result = z.object({ ServiceSpecificCredential: RawServiceKey })
  const { ServiceSpecificCredential: raw } = readResult(action, Result, answer)
  const remote = readServiceKey(raw)
  if (remoteId !== undefined && remote.remoteId !== remoteId) throw notUnderstood(answer.status)
  const value = raw.ServiceCredentialSecret ?? raw.ServicePassword
  return { secret: readIssuedSecret(value, answer.status), remote }
}

const ISSUED = /<(?:SecretAccessKey|ServiceCredentialSecret|ServicePassword)>([^<>\s]{16,})(?=<)/g

/** Every whole secret in a text: what follows its end shows that it is whole. */
export const secretsIn = (text: string): readonly string[] => {
  const found = [...text.matchAll(ISSUED)].map(([, secret = '']) => unescaped(secret))
  return [...new Set(found)].filter((secret) => !isMask(secret))
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }
const unescaped = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (all, name: string) => ENTITIES[name] ?? all)
