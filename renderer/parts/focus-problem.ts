/** Puts the focus where a form needs it: on the first field of the open dialog that is marked as wrong. */

/** Runs with the next frame, once the marks are drawn. */
export function focusFirstProblem(): void {
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.dialog [aria-invalid="true"]')?.focus())
}
