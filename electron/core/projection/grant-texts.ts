/** What a key may do, as texts to search for: a list of ten thousand keys does not carry every grant. */
import type { Grant, KeyRow } from '../../../shared/model/model.ts'

/** Each permission and each target once, in the provider's order. */
export function grantTexts(grants: readonly Grant[]): Pick<KeyRow, 'permissions' | 'targets'> {
  const permissions = new Set(grants.map(({ permission }) => permission))
  const targets = new Set(
    grants.flatMap(({ target }) => (target === undefined ? [] : [`${target.type} ${target.id}`])),
  )
  return {
    ...(permissions.size > 0 && { permissions: [...permissions] }),
    ...(targets.size > 0 && { targets: [...targets] }),
  }
}
