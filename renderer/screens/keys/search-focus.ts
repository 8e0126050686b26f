/** Lets a shortcut focus the search field, wherever the field is rendered. */

let field: HTMLInputElement | undefined
let wanted = false

/** The search field registers its element, and unregisters it with `null`. */
export function placeSearch(element: HTMLInputElement | null): void {
  field = element ?? undefined
  if (field !== undefined && wanted) focusSearch()
}

/** Focuses the field at once, or as soon as the field is rendered. */
export function focusSearch(): void {
  wanted = field === undefined
  field?.focus()
  field?.select()
}
