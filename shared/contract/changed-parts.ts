/** The parts of a change besides rows. Separate from their schema, so that the page does not load the schema. */
import type { Change, OpenVault } from './snapshot.ts'

/** Returns only the changed parts. */
export function changedParts({
  providers,
  settings,
  keychain,
  notices,
  queue,
  notifications,
}: Change): Partial<
  Pick<OpenVault, 'providers' | 'settings' | 'keychain' | 'notices' | 'queue' | 'notifications'>
> {
  return {
    ...(providers && { providers }),
    ...(settings && { settings }),
    ...(keychain && { keychain }),
    ...(notices && { notices }),
    ...(notifications && { notifications }),
    ...(queue && { queue: queue === 'none' ? undefined : queue }),
  }
}
