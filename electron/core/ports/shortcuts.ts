/** Shortcuts that the system watches for the program while it is not in front. */

export interface ShortcutsPort {
  /**
   * Whether the system's yes is worth something. On Wayland it is not: the user may have bound other keys, or none, and nobody
   * says so.
   */
  readonly isTrusted: boolean
  /** Watches for `accelerator`; says whether the system took it. `fire` runs each time that it is pressed. Throws for one that it does not know. */
  watch(accelerator: string, fire: () => void): boolean
  /** Stops watching; harmless when nothing is watched. */
  unwatch(accelerator: string): void
  /** While suspended none fires, and none can be added; those that are watched for come back. */
  suspend(isSuspended: boolean): void
}
