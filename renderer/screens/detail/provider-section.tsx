/** The provider's data about a key, and the age of that data. */
import type { ReactNode } from 'react'
import { placeOf } from '../../../shared/model/abilities.ts'
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { KeyDetail } from '../../../shared/contract/keys.ts'
import type { AccountRow, KeyRow } from '../../../shared/model/model.ts'
import { Ago, Day } from '../../parts/time.tsx'
import { Section } from './section.tsx'
import { factMessages } from './detail-messages.ts'

interface Props {
  readonly row: KeyRow
  readonly metadata: ProviderMetadata | undefined
  readonly account: AccountRow | undefined
  readonly detail: KeyDetail
}

export function ProviderSection({ row, metadata, account, detail }: Props) {
  const { kind, part } = placeOf(metadata, row.scope)
  return (
    <Section title={factMessages.title}>
      <dl className="facts">
        {metadata !== undefined && <Fact label={factMessages.provider}>{metadata.name}</Fact>}
        {kind !== undefined && <Fact label={factMessages.kind}>{kind}</Fact>}
        {part !== '' && <Fact label={factMessages.part}>{part}</Fact>}
        {row.createdAt !== undefined && (
          <Fact label={factMessages.created}>
            <Day at={row.createdAt} />
          </Fact>
        )}
        <Fact label={factMessages.lastUsed}>
          {row.lastUsedAt === undefined ? (
            <span className="soft">{factMessages.unknown}</span>
          ) : (
            <Ago at={row.lastUsedAt} />
          )}
        </Fact>
        {detail.facts.map(({ label, value }) => (
          <Fact key={label} label={label}>
            <span className="selectable" dir="auto">
              {value}
            </span>
          </Fact>
        ))}
      </dl>
      <Age account={account} asOf={detail.key.asOf} />
    </Section>
  )
}

interface AgeProps {
  readonly account: AccountRow | undefined
  readonly asOf: number
}

function Age({ account, asOf }: AgeProps) {
  return (
    <p className="faint small">
      {account === undefined ? factMessages.changed : factMessages.synced} <Ago at={asOf} />
      {account?.sync.state === 'failed' && factMessages.syncFailed}
    </p>
  )
}

function Fact({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="fact">
      <dt className="soft">{label}</dt>
      <dd className="wrap">{children}</dd>
    </div>
  )
}
