/** Moves the focus to the first field of the open dialog that is marked as invalid. */

/** Runs in the next frame, after the marks are drawn. */
export function focusFirstProblem(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.dialog [aria-invalid="true"]')?.focus())
}
