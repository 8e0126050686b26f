/**
 * Detects a window so narrow that the open panel covers the list. The limit is the one in renderer/styles/shell.css and is in CSS pixels,
 * so 200 % zoom halves the width.
 */

const NARROW = '(width < 900px)'

const query = (): MediaQueryList | undefined =>
  typeof matchMedia === 'undefined' ? undefined : matchMedia(NARROW)

/** Returns false without a window (`matchMedia` is undefined). */
export const isNarrow = (): boolean => query()?.matches ?? false

/** Calls `run` whenever the window becomes narrow or wide. Returns a function that stops this. */
export function onNarrow(run: () => void): () => void {
  const watched = query()
  watched?.addEventListener('change', run)
  return () => watched?.removeEventListener('change', run)
}
