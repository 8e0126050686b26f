/** Draws one setting only where the search of the settings finds it. */
import { createContext, use, type ReactNode } from 'react'
import type { SettingId } from './settings-messages.ts'

/** What the search found; without a search, every setting. */
export const FoundSettingsContext = createContext<ReadonlySet<SettingId> | undefined>(undefined)

export function Setting({ id, children }: { readonly id: SettingId; readonly children: ReactNode }) {
  const found = use(FoundSettingsContext)
  return found === undefined || found.has(id) ? children : null
}
