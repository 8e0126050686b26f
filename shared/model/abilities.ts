/** What a provider offers to one account and to one kind of keys. Types only, so that the page can use this module without the schemas. */
import type { Abilities, ProviderMetadata } from './catalogue.ts'
import type { FormValues } from './model.ts'

/** The abilities that the API offers to an account with these settings. */
export function abilitiesOf(
  { can, canOnlyWhere = [] }: Pick<ProviderMetadata, 'can' | 'canOnlyWhere'>,
  settings: FormValues,
): Abilities {
  const lacking = canOnlyWhere
    .filter(({ field, values }) => !values.some((value) => value === settings[field]))
    .map(({ ability }) => [ability, false])
  return { ...can, ...Object.fromEntries(lacking) } as Abilities
}

/** The kind of the keys in this scope; `undefined` if they are like all keys of the provider. */
const kindOf = ({ kinds = [] }: Pick<ProviderMetadata, 'kinds'>, scope: string) =>
  kinds.find(({ id }) => id === scope.split(':', 1)[0])

/** The noun of a key's kind, if its provider has kinds, and the rest of its scope: the part of the account that contains it. */
export function placeOf(
  metadata: Pick<ProviderMetadata, 'kinds'> | undefined,
  scope = '',
): { readonly kind: string | undefined; readonly part: string } {
  const kind = metadata && kindOf(metadata, scope)
  const part = kind === undefined ? scope : scope.slice(kind.id.length + 1)
  return { kind: kind?.keyNoun, part }
}

/** Whether the provider's keys of this scope lack an ability that its other keys have. */
export const lacks = (
  metadata: Pick<ProviderMetadata, 'kinds'>,
  scope: string,
  ability: keyof Abilities,
): boolean => kindOf(metadata, scope)?.cannot.includes(ability) === true

/** How the provider's keys of this scope are renewed and ended. */
export const rotationOf = (
  metadata: Pick<ProviderMetadata, 'kinds' | 'rotation'>,
  scope: string,
): ProviderMetadata['rotation'] =>
  // A kind leaves fields out; it never sets one to `undefined`.
  ({ ...metadata.rotation, ...kindOf(metadata, scope)?.rotation }) as ProviderMetadata['rotation']

/** The provider's metadata with the abilities of an account with these settings; without an account, everything that the provider offers. */
export const metadataIn = (
  metadata: ProviderMetadata | undefined,
  settings: FormValues | undefined,
): ProviderMetadata | undefined =>
  metadata && settings ? { ...metadata, can: abilitiesOf(metadata, settings) } : metadata

/** The same for one key: with the abilities, the noun and the words of its kind. */
export function metadataOfKey(
  metadata: ProviderMetadata | undefined,
  settings: FormValues | undefined,
  scope = '',
): ProviderMetadata | undefined {
  const account = metadataIn(metadata, settings)
  const kind = account && kindOf(account, scope)
  if (account === undefined || kind === undefined) return account
  const lacking = kind.cannot.map((ability) => [ability, false])
  return {
    ...account,
    keyNoun: kind.keyNoun,
    can: { ...account.can, ...Object.fromEntries(lacking) } as Abilities,
    updateFields: kind.updateFields ?? account.updateFields,
    rotation: rotationOf(account, scope),
  }
}
