/** Lets "Rename" reach the name field of the open panel. */

let field: HTMLElement | undefined

export function placeName(element: HTMLElement | null): void {
  field = element ?? undefined
}

/** Selects the name, so that typing replaces it. Nothing where the panel has no such field. */
export function focusName(): void {
  const input = field?.querySelector('input')
  input?.focus()
  input?.select()
}
