/** Puts the chosen theme on the document; the style sheet follows the system where none is chosen. */
import { useEffect } from 'react'
import { useVault } from './store.ts'

export function useTheme(): void {
  const theme = useVault((state) => state.settings.theme)
  useEffect(() => {
    const { dataset } = document.documentElement
    if (theme === 'system') delete dataset.theme
    else dataset.theme = theme
  }, [theme])
}
