/**
 * OpenAI's keys in the form of its API. Source: its specification 2.3.0 (August 2026) and its client `openai` 7.59.0 (November 2026), which is newer:
 * project keys have an expiry since then.
 */
import { z } from 'zod'
import type { FormValues } from '../../../shared/model/model.ts'
import type { Answer, Issued, RemoteKey } from '../../core/ports/provider.ts'
import { notUnderstood, providerFailure } from '../failure.ts'
import { textOf } from '../forms.ts'
import { isMask, readIssuedSecret } from '../issued-secret.ts'
import { readAnswer } from '../json.ts'
import { plain } from '../scrub.ts'
import { membersOf } from '../secret-forms.ts'
import { readEnd, readInstant } from '../times.ts'
import { ADMIN, NEW_ADMIN_KEY, NEW_SERVICE_ACCOUNT, PROJECT, SERVICE } from './kinds.ts'

const Text = z.string().nullish().catch(undefined)
export const Id = z.string().trim().min(1)

const Holder = z.object({ id: Text, name: Text, email: Text, role: Text }).nullish().catch(undefined)

const Common = {
  id: Id,
  name: Text,
  redacted_value: Text,
  created_at: z.unknown().optional(),
  expires_at: z.unknown().optional(),
  last_used_at: z.unknown().optional(),
}

export const RawAdminKey = z.object({ ...Common, owner: Holder })
export type RawAdminKey = z.infer<typeof RawAdminKey>

export const RawProjectKey = z.object({
  ...Common,
  owner_project_access: Text,
  owner: z.object({ type: Text, user: Holder, service_account: Holder }).nullish().catch(undefined),
})
export type RawProjectKey = z.infer<typeof RawProjectKey>

export interface Project {
  readonly id: string
  readonly name: string
}

/** The address of a project's key: keys of all projects are in one list. */
const addressIn = (project: string, id: string): string => `${project}/${id}`

/** The project and the id in such an address. Throws Failure `provider` `invalid`, not sent, if it is none. */
export function partsOf(remoteId: string): { readonly project: string; readonly id: string } {
  const [project = '', id = '', more] = remoteId.split('/')
  if (project === '' || id === '' || more !== undefined)
    throw providerFailure({ why: 'invalid', outcome: 'not-sent' })
  return { project, id }
}

/** A key of the organization, without its secret. */
export function readAdminKey(raw: RawAdminKey): RemoteKey {
  return {
    ...datesOf(raw),
    remoteId: raw.id,
    scope: ADMIN,
    label: raw.name ?? '',
    switch: 'enabled',
    grants: [],
    facts: filled([
      ['Owner', raw.owner?.name],
      ['Shown as', maskIn(raw.redacted_value)],
    ]),
  }
}

/** A key of a project, without its secret. Its scope is its kind: `service` if a service account owns it. */
export function readProjectKey(raw: RawProjectKey, project: Project): RemoteKey {
  const isOfAccount = raw.owner?.type === 'service_account'
  const account = isOfAccount ? raw.owner?.service_account : undefined
  return {
    ...datesOf(raw),
    remoteId: addressIn(project.id, raw.id),
    scope: isOfAccount ? SERVICE : PROJECT,
    label: labelOf(raw.name, account?.name),
    switch: 'enabled',
    grants: [],
    facts: filled([
      ['Project', project.name],
      ['Project ID', project.id],
      ...(isOfAccount ? factsOfAccount(account) : factsOfPerson(raw.owner?.user)),
      ['Owner’s access', isLeftover(raw) ? LEFT : ''],
      ['Shown as', maskIn(raw.redacted_value)],
    ]),
  }
}

type Facts = readonly (readonly [label: string, value: string | null | undefined])[]

const factsOfAccount = (account: z.infer<typeof Holder>): Facts => [
  ['Service account', account?.name],
  ['Service account ID', account?.id],
  ['Role', account?.role],
]

const factsOfPerson = (user: z.infer<typeof Holder>): Facts => [
  ['Owner', nameOf(user)],
  ['Role', user?.role],
]

