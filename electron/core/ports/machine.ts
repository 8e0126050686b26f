/** What the system tells about itself, for the page and the doctor that say what works here. */
import type { SystemFacts } from '../../../shared/diagnostics/machine.ts'

export interface MachinePort {
  /** Looks anew, at the proxies for these https addresses among other things. Never rejects, and takes seconds at most. */
  look(addresses: readonly string[]): Promise<SystemFacts>
}
