/** Facts about the system, for the page and the doctor that report which features work on this machine. */
import type { SystemFacts } from '../../../shared/diagnostics/machine.ts'

export interface MachinePort {
  /** Checks again, including the proxies for these https addresses. Never rejects, and takes seconds at most. */
  inspect(addresses: readonly string[]): Promise<SystemFacts>
}
