import { expect, it } from 'vitest'
import { requesterOf } from '../../../electron/os/ancestors.ts'
import { parsePsLine } from '../../../electron/os/ps-line.ts'
import type { RunningProcess } from '../../../electron/os/running-process.ts'

const UID = 1_000

const running = (pid: number, name: string, more: Partial<RunningProcess> = {}): RunningProcess => ({
  ...{ pid, name, parent: pid - 1, uid: UID, startedAt: pid },
  executable: `/usr/bin/${name}`,
  ...more,
})

/** Asks about the last of these processes; each is the parent of the next. */
function asked(...processes: readonly RunningProcess[]) {
  const read = (pid: number) => processes.find((each) => each.pid === pid)
  const isOwnCommand = ({ name }: RunningProcess) => name === 'keyhold'
  const found = requesterOf({ client: processes.at(-1)!, read, uid: UID, isOwnCommand })
  return found && { chain: found.chain.map(({ name }) => name), anchor: found.anchor.pid }
}

const on = (terminal: number) => ({ terminal })

it('holds for the shell of a terminal window, and ends below its emulator', () => {
  expect(
    asked(
      running(10, 'systemd', { parent: 1 }),
      running(11, 'gnome-terminal-server'),
      running(12, 'bash', on(1)),
      running(13, 'make', on(1)),
      running(14, 'keyhold', on(1)),
    ),
  ).toEqual({ chain: ['make', 'bash'], anchor: 12 })
})

it('holds for the shell above an agent that starts its tools without a terminal', () => {
  expect(
    asked(
      running(10, 'code'),
      running(11, 'zsh', on(3)),
      running(12, 'node', on(3)),
      running(13, 'bash'),
      running(14, 'keyhold'),
    ),
  ).toEqual({ chain: ['bash', 'node', 'zsh', 'code'], anchor: 11 })
})

it('holds for the topmost program where there is no terminal', () => {
  expect(
    asked(
      running(10, 'gnome-shell'),
      running(11, 'editor'),
      running(12, 'git'),
      running(13, 'sh'),
      running(14, 'keyhold'),
    ),
  ).toEqual({ chain: ['sh', 'git', 'editor'], anchor: 11 })
})

it('holds for the inner terminal where one runs in another', () => {
  expect(
    asked(
      running(10, 'bash', on(1)),
      running(11, 'tmux', on(1)),
      running(12, 'fish', on(2)),
      running(13, 'keyhold', on(2)),
    ),
  ).toEqual({ chain: ['fish', 'tmux', 'bash'], anchor: 12 })
})

it('takes a window manager on a terminal for a program like any other', () => {
  expect(asked(running(10, 'sway', on(1)), running(11, 'keyhold', on(1)))).toEqual({
    chain: ['sway'],
    anchor: 10,
  })
})

it('names a program that connects to the socket itself', () => {
  expect(asked(running(10, 'bash', on(1)), running(11, 'python3', on(1)))?.chain).toEqual(['python3', 'bash'])
})

it('is nobody where only the desktop is above the command', () => {
  expect(asked(running(10, 'gnome-shell'), running(11, 'keyhold'))).toBeUndefined()
  expect(asked(running(2, 'keyhold'))).toBeUndefined()
})

it('does not take a younger process with the number of a parent that has ended for the parent', () => {
  expect(asked(running(10, 'bash', { startedAt: 99 }), running(11, 'keyhold'))).toBeUndefined()
  expect(
    asked(running(10, 'bash', { startedAt: 99 }), running(11, 'sh'), running(12, 'keyhold'))?.chain,
  ).toEqual(['sh'])
})

it('ends at the processes of another user', () => {
  expect(asked(running(10, 'sudo', { uid: 0 }), running(11, 'bash'), running(12, 'keyhold'))?.chain).toEqual([
    'bash',
  ])
})

it('ends, however processes claim each other for parents', () => {
  const circle = [
    running(10, 'a', { parent: 11, startedAt: 1 }),
    running(11, 'b', { parent: 10, startedAt: 1 }),
  ]
  expect(asked(...circle)?.chain).toHaveLength(64)
})

it('reads a line of ps on macOS', () => {
  const line =
    '  501   500   501 16/3      S+   Sun Nov  9 20:56:43 2025     /Applications/My Tool.app/Contents/MacOS/My Tool\n'
  expect(parsePsLine(line)).toEqual({
    ...{ pid: 501, parent: 500, uid: 501, terminal: 16 * 2 ** 24 + 3 },
    startedAt: Date.UTC(2025, 10, 9, 20, 56, 43),
    executable: '/Applications/My Tool.app/Contents/MacOS/My Tool',
    name: 'My Tool',
  })
  expect(parsePsLine(line.replace('16/3', '??  '))).not.toHaveProperty('terminal')
  expect(parsePsLine(line.replace('S+', 'Z '))).toBeUndefined()
  expect(parsePsLine('ps: no such process')).toBeUndefined()
  expect(parsePsLine('')).toBeUndefined()
})
