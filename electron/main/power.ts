/** What the machine's sleep asks for. */
import { powerMonitor } from 'electron'

/** A machine that sleeps does not clear by the clock, and it may wake up before somebody else. */
export function clearBeforeSleep(clear: () => Promise<void>, report: (error: unknown) => void): void {
  powerMonitor.on('suspend', () => void clear().catch(report))
}
