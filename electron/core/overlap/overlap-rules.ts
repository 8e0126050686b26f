/** The acts on an overlap put together with what they need. */
import type { Changes } from '../projection/changes.ts'
import { createTransferCredential } from '../accounts/transfer-credential.ts'
import type { Credentials } from '../credentials/credentials.ts'
import type { MarkIfOwn } from '../credentials/own-credential.ts'
import type { Journal } from '../rotation/journal.ts'
import type { KeyGuards } from '../keys/key-guards.ts'
import type { Keychain } from '../keychain/keychain.ts'
import type { OverlapTransitions } from './overlap-transitions.ts'
import { createLookAtOld } from './overlap-look.ts'
import { createOverlapRequests } from './overlap-requests.ts'
import { createOverlaps, type Overlaps } from './overlaps.ts'
import type { Providers } from '../ports/provider.ts'
import type { Store } from '../ports/store.ts'
import type { DeleteThere } from '../sync/deletion.ts'
import type { Clock, Log } from '../ports/world.ts'
import type { Turns } from '../scheduling/turns.ts'
import type { UserTurn } from '../sync/user-turn.ts'
import type { UnknownOutcomePolling } from '../rotation/poll-unknown-outcomes.ts'

interface Deps {
  readonly store: Store
  readonly keychain: Keychain
  readonly providers: Providers
  readonly guards: KeyGuards
  readonly journal: Journal
  readonly ends: OverlapTransitions
  readonly credentials: Credentials
  readonly markIfOwn: MarkIfOwn
  readonly deleteThere: DeleteThere
  readonly changes: Changes
  readonly turns: Turns
  readonly userTurn: UserTurn
  readonly polling: UnknownOutcomePolling
  readonly clock: Clock
  readonly log: Log
}

export function createOverlapRules(deps: Deps): Overlaps {
  const transferCredential = createTransferCredential(deps)
  const requests = createOverlapRequests({ ...deps, transferCredential })
  return createOverlaps({ ...deps, requests, look: createLookAtOld(deps) })
}
