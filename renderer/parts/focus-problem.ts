/** Moves the focus to the first field of the open dialog that is marked as invalid; of a group of choices, to its first one. */

/** Runs in the next frame, after the marks are drawn. */
export function focusFirstProblem(): void {
  requestAnimationFrame(() => {
    const marked = document.querySelector<HTMLElement>('.dialog [aria-invalid="true"]')
    const choice = marked?.querySelector<HTMLElement>('input')
    const field = choice ?? marked
    field?.focus()
  })
}
