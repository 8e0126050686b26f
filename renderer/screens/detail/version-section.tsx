/** The values of a key that are kept, newest first. None goes by itself. */
import type { KeyRow, VersionRow } from '../../../shared/model/model.ts'
import { openDialog } from '../../app/page-actions.ts'
import { IconButton } from '../../parts/button.tsx'
import { Day } from '../../parts/time.tsx'
import { copyKey } from '../../vault/vault-commands.ts'
import { FoldedSection } from './folded-section.tsx'

interface Props {
  readonly row: KeyRow
  readonly versions: readonly VersionRow[]
}

const ORIGINS: Record<VersionRow['origin'], string> = {
  typed: 'entered',
  created: 'created',
  regenerated: 'regenerated',
  adopted: 'found in your keychain',
}

const VALIDITIES: Record<VersionRow['validity'], string> = {
  valid: 'works',
  revoked: 'no longer works',
  unknown: 'not tested',
}

export function VersionSection({ row, versions }: Props) {
  if (versions.length === 0) return null
  return (
    <FoldedSection title={`Versions (${versions.length})`}>
      <ul className="versions">
        {versions.map((version) => (
          <li key={version.version}>
            <div className="version-words">
              <span>
                <strong>Version {version.version}</strong>
                {version.status !== 'previous' && <span className="chip">{version.status}</span>}
              </span>
              <span className="soft small">
                {ORIGINS[version.origin]} <Day at={version.madeAt} />, {VALIDITIES[version.validity]}
              </span>
            </div>
            <IconButton
              label={`Copy version ${version.version} of ${row.name}`}
              icon="copy"
              size="small"
              onPress={() => void copyKey(row, { version: version.version })}
            />
            {version.status === 'previous' && (
              <IconButton
                label={`Delete version ${version.version} of ${row.name}`}
                icon="trash"
                size="small"
                onPress={() => openDialog({ kind: 'delete-version', key: row.id, version: version.version })}
              />
            )}
          </li>
        ))}
      </ul>
    </FoldedSection>
  )
}
