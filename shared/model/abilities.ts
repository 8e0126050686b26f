/** The abilities of a provider that one account has. Types only, so that the page can use this module without the schemas. */
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

/** The provider's metadata with the abilities of an account with these settings; without an account, everything that the provider offers. */
export const metadataIn = (
  metadata: ProviderMetadata | undefined,
  settings: FormValues | undefined,
): ProviderMetadata | undefined =>
  metadata && settings ? { ...metadata, can: abilitiesOf(metadata, settings) } : metadata
