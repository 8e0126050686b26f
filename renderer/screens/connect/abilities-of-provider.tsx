/** What Keyhold can do at a provider, as short words. */
import type { Abilities } from '../../../shared/model/catalogue.ts'
import { providerListMessages } from './connect-messages.ts'

export function AbilitiesOfProvider({ can }: { readonly can: Abilities }) {
  return (
    <ul className="chips" aria-label={providerListMessages.abilitiesLabel}>
      {providerListMessages.abilities(can).map((words) => (
        <li key={words} className="chip">
          {words}
        </li>
      ))}
    </ul>
  )
}
