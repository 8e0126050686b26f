/** Lists the calls that the approval card's page may make, and those that no other page may. */
import type { CallName } from '../../../shared/contract/contract.ts'

/** SECURITY: the card's page shows one request and answers it. Any call that is not listed here is refused at its gate. */
export const APPROVAL_CALLS: ReadonlySet<CallName> = new Set(['approval:card', 'approval:decide'])

/** SECURITY: only the card's page may answer: a page that an attacker controls can neither read a card nor allow anything. */
export const isForCardAlone = (name: CallName): boolean => APPROVAL_CALLS.has(name)
