/** The permissions of a key as text. Pure. */
import type { Permission } from '../../../shared/model/catalogue.ts'
import type { Grant } from '../../../shared/model/model.ts'

export interface PermissionGroup {
  /** One permission as text. Several targets of one permission are listed together. */
  readonly words: string
  /** The provider's id of the permission. */
  readonly permission: string
  readonly targets: readonly string[]
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Prefers the provider's own description. Without one, `measurements.create_measurement` becomes "Create measurement". */
function wordsOf(permission: string, known: readonly Permission[]): string {
  const described = known.find(({ id }) => id === permission)?.description.trim()
  if (described !== undefined && described !== '') return described
  const last = permission.slice(permission.lastIndexOf('.') + 1)
  const words = last.replaceAll(/[_-]+/g, ' ').trim()
  return words === '' ? permission : sentence(words)
}

/** `known`: the provider's own descriptions, if they have been requested. */
export function permissionGroups(
  grants: readonly Grant[],
  known: readonly Permission[] = [],
): readonly PermissionGroup[] {
  return [...Map.groupBy(grants, ({ permission }) => permission)].map(([permission, group]) => ({
    permission,
    words: wordsOf(permission, known),
    targets: group.flatMap(({ target }) => (target === undefined ? [] : [`${target.type} ${target.id}`])),
  }))
}
