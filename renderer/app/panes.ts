/** Moves focus from pane to pane on F6 and Shift+F6, in a cycle: sidebar, main, the open key, status line. */

const PANES = ['.sidebar', 'main', '.detail-pane', '.status-bar'] as const
/** The element that gets focus in a pane: the current page's link, else the list, else the first focusable element. */
const FIRST = [
  '[aria-current="page"]',
  '[role="grid"]:not([hidden])',
  'button:not(:disabled)',
  'input',
] as const

const isSeen = (element: HTMLElement): boolean => element.getClientRects().length > 0

function targetIn(pane: HTMLElement): HTMLElement | undefined {
  return FIRST.flatMap((selector) => [...pane.querySelectorAll<HTMLElement>(selector)]).find(isSeen)
}

export function focusPane(step: 1 | -1): void {
  const panes = PANES.flatMap((selector) => [...document.querySelectorAll<HTMLElement>(selector)])
    .filter((pane) => isSeen(pane) && pane.closest('[inert]') === null)
    .flatMap((pane) => {
      const target = targetIn(pane)
      return target === undefined ? [] : [{ pane, target }]
    })
  const here = panes.findIndex(({ pane }) => pane.contains(document.activeElement))
  const next = here < 0 ? 0 : (here + step + panes.length) % panes.length
  panes[next]?.target.focus()
}
