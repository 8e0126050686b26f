/** Shortcuts that the system watches for the program while it is in the background. */

export interface ShortcutsPort {
  /**
   * Whether a successful registration can be relied on. On Wayland it cannot: the user may have bound other keys, or none, and the system does
   * not report that.
   */
  readonly isTrusted: boolean
  /**
   * Registers `accelerator`; returns whether the system accepted it. `fire` runs at each press. Throws for an accelerator that the system does
   * not know.
   */
  watch(accelerator: string, fire: () => void): boolean
  /** Unregisters `accelerator`; harmless if it is not registered. */
  unwatch(accelerator: string): void
  /** While suspended, no shortcut fires and none can be registered; registered ones work again afterwards. */
  suspend(isSuspended: boolean): void
}
