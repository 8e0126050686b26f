/** Lets the search field, and a closing panel, give the focus to the list. */

let grid: HTMLElement | undefined

export function placeList(element: HTMLElement | null): void {
  grid = element ?? undefined
}

/** Returns whether there was a list to focus. */
export function focusList(): boolean {
  grid?.focus()
  return grid !== undefined
}
