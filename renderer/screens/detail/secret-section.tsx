/** Whether the secret is stored in Keyhold, and the button that reveals it. */
import type { KeyRow } from '../../../shared/model/model.ts'
import { RevealedSecret } from '../../parts/revealed-secret.tsx'
import { SecretBadge } from '../../parts/state-badge.tsx'
import { Ago } from '../../parts/time.tsx'
import { useVault } from '../../vault/store.ts'
import { secretMessages } from './detail-messages.ts'
import { Section } from './section.tsx'
import { VariableField } from './variable-field.tsx'

interface Props {
  readonly row: KeyRow
  readonly onRevealed: () => void
}

export function SecretSection({ row, onRevealed }: Props) {
  const backend = useVault(({ keychain }) => keychain.backend)
  const canBeRead = row.secret === 'held' || row.secret === 'stale'
  return (
    <Section title={secretMessages.title}>
      <p className="secret-state">
        <SecretBadge secret={row.secret} />
        <span className="soft small">
          {secretMessages.state[row.secret](row, backend === '' ? secretMessages.keychain : backend)}
        </span>
      </p>
      {canBeRead && <RevealedSecret key={row.version} id={row.id} name={row.name} onRevealed={onRevealed} />}
      {row.copiedAt !== undefined && (
        <p className="faint small">
          {secretMessages.lastCopied} <Ago at={row.copiedAt} />
        </p>
      )}
      <VariableField row={row} />
    </Section>
  )
}