const LEFT = 'None: a leftover of an owner who left the project'

/** Whether the owner has lost access to the project. The key is a leftover. */
export const isLeftover = (raw: RawProjectKey): boolean => raw.owner_project_access === 'inactive'

/** OpenAI's own name for the first key of every service account, which distinguishes nothing. */
const COMMON_NAME = /^\s*(secret key)?\s*$/i

const labelOf = (name: string | null | undefined, account: string | null | undefined): string =>
  COMMON_NAME.test(name ?? '') ? (account ?? name ?? '') : (name ?? '')

const nameOf = (user: z.infer<typeof Holder>): string => {
  const [name, email] = [user?.name ?? '', user?.email ?? '']
  return name !== '' && email !== '' ? `${name} (${email})` : name || email
}

type Dated = Pick<RawAdminKey, 'created_at' | 'expires_at' | 'last_used_at'>

const datesOf = ({ created_at, expires_at, last_used_at }: Dated) => ({
  expires: readEnd(expires_at),
  createdAt: readInstant(created_at),
  lastUsedAt: readInstant(last_used_at),
})

/** The value if it is masked; else empty, because it may be the whole secret. */
const maskIn = (value: string | null | undefined): string =>
  value !== null && value !== undefined && isMask(value) ? value : ''

function filled(facts: Facts) {
  return facts
    .map(([label, value]) => ({ label, value: plain(value ?? '') }))
    .filter(({ value }) => value !== '')
}

/** A mask with fewer characters at its end identifies no key. */
const LEAST_END = 3

/** Whether a mask such as `sk-admin-...xyz` can be that of `secret`. */
export function isMaskOf(mask: string | null | undefined, secret: string): boolean {
  const [, start, end] = /^([\w-]*)(?:\.{2,}|…|[*•]+)([\w-]*)$/.exec(mask ?? '') ?? []
  if (start === undefined || end === undefined || end.length < LEAST_END) return false
  return secret.startsWith(start) && secret.endsWith(end)
}

const IssuedKey = z.object({ ...Common, value: z.unknown().optional() })
const IssuedAdminKey = RawAdminKey.extend({ value: z.unknown().optional() })
const IssuedAccount = z.object({ id: Text, name: Text, api_key: IssuedKey })

/**
 * Reads the secret from the answer to a creation with `draft`. Throws Failure `provider` `masked-secret` if the value is not whole, `not-understood`
 * if there is none, or no id.
 */
export function readIssued(answer: Answer, draft: FormValues): Issued {
  const kind = textOf(draft, 'kind')
  if (kind === NEW_ADMIN_KEY) {
    const raw = readAnswer(IssuedAdminKey, answer)
    return { secret: readIssuedSecret(raw.value, answer.status), remote: readAdminKey(raw) }
  }
  const { account, key } = kind === NEW_SERVICE_ACCOUNT ? newAccount(answer) : newKey(answer, draft)
  const secret = readIssuedSecret(key.value, answer.status)
  const project = { id: textOf(draft, 'project'), name: '' }
  if (project.id === '') throw notUnderstood(answer.status)
  const owner = { type: 'service_account', service_account: account, user: undefined }
  return { secret, remote: readProjectKey({ ...key, owner, owner_project_access: 'active' }, project) }
}

function newAccount(answer: Answer) {
  const { id, name, api_key: key } = readAnswer(IssuedAccount, answer)
  return { account: { id, name, email: undefined, role: undefined }, key }
}

function newKey(answer: Answer, draft: FormValues) {
  const id = textOf(draft, 'serviceAccount')
  return {
    account: { id, name: undefined, email: undefined, role: undefined },
    key: readAnswer(IssuedKey, answer),
  }
}

// Every secret of OpenAI begins so. What follows differs by kind and year.
const SECRET = /^sk-[\w-]{16,}$/

/** Every whole key in a text. */
export const secretsIn = (text: string): readonly string[] =>
  membersOf(text, 'value').filter((value) => SECRET.test(value) && !isMask(value))
