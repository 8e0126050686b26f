/** Whether the secret is here, and the way to look at it. */
import type { KeyRow } from '../../../shared/model/model.ts'
import { RevealedSecret } from '../../parts/revealed-secret.tsx'
import { SecretBadge } from '../../parts/state-badge.tsx'
import { Ago } from '../../parts/time.tsx'
import { useVault } from '../../vault/store.ts'
import { Section } from './section.tsx'
import { VariableField } from './variable-field.tsx'

interface Props {
  readonly row: KeyRow
  readonly onRevealed: () => void
}

const WORDS: Record<KeyRow['secret'], (row: KeyRow, backend: string) => string> = {
  held: ({ version }, backend) => `in ${backend}, version ${version}`,
  missing: () => 'providers show a secret only when it is created',
  stale: () => 'rotated outside Keyhold; the stored secret is probably outdated',
  unsaved: () => 'the new one waits for your keychain',
}

export function SecretSection({ row, onRevealed }: Props) {
  const backend = useVault(({ keychain }) => keychain.backend)
  const canBeRead = row.secret === 'held' || row.secret === 'stale'
  return (
    <Section title="Secret">
      <p className="secret-state">
        <SecretBadge secret={row.secret} />
        <span className="soft small">
          {WORDS[row.secret](row, backend === '' ? 'your keychain' : backend)}
        </span>
      </p>
      {canBeRead && <RevealedSecret key={row.version} id={row.id} name={row.name} onRevealed={onRevealed} />}
      {row.copiedAt !== undefined && (
        <p className="faint small">
          Last copied <Ago at={row.copiedAt} />
        </p>
      )}
      <VariableField row={row} />
    </Section>
  )
}
