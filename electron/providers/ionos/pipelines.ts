/** IONOS pipelines in the form of Monitoring and Logging. A pipeline has exactly one secret, its key. Source: the Go SDKs' models. */
import { z } from 'zod'
import type { Answer, Issued, RemoteKey } from '../../core/ports/provider.ts'
import type { Secret } from '../../core/ports/secret.ts'
import { isBlank, readIssuedSecret } from '../issued-secret.ts'
import { readAnswer } from '../json.ts'
import { plain } from '../scrub.ts'
import { membersOf } from '../secret-forms.ts'
import { readInstant } from '../times.ts'

const Text = z.string().optional().catch(undefined)

const Part = z.object({
  name: Text,
  status: Text,
  state: Text,
  statusMessage: Text,
  createdDate: z.unknown().optional(),
  httpEndpoint: Text,
  httpAddress: Text,
  tcpAddress: Text,
  grafanaEndpoint: Text,
  grafanaAddress: Text,
})

// The two services use different places for the same fields. A list must not contain `key` in either place, so it is not read.
export const RawPipeline = z.object({
  id: z.string().min(1),
  metadata: Part.optional().catch(undefined),
  properties: Part.optional().catch(undefined),
})
export type RawPipeline = z.infer<typeof RawPipeline>

const STATES: ReadonlyMap<string, string> = new Map([
  ['AVAILABLE', 'Available'],
  ['PROVISIONING', 'Being set up'],
  ['DESTROYING', 'Being deleted'],
  ['FAILED', 'Failed'],
])

const HTTP_ENDPOINT = 'HTTP endpoint'

/** Where a pipeline accepts data over HTTP, with a trailing slash, once IONOS has reported it. */
export function endpointOf({ facts }: Pick<RemoteKey, 'facts'>): URL | undefined {
  const endpoint = facts.find(({ label }) => label === HTTP_ENDPOINT)?.value ?? ''
  // SECURITY: the command sends the key along, so it may contain an https address only.
  return /^https:/i.test(endpoint) && URL.canParse(endpoint)
    ? new URL(`${endpoint.replace(/\/+$/, '')}/`)
    : undefined
}

/** A deleted pipeline stays listed for a while as DESTROYING. Its key no longer works, so the pipeline counts as deleted. */
export const isBeingDeleted = ({ metadata, properties }: RawPipeline): boolean => {
  const { status, state } = { ...properties, ...metadata }
  return (status ?? state) === 'DESTROYING'
}

/** A pipeline as a key, without its secret. */
export function readPipeline({ id, metadata, properties }: RawPipeline, scope: string): RemoteKey {
  const fields = { ...properties, ...metadata }
  const state = fields.status ?? fields.state ?? ''
  const facts = [
    { label: HTTP_ENDPOINT, value: webAddress(fields.httpEndpoint ?? fields.httpAddress) },
    { label: 'TCP endpoint', value: plain(fields.tcpAddress ?? '') },
    { label: 'Grafana', value: webAddress(fields.grafanaEndpoint ?? fields.grafanaAddress) },
    { label: 'Status', value: plain(STATES.get(state) ?? state) },
    { label: 'Reason', value: plain(fields.statusMessage ?? '') },
  ]
  return {
    remoteId: id,
    scope,
    label: fields.name ?? '',
    switch: state === 'AVAILABLE' ? 'enabled' : 'unknown',
    createdAt: readInstant(fields.createdDate),
    grants: [],
    facts: facts.filter(({ value }) => value !== ''),
  }
}

const RawKey = z.object({ key: z.unknown().optional() })
const Keyed = RawKey.optional().catch(undefined)
const RawCreated = z.object({ metadata: Keyed, properties: Keyed })

/** The answer to `POST /pipelines/{id}/key`. Throws Failure `provider` `not-understood` or `masked-secret`. */
export function readNewKey(answer: Answer, remoteId: string): Issued {
  const { key } = readAnswer(RawKey, answer)
  // The date of the key is unknown: the pipeline's dates do not show it.
  return { secret: readSecret(key, answer.status), remote: { remoteId } }
}

/** The answer to `POST /pipelines`: Monitoring has the key in `metadata`, Logging in `properties`. Throws as above. */
export function readCreated(answer: Answer, scope: string): Issued {
  const { metadata, properties } = readAnswer(RawCreated, answer)
  const remote = readPipeline(readAnswer(RawPipeline, answer), scope)
  return { secret: readSecret(metadata?.key ?? properties?.key, answer.status), remote }
}

// The key is accepted unchanged: it may contain symbols, even a single star, and its form is not documented.
const isMasked = (key: string): boolean => /[*•…]{3}/u.test(key) || isBlank(key)

const readSecret = (key: unknown, status: number): Secret => readIssuedSecret(key, status, isMasked)

/** Every whole key in a text, found by the name of its member. */
export const secretsIn = (text: string): readonly string[] =>
  membersOf(text, 'key').filter((key) => !isMasked(key))

/** Endpoints have no scheme: "//host" or "host". */
function webAddress(text: string | undefined): string {
  const value = plain(text ?? '')
  if (value === '') return ''
  if (/^https?:\/\//i.test(value)) return value
  return `https://${value.replace(/^\/+/, '')}`
}
