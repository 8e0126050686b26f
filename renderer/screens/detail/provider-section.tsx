/** What the provider tells of a key, and how old that is. */
import type { ReactNode } from 'react'
import type { ProviderMetadata } from '../../../shared/model/catalogue.ts'
import type { KeyDetail } from '../../../shared/contract/keys.ts'
import type { AccountRow, KeyRow } from '../../../shared/model/model.ts'
import { Ago, Day } from '../../parts/time.tsx'
import { Section } from './section.tsx'

interface Props {
  readonly row: KeyRow
  readonly metadata: ProviderMetadata | undefined
  readonly account: AccountRow | undefined
  readonly detail: KeyDetail
}

export function ProviderSection({ row, metadata, account, detail }: Props) {
  return (
    <Section title="Facts">
      <dl className="facts">
        {metadata !== undefined && <Fact label="Provider">{metadata.name}</Fact>}
        {row.scope !== undefined && row.scope !== '' && <Fact label="Part">{row.scope}</Fact>}
        {row.createdAt !== undefined && (
          <Fact label="Created">
            <Day at={row.createdAt} />
          </Fact>
        )}
        <Fact label="Last used">
          {row.lastUsedAt === undefined ? <span className="soft">Unknown</span> : <Ago at={row.lastUsedAt} />}
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
      {account === undefined ? 'Manual key, last changed ' : 'Last synced '}
      <Ago at={asOf} />
      {account?.sync.state === 'failed' && '. The last sync failed, so it may have changed since'}
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
