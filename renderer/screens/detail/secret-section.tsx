/** Whether the secret is stored in Keyhold, the proof of it, and the button that reveals it. */
import type { KeyRow, VersionRow } from '../../../shared/model/model.ts'
import { openDialog } from '../../app/page-actions.ts'
import { Button } from '../../parts/button.tsx'
import { RevealedSecret } from '../../parts/revealed-secret.tsx'
import { SecretBadge } from '../../parts/state-badge.tsx'
import { Ago } from '../../parts/time.tsx'
import { useVault } from '../../vault/store.ts'
import { checkMessages } from '../check-secret/check-messages.ts'
import { secretMessages } from './detail-messages.ts'
import { SecretProof } from './secret-proof.tsx'
import { Section } from './section.tsx'
import { VariableField } from './variable-field.tsx'

interface Props {
  readonly row: KeyRow
  /** Empty until they are loaded. */
  readonly versions: readonly VersionRow[]
  readonly onRevealed: () => void
}

export function SecretSection({ row, versions, onRevealed }: Props) {
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
      {canBeRead && row.account === undefined && (
        <p>
          <Button
            size="small"
            icon="verify"
            onPress={() => openDialog({ kind: 'check-secret', key: row.id })}
          >
            {checkMessages.open}
          </Button>
        </p>
      )}
      {row.copiedAt !== undefined && (
        <p className="faint small">
          {secretMessages.lastCopied} <Ago at={row.copiedAt} />
        </p>
      )}
      {canBeRead && <SecretProof row={row} versions={versions} />}
      <VariableField row={row} />
    </Section>
  )
}
