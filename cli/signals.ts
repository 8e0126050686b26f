/** Handles signals while this command runs another one. */
import { readFileSync } from 'node:fs'
import { isatty } from 'node:tty'

const FORWARDED = ['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGTERM'] as const
type Forwarded = (typeof FORWARDED)[number]

/**
 * Forwards signals that end a command, until the returned function is called. The terminal sends Ctrl+C and Ctrl+\ to all foreground
 * processes, so the other command already has those.
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

/** Whether this process is in the foreground process group of its terminal. */
function isInForeground(): boolean {
  if (process.platform !== 'linux') return isatty(0) || isatty(2)
  const stat = readFileSync('/proc/self/stat', 'latin1')
  // The fields after the program's name, which may contain any character: state, parent, group, session, terminal, foreground group.
  const [, , group, , , terminalGroup] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return group === terminalGroup
}
