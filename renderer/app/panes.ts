/** F6 and Shift+F6: the keyboard goes from pane to pane (sidebar, main, the open key, status line) and round again. */

const PANES = ['.sidebar', 'main', '.detail-pane', '.status-bar'] as const
/** What takes the keyboard in a pane: where one is, else the list, else the first thing that can. */
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
