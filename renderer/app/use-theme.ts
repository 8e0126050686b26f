/** Sets the chosen theme on the document. Without a chosen theme the style sheet follows the system. */
import { useEffect } from 'react'
import type { Settings } from '../../shared/model/settings.ts'
import { useVault } from '../vault/store.ts'

/** Shows the theme of the last start, which is in the page's URL, because the settings arrive only after the first paint. */
export function showFirstTheme(): void {
  const theme = new URLSearchParams(location.search).get('theme')
  if (theme === 'light' || theme === 'dark') showTheme(theme)
}

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
