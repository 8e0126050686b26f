/** The proof that a secret is stored, folded: where it was saved, that it was read back, and what happened to the previous secret. */
import type { ReactNode } from 'react'
import { Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import type { KeyRow, VersionRow } from '../../../shared/model/model.ts'
import { FoldButton } from '../../parts/fold-button.tsx'
import { Icon } from '../../parts/icon.tsx'
import { Moment } from '../../parts/time.tsx'
import { secretProofMessages } from './detail-messages.ts'

interface Props {
  readonly row: KeyRow
  readonly versions: readonly VersionRow[]
}

export function SecretProof({ row, versions }: Props) {
  const current = versions.find(({ version }) => version === row.version)
  if (current === undefined) return null
  const before = versions.find(({ version }) => version < row.version)
  return (
    <Disclosure className="folded secret-proof">
      <Heading level={4} className="section-title">
        <FoldButton>{secretProofMessages.title}</FoldButton>
      </Heading>
      <DisclosurePanel className="folded-body">
        <ul>
          <Line>
            {secretProofMessages.saved[current.origin](current.backend)} <Moment at={current.madeAt} />
          </Line>
          {current.origin !== 'adopted' && <Line>{secretProofMessages.readBack}</Line>}
          {before !== undefined && <Line>{secretProofMessages.before(before)}</Line>}
        </ul>
      </DisclosurePanel>
    </Disclosure>
  )
}

function Line({ children }: { readonly children: ReactNode }) {
  return (
    <li>
      <Icon of="check" className="good" />
      <span className="wrap">{children}</span>
    </li>
  )
}
