/** What of a provider's abilities one account has. Types only, so that the page may use it without the schemas. */
import type { Abilities, ProviderMetadata } from './catalogue.ts'
import type { FormValues } from './model.ts'

/** What the API offers an account with these settings. */
export function abilitiesOf(
  { can, canOnlyWhere = [] }: Pick<ProviderMetadata, 'can' | 'canOnlyWhere'>,
  settings: FormValues,
): Abilities {
  const lacking = canOnlyWhere
    .filter(({ field, values }) => !values.some((value) => value === settings[field]))
    .map(({ ability }) => [ability, false])
  return { ...can, ...Object.fromEntries(lacking) } as Abilities
}

/** What is said of a provider, with what can be done there in an account with these settings; all that it offers where there is no account. */
export const metadataIn = (
  metadata: ProviderMetadata | undefined,
  settings: FormValues | undefined,
): ProviderMetadata | undefined =>
  metadata && settings ? { ...metadata, can: abilitiesOf(metadata, settings) } : metadata
