import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { autostartEntry, autostartPath, createAutostart } from '../../../electron/os/autostart.ts'

let dir: string
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'keyhold-autostart-'))))
afterEach(() => rmSync(dir, { recursive: true, force: true }))

it('is where the desktop looks', () => {
  expect(autostartPath({ XDG_CONFIG_HOME: '/etc/my' }, '/home/a')).toBe('/etc/my/autostart/keyhold.desktop')
  for (const XDG_CONFIG_HOME of [undefined, '', 'relative/folder'])
    expect(autostartPath({ XDG_CONFIG_HOME }, '/home/a')).toBe('/home/a/.config/autostart/keyhold.desktop')
})

/** Reverses the escapes that the Desktop Entry Specification requires for a value and for a command line. */
function commandIn(entry: string): string[] {
  const line = /^Exec=(.*)$/m.exec(entry)![1]!
  const value = line.replace(/\\([\\n])/g, (_all, letter: string) => (letter === 'n' ? '\n' : letter))
  return [...value.matchAll(/"((?:[^"\\]|\\.)*)"/gs)].map(([, quoted]) =>
    quoted!.replace(/\\(["`$\\])/g, '$1').replaceAll('%%', '%'),
  )
}

it.each([
  [['/opt/Keyhold/keyhold', '--hidden']],
  [['/home/a b/Key "hold"/keyhold', '--profile=/x y']],
  [['/home/$HOME/`id`/100%u/back\\slash/keyhold']],
  [['/odd/new\nline/keyhold', '']],
])('brings %j back as it was', (command) => {
  const entry = autostartEntry(command)
  expect(commandIn(entry)).toEqual(command)
  expect(entry.split('\n').filter((line) => line.startsWith('Exec='))).toHaveLength(1)
})

it('is ignored by the desktop once the program has been removed', () => {
  expect(autostartEntry(['/opt/Keyhold 2/back\\slash', '--hidden'])).toContain(
    '\nTryExec=/opt/Keyhold 2/back\\\\slash\n',
  )
})

it('is there while it is on, readable for the desktop, and gone afterwards', () => {
  const path = join(dir, 'config', 'autostart', 'keyhold.desktop')
  const autostart = createAutostart(path)
  expect(autostart.isOn()).toBe(false)
  autostart.set(['/opt/keyhold'])
  autostart.set(['/opt/keyhold', '--hidden'])
  expect(autostart.isOn()).toBe(true)
  expect(readFileSync(path, 'utf8')).toContain('--hidden')
  expect(statSync(path).mode & 0o777).toBe(0o644)
  expect(readdirSync(join(dir, 'config', 'autostart'))).toEqual(['keyhold.desktop'])
  autostart.set(undefined)
  autostart.set(undefined)
  expect(autostart.isOn()).toBe(false)
})

it.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
  'is off when the desktop has written %s',
  (line) => {
    const path = join(dir, 'keyhold.desktop')
    writeFileSync(path, autostartEntry(['/opt/keyhold']).replace(/X-GNOME.*/, line))
    expect(createAutostart(path).isOn()).toBe(false)
  },
)

it('says why it cannot be written', () => {
  writeFileSync(join(dir, 'autostart'), 'a file')
  expect(() => createAutostart(join(dir, 'autostart', 'keyhold.desktop')).set(['/x'])).toThrow()
})
