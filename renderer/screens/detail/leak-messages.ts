/** The messages about a secret that its provider found in public. Pure. */

export const leakMessages = {
  title: (provider: string | undefined) => `${provider ?? 'Its provider'} found this key’s secret in public`,
  /** The time of the find is shown between these two texts. */
  foundBefore: 'Found',
  foundAfter: '. Anyone may be using it.',
  where: 'Where',
  next: 'Replace the key, delete the old one, then remove the secret where it was found.',
} as const
