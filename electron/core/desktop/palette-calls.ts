/** Lists the calls that the quick palette may make. */
import type { CallName } from '../../../shared/contract/contract.ts'

/**
 * SECURITY: the palette finds and copies; it can neither reveal a secret, nor change one, nor reach a provider. Any call that is not listed here
 * is refused at its gate, though the same page files could name it.
 */
export const PALETTE_CALLS: ReadonlySet<CallName> = new Set([
  'app:snapshot',
  'key:copy',
  'palette:forms',
  'palette:favourite',
  'palette:open-view',
  'palette:show',
  'palette:hide',
])
