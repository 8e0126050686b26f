/** Puts the rules of exports together, with what a page and a program may ask of them. */
import type { UserActions } from '../consent/user-actions.ts'
import { createAskPerson } from '../consent/program-questions.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { Providers } from '../ports/provider.ts'
import type { Store } from '../ports/store.ts'
import type { World } from '../ports/world.ts'
import { createExportRequests } from './export-requests.ts'
import { createExports } from './exports.ts'

interface Deps {
  readonly store: Store
  readonly keychain: Pick<Keychain, 'take'>
  readonly providers: Pick<Providers, 'metadata'>
  readonly world: World
  readonly actions: UserActions
  readonly push: World['push']
  readonly isLocked: () => boolean
}

export function createExportRules({ store, keychain, providers, world, actions, push, isLocked }: Deps) {
  const { backupFiles: files, worker, clock, confirmations, fileDialogs: dialogs } = world
  const progress = (done: number) => push('export:progress', { done })
  const exports = createExports({ store, keychain, providers, files, worker, clock, progress })
  const askPerson = createAskPerson({ confirmations, isLocked })
  return {
    exports,
    exportRequests: createExportRequests({ exports, actions, dialogs, confirmations, askPerson, files }),
  }
}
