/** Whether the window is so narrow that the open panel covers the list, as renderer/styles/shell.css draws it; 200 % zoom counts. */

const NARROW = '(width < 900px)'

const query = (): MediaQueryList | undefined =>
  typeof matchMedia === 'undefined' ? undefined : matchMedia(NARROW)

/** False where there is no window. */
export const isNarrow = (): boolean => query()?.matches ?? false

/** Calls `run` whenever the window becomes narrow or wide; returns the stop. */
export function onNarrow(run: () => void): () => void {
  const watched = query()
  watched?.addEventListener('change', run)
  return () => watched?.removeEventListener('change', run)
}
