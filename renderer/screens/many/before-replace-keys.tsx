/** Says before a batch replacement which keys each provider creates, what that costs there, and what does not change. */
import { expiryOf } from '../../../shared/expiry/expiry.ts'
import { outlives, replacementExpiry } from '../../../shared/expiry/lifetime.ts'
import type { KeyRow } from '../../../shared/model/model.ts'
import { Icon } from '../../parts/icon.tsx'
import { Moment } from '../../parts/time.tsx'
import { useVault } from '../../vault/store.ts'
import { SafeFirst } from '../regenerate/safe-first.tsx'
import { beforeReplaceMessages, newKeysMessages } from './replace-keys-messages.ts'
import type { ProviderShare, ReplacePlan } from './replace-plan.ts'

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
          <span>{beforeReplaceMessages.oldKeys}</span>
        </li>
        <li>
          <Icon of="pause" className="good" />
          <span>{beforeReplaceMessages.oneByOne}</span>
        </li>
        {plan.own.length > 0 && (
          <li>
            <Icon of="connect" />
            <span>{beforeReplaceMessages.ownCredentials(plan.own.length)}</span>
          </li>
        )}
      </ul>
    </>
  )
}

interface NewKeysProps {
  readonly keys: readonly KeyRow[]
  /** When the overlaps end, unless an old key expires earlier. Epoch milliseconds. */
  readonly until: number
}

/** Lists when each new key expires, and warns if its old key expires before the overlap ends. */
export function NewKeys({ keys, until }: NewKeysProps) {
  const now = useVault((state) => state.now)
  return (
    <section className="replace-share">
      <h3>{newKeysMessages.title}</h3>
      <ul className="new-keys">
        {keys.map((row) => {
          const expiry = expiryOf(row)
          return (
            <li key={row.id}>
              <strong className="cut" dir="auto" title={row.name}>
                {row.name}
              </strong>
              <span className="soft">{newKeysMessages.expiry(replacementExpiry(row, now))}</span>
              {expiry !== undefined && outlives(until, expiry, now) && (
                <span className="warn">
                  <Icon of="danger" />
                  {newKeysMessages.oldExpires} <Moment at={expiry} />
                </span>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Share({ share: { metadata, keys } }: { readonly share: ProviderShare }) {
  const accounts = useVault((state) => state.accounts)
  const names = [...new Set(keys.map(({ account }) => account))]
    .map((id) => (id === undefined ? undefined : accounts.get(id)?.name))
    .filter((name) => name !== undefined)
  return (
    <section className="replace-share">
      <h3 className="wrap">
        {beforeReplaceMessages.share(keys.length, metadata.name)}{' '}
        <span className="soft">{names.join(', ')}</span>
      </h3>
      <p>
        {beforeReplaceMessages.means(keys.length, metadata.rotation.replace, metadata.name, metadata.keyNoun)}
      </p>
    </section>
  )
}
