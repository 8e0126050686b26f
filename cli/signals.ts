/** What happens to signals while another command runs for this one. */
import { readFileSync } from 'node:fs'
import { isatty } from 'node:tty'

const FORWARDED = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const
type Forwarded = (typeof FORWARDED)[number]

/**
 * Passes on what ends a command, until the returned function is called. Ctrl+C and Ctrl+\ come from the terminal to all that runs in its
 * foreground, so the other command has had them.
 */
export function forwardSignals(forward: (signal: Forwarded) => void): () => void {
  const listeners = FORWARDED.map((signal) => {
    const isKey = signal === 'SIGINT' || signal === 'SIGQUIT'
    const listener = () => {
      if (!isKey || !isInForeground()) forward(signal)
    }
    process.on(signal, listener)
    return () => process.off(signal, listener)
  })
  return () => listeners.forEach((remove) => remove())
}

/** Whether this process belongs to the group that its terminal's keys reach. */
function isInForeground(): boolean {
  if (process.platform !== 'linux') return isatty(0) || isatty(2)
  const stat = readFileSync('/proc/self/stat', 'latin1')
  // After the program's name, which may hold anything: state, parent, group, session, terminal, the terminal's group.
  const [, , group, , , terminalGroup] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return group === terminalGroup
}
