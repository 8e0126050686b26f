/**
 * Sets the chosen theme on the document. Without a chosen theme the style sheet follows the system. Main serves the page with the theme of the
 * last start (`electron/main/page-files.ts`), because the settings arrive only after the first paint.
 */
import { useEffect } from 'react'
import type { Settings } from '../../shared/model/settings.ts'
import { useVault } from '../vault/store.ts'

export function useTheme(): void {
  const theme = useVault(({ phase, settings }) =>
    phase.state === 'open' || phase.state === 'locked' ? settings.theme : undefined,
  )
  useEffect(() => {
    if (theme !== undefined) showTheme(theme)
  }, [theme])
}

export function showTheme(theme: Settings['theme']): void {
  const { dataset } = document.documentElement
  if (theme === 'system') delete dataset.theme
  else dataset.theme = theme
}
