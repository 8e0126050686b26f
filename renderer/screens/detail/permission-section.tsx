/** The permissions of the key as text. */
import type { Grant } from '../../../shared/model/model.ts'
import { permissionGroups } from './permission-messages.ts'
import { FoldedSection } from './folded-section.tsx'
import { permissionSectionMessages } from './detail-messages.ts'

interface Props {
  readonly grants: readonly Grant[]
  /** Whether the provider's API reports permissions at all. */
  readonly isReported: boolean
}

export function PermissionSection({ grants, isReported }: Props) {
  if (grants.length === 0 && !isReported) return null
  const groups = permissionGroups(grants)
  return (
    <FoldedSection section="permissions" title={permissionSectionMessages.title(groups.length)}>
      {groups.length === 0 ? (
        <p className="soft">{permissionSectionMessages.none}</p>
      ) : (
        <ul className="permissions">
          {groups.map(({ permission, words, targets }) => (
            <li key={permission}>
              <span className="wrap">{words}</span>
              <code className="faint small wrap">{permission}</code>
              {targets.length > 0 && (
                <span className="soft small wrap">{permissionSectionMessages.targets(targets)}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </FoldedSection>
  )
}
