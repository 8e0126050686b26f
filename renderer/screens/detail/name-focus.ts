/** Gives "Rename" access to the name field of the open panel. */

let field: HTMLElement | undefined

export function placeName(element: HTMLElement | null): void {
  field = element ?? undefined
}

/** Focuses the name field and selects the name, so that typing replaces it. Does nothing if the panel has no name field. */
export function focusName(): void {
  const input = field?.querySelector('textarea')
  input?.focus()
  input?.select()
}
