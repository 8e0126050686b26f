/** Lets a shortcut focus a field, wherever the field is rendered. */

export interface FieldFocus {
  /** The field registers its element, and unregisters it with `null`. */
  readonly place: (element: HTMLInputElement | null) => void
  /** Focuses the field and selects its text: at once, or as soon as the field is rendered. */
  readonly focus: () => void
  /**
   * Focuses the field after the current task, because the caller may first give the focus back. A field that already has the focus is selected at
   * once: text typed next must not be selected together with the old text.
   */
  readonly focusLater: () => void
}

export function createFieldFocus(): FieldFocus {
  let field: HTMLInputElement | undefined
  let wanted = false

  function focus(): void {
    wanted = field === undefined
    field?.focus()
    field?.select()
  }

  return {
    place(element) {
      field = element ?? undefined
      if (field !== undefined && wanted) focus()
    },
    focus,
    focusLater() {
      if (field !== undefined && field === document.activeElement) focus()
      else setTimeout(focus)
    },
  }
}
