/** Draws one setting only if the search of the settings finds it. */
import { createContext, use, type ReactNode } from 'react'
import type { SettingId } from './settings-messages.ts'

/** The settings that the search found; `undefined` without a search, when every setting is drawn. */
export const FoundSettingsContext = createContext<ReadonlySet<SettingId> | undefined>(undefined)

export function Setting({ id, children }: { readonly id: SettingId; readonly children: ReactNode }) {
  const found = use(FoundSettingsContext)
  return found === undefined || found.has(id) ? children : null
}
