/** The stored versions of a key's secret, newest first. No version is deleted automatically. */
import type { KeyRow, VersionRow } from '../../../shared/model/model.ts'
import { openDialog } from '../../app/page-actions.ts'
import { IconButton } from '../../parts/button.tsx'
import { Day } from '../../parts/time.tsx'
import { copyKey } from '../../vault/vault-commands.ts'
import { versionMessages } from './detail-messages.ts'
import { FoldedSection } from './folded-section.tsx'

interface Props {
  readonly row: KeyRow
  readonly versions: readonly VersionRow[]
}

export function VersionSection({ row, versions }: Props) {
  if (versions.length === 0) return null
  return (
    <FoldedSection section="versions" title={versionMessages.title(versions.length)}>
      <ul className="versions">
        {versions.map((version) => (
          <li key={version.version}>
            <div className="version-words">
              <span>
                <strong>{versionMessages.version(version.version)}</strong>
                {version.status !== 'previous' && <span className="chip">{version.status}</span>}
              </span>
              <span className="soft small">
                {versionMessages.origins[version.origin]} <Day at={version.madeAt} />,{' '}
                {versionMessages.validities[version.validity]}
              </span>
            </div>
            <IconButton
              label={versionMessages.copy(version.version, row.name)}
              icon="copy"
              size="small"
              onPress={() => void copyKey(row, { version: version.version })}
            />
            {version.status === 'previous' && (
              <IconButton
                label={versionMessages.delete(version.version, row.name)}
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
