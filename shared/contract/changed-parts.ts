/** What a change says besides rows. Apart from its schema, so that the page need not load that. */
import type { Change, OpenVault } from './snapshot.ts'

/** Only what has changed is in it. */
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
