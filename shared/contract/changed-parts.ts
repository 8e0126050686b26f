/** The parts of a change besides rows. Kept apart from their schema, so that the page does not load the schema. */
import type { Change, OpenVault } from './snapshot.ts'

/** Holds only the changed parts. */
export function changedParts({
  settings,
  keychain,
  notices,
  queue,
  notifications,
}: Change): Partial<Pick<OpenVault, 'settings' | 'keychain' | 'notices' | 'queue' | 'notifications'>> {
  return {
    ...(settings && { settings }),
    ...(keychain && { keychain }),
    ...(notices && { notices }),
    ...(notifications && { notifications }),
    ...(queue && { queue: queue === 'none' ? undefined : queue }),
  }
}
