/**
 * Keeps a provider's results free of secrets that it repeats, such as a key whose name is the account's own credential: results are stored openly.
 * A secret in a text that people read is hidden. A secret in an address, by which later calls find the key, makes the result unreadable.
 */
import type { Api, Issue, Provider } from '../core/ports/provider.ts'
import type { AccountSecrets } from './client-session.ts'
import { notUnderstood } from './failure.ts'
import { hideParts, holdsSecret, secretParts } from './scrub.ts'

type GuardedApi = Api & Pick<AccountSecrets, 'secretParts'>
export type Guarded = Provider<GuardedApi>

/** Members whose texts are addresses. */
const ADDRESSES: ReadonlySet<string> = new Set(['remoteId', 'scope', 'credentialId'])

/** `provider`, each of whose results is free of the account's secrets, and of the new secret that comes with it. */
export function withoutSecrets(provider: Guarded): Guarded {
  return { ...provider, ...readsOf(provider), ...changesOf(provider), ...issuesOf(provider) }
}

/** `run`, a call whose first argument is the account. */
const cleaned =
  <Rest extends readonly unknown[], T>(run: (api: GuardedApi, ...rest: Rest) => Promise<T>) =>
  async (api: GuardedApi, ...rest: Rest): Promise<T> =>
    without(await run(api, ...rest), api.secretParts())

function readsOf(provider: Guarded): Partial<Guarded> & Pick<Guarded, 'list' | 'test'> {
  const { get, draftFromKey, draftFromRow, permissions, permissionTargets } = provider
  return {
    test: cleaned(provider.test),
    async *list(api, ...rest) {
      for await (const page of provider.list(api, ...rest)) yield without(page, api.secretParts())
    },
    ...(get && { get: cleaned(get) }),
    ...(draftFromKey && { draftFromKey: cleaned(draftFromKey) }),
    ...(draftFromRow && { draftFromRow: cleaned(draftFromRow) }),
    ...(permissions && { permissions: cleaned(permissions) }),
    ...(permissionTargets && { permissionTargets: cleaned(permissionTargets) }),
  }
}

const changesOf = ({ update, setEnabled, moveOldEnd }: Guarded): Partial<Guarded> => ({
  ...(update && { update: cleaned(update) }),
  ...(setEnabled && { setEnabled: cleaned(setEnabled) }),
  ...(moveOldEnd && { moveOldEnd: cleaned(moveOldEnd) }),
})

const issuesOf = ({ create, regenerate }: Guarded): Partial<Guarded> => ({
  ...(create && { create: { ...create, ...issuing(create) } }),
  ...(regenerate && { regenerate: issuing(regenerate) }),
})

function issuing<Target>(issue: Issue<GuardedApi, Target>): Issue<GuardedApi, Target> {
  return {
    ...issue,
    read(answer, target) {
      const { secret, remote } = issue.read(answer, target)
      const parts = secret.use((bytes) => secretParts(bytes.toString('utf8')))
      return { secret, remote: without(remote, parts) }
    },
  }
}

/** `value` itself if it holds none of `parts`, which one search of its JSON shows. Throws Failure `provider` `not-understood`. */
function without<T>(value: T, parts: readonly string[]): T {
  const text = JSON.stringify(value) as string | undefined
  if (text === undefined || !holdsSecret(text.replace(/\\(["\\])/g, '$1'), parts)) return value
  return hidden(value, '', parts) as T
}

function hidden(value: unknown, name: string, parts: readonly string[]): unknown {
  if (typeof value === 'string') {
    if (!holdsSecret(value, parts)) return value
    if (ADDRESSES.has(name)) throw notUnderstood()
    return hideParts(value, parts)
  }
  if (Array.isArray(value)) return value.map((one) => hidden(one, name, parts))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, hidden(one, key, parts)]))
}
