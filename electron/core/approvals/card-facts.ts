/** Puts together what a card shows of a request, and what the settings show of a remembered answer. */
import type {
  ApprovalCard,
  ApprovalKey,
  ApprovalLasts,
  AskingProgram,
} from '../../../shared/contract/approvals.ts'
import type { Instant, KeyId } from '../../../shared/model/model.ts'
import type { Providers } from '../ports/provider.ts'
import type { Store } from '../ports/store.ts'
import type { OpenCard } from './card-queue.ts'
import type { Bound } from './remembered-answers.ts'
import { shownText } from './untrusted-text.ts'

/** A request as the person sees it; its texts are safe to show. */
export interface AskedRequest {
  readonly wants: ApprovalCard['wants']
  readonly keys: readonly AskedKey[]
  /** The program that a lasting answer can be bound to. */
  readonly bound: Bound | undefined
  readonly asking: AskingProgram | undefined
  readonly reason: string | undefined
}

interface AskedKey {
  readonly key: KeyId
  readonly version?: number | undefined
}

/** More than anybody reads on a card; a command for so many is shown with their number. */
export const MOST_KEYS = 500
const LONGEST_NAME = 300

export interface KeyNames {
  /** Keys that no longer exist are left out. */
  of(keys: readonly AskedKey[]): readonly ApprovalKey[]
}

interface Deps {
  readonly store: Pick<Store, 'keys' | 'accounts'>
  readonly providers: Pick<Providers, 'metadata'>
}

export function createKeyNames({ store, providers }: Deps): KeyNames {
  function nameOf({ key, version }: AskedKey): readonly ApprovalKey[] {
    const record = store.keys.get(key)
    if (record === undefined) return []
    const { provider, name, version: current } = record
    const account = record.account === undefined ? undefined : store.accounts.get(record.account)
    const metadata = providers.metadata.find(({ id }) => id === provider)
    return [
      {
        ...{ key, provider },
        name: shownText(name, LONGEST_NAME),
        ...(metadata && { providerName: metadata.name }),
        ...(account && { account: shownText(account.name, LONGEST_NAME) }),
        ...(account?.sign && { sign: account.sign }),
        ...(version !== undefined && version !== current && { version }),
      },
    ]
  }
  return { of: (keys) => keys.slice(0, MOST_KEYS).flatMap(nameOf) }
}

interface Facts {
  readonly names: KeyNames
  readonly offers: readonly ApprovalLasts[]
  readonly hasLock: boolean
  readonly now: Instant
}

export function cardOf(
  { id, asked, requests, endsAt }: OpenCard<AskedRequest>,
  { names, offers, hasLock, now }: Facts,
): ApprovalCard {
  const { wants, keys, asking, reason } = asked
  return {
    ...{ id, wants, offers, hasLock, requests, endsAt, now },
    keys: names.of(keys),
    moreKeys: Math.max(0, keys.length - MOST_KEYS),
    ...(asking && { asking }),
    ...(reason !== undefined && { reason }),
  }
}
