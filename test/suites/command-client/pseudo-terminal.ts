/** A pseudo terminal, provided by the `script` program of util-linux. */
import { spawnSync } from 'node:child_process'
import { shellLine, startProgram, type CommandClient, type Running } from './client.ts'

/** Options that only the `script` of util-linux has. */
export const HAS_SCRIPT = spawnSync('script', ['-qec', 'true', '/dev/null']).status === 0

export interface Terminal extends Running {
  readonly type: (keys: string) => void
  readonly shown: () => string
}

/** @param line runs in a shell in a terminal of 97 columns; `keyhold` is the command */
export function openTerminal(client: CommandClient, socketFolder: string, line: string): Terminal {
  const prepared = `stty cols 97 rows 31 -echo; keyhold() { ${shellLine(client.words)} "$@"; }; ${line}`
  const inShell = shellLine(['bash', '--norc', '-c', prepared])
  const running = startProgram(['script', '-qefc', inShell, '/dev/null'], {
    socketFolder,
    env: { TERM: 'xterm-256color', SHELL: '/bin/bash' },
  })
  const shown: Buffer[] = []
  running.child.stdout.on('data', (chunk: Buffer) => void shown.push(chunk))
  return {
    ...running,
    type: (keys) => void running.child.stdin.write(keys),
    shown: () => Buffer.concat(shown).toString('utf8').replaceAll('\r\n', '\n'),
  }
}
