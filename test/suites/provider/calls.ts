/** Every call that a provider offers, as a list for the suite. */
import type { FormValues } from '../../../shared/model/model.ts'
import type { Api, Issued, Provider, RemoteKey } from '../../../electron/core/ports/provider.ts'
import { textOf } from '../../../electron/providers/forms.ts'
import type { Emulator } from '../../emulators/emulator.ts'
import type { Seen } from '../../emulators/server.ts'
import { deleteKeyAt } from './deletion.ts'

/** The samples that a provider's own test passes to the suite. */
export interface ProviderSamples {
  /** Starts its emulator with that many keys in `scope` besides the credential's own. */
  readonly start: (keys: number) => Promise<Emulator>
  /** A scope that has keys. */
  readonly scope: string
  /** A draft that `create.check` accepts. */
  readonly draft: FormValues
  /** A draft that `update` accepts, if there is `update`. */
  readonly change?: FormValues
  /** Changes a list's answer to name another next address, if lists come in pages. */
  readonly withNext?: (json: unknown, address: string) => unknown
  /** Calls whose answer is only a status; by default only deletions. */
  readonly answeredByStatus?: readonly string[]
  /** Whether a request only reads, if its method does not say so. */
  readonly isRead?: (request: Pick<Seen, 'method' | 'path' | 'form'>) => boolean
  /** Its answers are XML, so a JSON body does not come from the provider. */
  readonly answersInXml?: true
  /** Calls that the provider offers, but not to an account with these settings, or not for keys of this scope. */
  readonly lacks?: readonly string[]
  /** Calls that send the provider no request. */
  readonly silent?: readonly string[]
  /** Changes that read the key before they send; only `update` by default. */
  readonly readsFirst?: readonly string[]
  /** Labels of the facts that a draft from a key keeps. */
  readonly kept?: readonly string[]
  /** Whether a draft from a key gets a name of its own. */
  readonly isRenamed?: boolean
  /** The field with the name, if no two keys may have the same one. */
  readonly uniqueField?: string
  /** The provider stores the day on which a key expires, without a time. */
  readonly lastsDays?: true
  /** Reads that send another request after a 401, because the 401 may be about the key instead of the credential. */
  readonly doubts401?: readonly string[]
  /** A draft of a key without the permission that verification needs, if there are such keys. */
  readonly weak?: FormValues
}

export interface ProviderCall {
  readonly name: string
  readonly effect: 'read' | 'change' | 'issue'
  /** Runs the call on `key`, and reads all of its result. */
  readonly run: (api: Api, key: RemoteKey, signal?: AbortSignal) => Promise<unknown>
}

type Offer = ProviderCall | undefined

let drafts = 0

/** The sample draft, with a name of its own where names are unique. */
function nextDraft({ draft, uniqueField }: ProviderSamples): FormValues {
  drafts += 1
  return uniqueField === undefined
    ? draft
    : { ...draft, [uniqueField]: `${textOf(draft, uniqueField)} ${String(drafts)}` }
}

/** The calls of `provider`: reads first, then changes, then those that issue a secret. */
export function callsOf(provider: Provider, samples: ProviderSamples): readonly ProviderCall[] {
  const { lacks = [], silent = [] } = samples
  const without = [...lacks, ...silent]
  return [...checksOf(provider, samples), ...readsOf(provider), ...changesOf(provider, samples)]
    .filter((call) => call !== undefined)
    .filter(({ name }) => !without.includes(name))
}

function checksOf(provider: Provider, { scope }: ProviderSamples): readonly Offer[] {
  const { get } = provider
  return [
    {
      name: 'list',
      effect: 'read',
      run: async (api, _, signal) => {
        for await (const page of provider.list(api, scope, signal)) if (page.keys.length === 0) return page
        return undefined
      },
    },
    { name: 'test', effect: 'read', run: async (api, _, signal) => provider.test(api, signal) },
    get && { name: 'get', effect: 'read', run: async (api, key, signal) => get(api, key, signal) },
  ]
}

function readsOf({ permissions, permissionTargets, draftFromKey, verify }: Provider): readonly Offer[] {
  return [
    permissions && {
      name: 'permissions',
      effect: 'read',
      run: async (api, _, signal) => permissions(api, signal),
    },
    permissionTargets && {
      name: 'permissionTargets',
      effect: 'read',
      run: async (api) => permissionTargets(api, 'keys.get_key', 'a'),
    },
    draftFromKey && {
      name: 'draftFromKey',
      effect: 'read',
      run: async (api, key) => draftFromKey(api, key, Date.now()),
    },
    verify && { name: 'verify', effect: 'read', run: async (api, _, signal) => verify(api, signal) },
  ]
}

function changesOf(provider: Provider, samples: ProviderSamples): readonly Offer[] {
  const { change = {} } = samples
  const { update, setEnabled, revoke, create, regenerate } = provider
  return [
    update && { name: 'update', effect: 'change', run: async (api, key) => update(api, key, change) },
    setEnabled && {
      name: 'setEnabled',
      effect: 'change',
      run: async (api, key) => setEnabled(api, key, false),
    },
    revoke && {
      name: 'revoke',
      effect: 'change',
      run: async (api, key) => deleteKeyAt({ provider, api }, key),
    },
    create && {
      name: 'create',
      effect: 'issue',
      run: async (api, _, signal): Promise<Issued> => {
        const checked = create.check(nextDraft(samples), api.settings).draft
        return create.read(await create.send(api, checked, signal), checked)
      },
    },
    regenerate && {
      name: 'regenerate',
      effect: 'issue',
      run: async (api, key, signal): Promise<Issued> =>
        regenerate.read(await regenerate.send(api, key, signal), key),
    },
  ]
}

/**
 * Refusals that answer the call, by the reason that the core reports: "no such key" to a read, "already deleted" to a deletion,
 * "not permitted" to a credential test, "unknown credential" to a verification.
 */
export function isAnswer({ name }: ProviderCall, why: string | undefined): boolean {
  if (why === 'not-found') return name === 'get' || name === 'revoke'
  if (why === 'unauthorized') return name === 'verify'
  return why === 'forbidden' && name === 'test'
}

/** Whether the answer to a call is only its status. */
export const isAnsweredByStatus = (
  { name }: ProviderCall,
  { answeredByStatus = ['revoke'] }: ProviderSamples,
): boolean => answeredByStatus.includes(name)

/** Calls that accept a signal and so can be cancelled. */
export const isCancellable = ({ name, effect }: ProviderCall): boolean =>
  effect !== 'change' && !['permissionTargets', 'draftFromKey'].includes(name)
