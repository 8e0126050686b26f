/** Messages of the toasts after a command that has no dialog. */

export const noLockMessages = {
  title: 'No lock is set',
  detail: 'Set one up in Settings › Security.',
} as const
