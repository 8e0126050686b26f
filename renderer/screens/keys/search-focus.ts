/** Lets a shortcut reach the search field wherever it is drawn. */

let field: HTMLInputElement | undefined
let wanted = false

/** The field tells where it is, and that it is gone with `null`. */
export function placeSearch(element: HTMLInputElement | null): void {
  field = element ?? undefined
  if (field !== undefined && wanted) focusSearch()
}

/** At once, or as soon as the field is drawn. */
export function focusSearch(): void {
  wanted = field === undefined
  field?.focus()
  field?.select()
}
