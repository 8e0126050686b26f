/** What regenerating will do, said before the click. */
import type { ProviderFacts } from '../../../shared/catalogue.ts'
import type { KeyRow } from '../../../shared/model.ts'
import { Icon } from '../../parts/icon.tsx'
import { Notice } from '../../parts/notice.tsx'
import { useAccount, useVault } from '../../store.ts'
import { dependentsOf } from './dependents.ts'
import { WhatToUpdate } from './what-to-update.tsx'

interface Props {
  readonly row: KeyRow
  readonly facts: ProviderFacts
}

export function BeforeRegenerate({ row, facts }: Props) {
  const accounts = useVault((state) => state.accounts)
  const owner = useAccount(row.credentialOf)
  return (
    <>
      <p className="lead">{facts.rotation.regenerate}</p>
      <ul className="promises">
        {facts.rotation.oldSecretDies === 'at-once' && (
          <li>
            <Icon of="danger" className="warn" />
            <span>
              There is no time of overlap: until the new value is in place, whatever uses{' '}
              <strong className="wrap">{row.name}</strong> is refused by {facts.name}.
            </span>
          </li>
        )}
        <li>
          <Icon of="safe" className="good" />
          <span>
            The new secret is sealed on this disk, then saved in your keychain and read back, before anything
            else happens.
            {row.secret !== 'missing' &&
              ` The old one stays here as version ${row.version} until you delete it.`}
          </span>
        </li>
        {owner !== undefined && (
          <li>
            <Icon of="connect" />
            <span>
              <strong className="wrap">{owner.name}</strong> is connected with this very key. It goes on with
              the new value by itself.
            </span>
          </li>
        )}
      </ul>
      <KeychainWarning />
      <WhatToUpdate dependents={dependentsOf(row, accounts.values())} tense="before" />
    </>
  )
}

/** Told before, since the keychain is the first thing that is tried. */
export function KeychainWarning() {
  const { state, backend } = useVault(({ keychain }) => keychain)
  if (state === 'ready' || state === 'unchecked') return null
  return (
    <Notice tone="warn" title={`${backend === '' ? 'The keychain' : backend} did not answer last time`}>
      It is tried first: while it takes nothing, the provider is not asked for anything.
    </Notice>
  )
}
