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
