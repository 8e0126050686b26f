/**
 * The normal form in which a provider's fields of a key are stored and compared. A provider may list grants in another order each time, encode an
 * accented letter in two ways, and send half a surrogate pair, which SQLite stores as U+FFFD: none of these is a change. Pure.
 */
import type { Grant } from '../../../shared/model/model.ts'
import type { RemoteKey } from '../ports/provider.ts'

/** Unicode's composed form (NFC), with U+FFFD for invalid code units. */
export const normalText = (text: string): string => text.toWellFormed().normalize('NFC')

/** Each grant once, in a fixed order. Targets are ids at the provider: their spelling stays. */
export function normalGrants(grants: readonly Grant[]): readonly Grant[] {
  const byText = new Map(grants.map((grant) => [JSON.stringify(inOrder(grant)), inOrder(grant)]))
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, grant]) => grant)
}

const inOrder = ({ permission, target }: Grant): Grant => ({
  permission: permission.toWellFormed(),
  ...(target && { target: { type: target.type.toWellFormed(), id: target.id.toWellFormed() } }),
})

/** The fields that a person reads, in their normal form. The key's address stays unchanged: calls need it. */
export function normalRemote({
  label,
  handle,
  grants,
  facts,
}: Pick<Partial<RemoteKey>, 'label' | 'handle' | 'grants' | 'facts'>) {
  return {
    name: label === undefined ? undefined : normalText(label),
    handle: handle === undefined ? undefined : normalText(handle),
    grants: grants === undefined ? undefined : normalGrants(grants),
    facts: facts?.map((fact) => ({ label: normalText(fact.label), value: normalText(fact.value) })),
  }
}
