/** Permissions of a key in words. Pure. */
import type { Permission } from '../../../shared/model/catalogue.ts'
import type { Grant } from '../../../shared/model/model.ts'

export interface PermissionGroup {
  /** One permission in words; several targets of it are told together. */
  readonly words: string
  /** As the provider calls it. */
  readonly permission: string
  readonly targets: readonly string[]
}

const sentence = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** `measurements.create_measurement` reads "Create measurement"; what the provider itself says goes before. */
function wordsOf(permission: string, known: readonly Permission[]): string {
  const described = known.find(({ id }) => id === permission)?.description.trim()
  if (described !== undefined && described !== '') return described
  const last = permission.slice(permission.lastIndexOf('.') + 1)
  const words = last.replaceAll(/[_-]+/g, ' ').trim()
  return words === '' ? permission : sentence(words)
}

/** `known`: the provider's own descriptions, where they have been asked for. */
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
