/** What replacing many keys makes at which provider, what it costs there, and what stays as it is. */
import { expiryOf } from '../../../shared/expiry/expiry.ts'
import { outlives, replacementExpiry } from '../../../shared/expiry/lifetime.ts'
import type { Expiry, KeyRow } from '../../../shared/model/model.ts'
import { dayText } from '../../messages/dates.ts'
import { Icon } from '../../parts/icon.tsx'
import { Moment } from '../../parts/time.tsx'
import { useVault } from '../../vault/store.ts'
import { SafeFirst } from '../regenerate/safe-first.tsx'
import type { ProviderShare, ReplacePlan } from './replace-plan.ts'
import { keysText } from './selection-messages.ts'

export function BeforeReplaceKeys({ plan }: { readonly plan: ReplacePlan }) {
  return (
    <>
      {plan.shares.map((share) => (
        <Share key={share.metadata.id} share={share} />
      ))}
      <ul className="promises">
        <SafeFirst />
        <li>
          <Icon of="overlap" className="good" />
          <span>Old keys keep working until you retire them. Find each pair under Overlapping.</span>
        </li>
        <li>
          <Icon of="pause" className="good" />
          <span>One key at a time. Pauses if a result is unclear or Keyhold restarts.</span>
        </li>
        {plan.own.length > 0 && (
          <li>
            <Icon of="connect" />
            <span>
              {plan.own.length === 1 ? 'One of them is' : `${plan.own.length} of them are`} what an account
              signs in with. The account switches to the new key when you retire the old one.
            </span>
          </li>
        )}
      </ul>
    </>
  )
}

interface NewKeysProps {
  readonly keys: readonly KeyRow[]
  /** When the overlaps are to end. */
  readonly until: number
}

/** When each new key expires, and which old one expires before its overlap is over. */
export function NewKeys({ keys, until }: NewKeysProps) {
  const now = useVault((state) => state.now)
  return (
    <section className="replace-share">
      <h3>New keys</h3>
      <ul className="new-keys">
        {keys.map((row) => {
          const expiry = expiryOf(row)
          return (
            <li key={row.id}>
              <strong className="cut" dir="auto" title={row.name}>
                {row.name}
              </strong>
              <span className="soft">{newExpiryWords(replacementExpiry(row, now))}</span>
              {expiry !== undefined && outlives(until, expiry, now) && (
                <span className="warn">
                  <Icon of="danger" />
                  The old key expires <Moment at={expiry} />
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** "expires Mar 14, 2027". */
function newExpiryWords(expires: Expiry): string {
  if (expires.source === 'unknown') return 'no expiry set'
  return expires.at === undefined ? 'never expires' : `expires ${dayText(expires.at)}`
}

function Share({ share: { metadata, keys } }: { readonly share: ProviderShare }) {
  const accounts = useVault((state) => state.accounts)
  const names = [...new Set(keys.map(({ account }) => account))]
    .map((id) => (id === undefined ? undefined : accounts.get(id)?.name))
    .filter((name) => name !== undefined)
  return (
    <section className="replace-share">
      <h3 className="wrap">
        {`${keysText(keys.length)} at ${metadata.name}`} <span className="soft">{names.join(', ')}</span>
      </h3>
      <p>
        {keys.length > 1 && 'For each of them: '}
        {metadata.rotation.replace ??
          `${metadata.name} creates a second ${metadata.keyNoun} like it. The old key keeps working until you retire it.`}
      </p>
    </section>
  )
}
