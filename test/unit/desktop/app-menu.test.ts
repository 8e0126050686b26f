import type { MenuItemConstructorOptions } from 'electron'
import { expect, it } from 'vitest'
import { appMenu } from '../../../electron/desktop/app-menu.ts'
import { commandsOf } from '../../../renderer/commands/shortcuts.ts'
import { commandMessages } from '../../../shared/desktop/command-messages.ts'
import { MENU_COMMANDS } from '../../../shared/desktop/commands.ts'

type Item = MenuItemConstructorOptions

function menu(isMac: boolean, isDemo = false) {
  const asked: unknown[] = []
  const template = appMenu(
    { isMac, devTools: false },
    {
      run: (command) => asked.push(command),
      undo: () => asked.push({ kind: 'undo' }),
      zoom: (step) => asked.push(step),
      lock: () => asked.push({ kind: 'lock' }),
      openDemo: isDemo ? undefined : () => asked.push({ kind: 'demo' }),
    },
  )
  const items = template.flatMap(({ submenu }) => (Array.isArray(submenu) ? submenu : []))
  return { template, items, asked }
}

const press = (item: Item) => (item.click as unknown as () => void)()

it.each([true, false])(
  'offers what the page has under the very keys that the page listens to (macOS: %s)',
  (isMac) => {
    const { items, asked } = menu(isMac)
    const commands = items.filter(({ registerAccelerator }) => registerAccelerator === false)
    expect(commands.length).toBeGreaterThan(7)
    for (const item of commands) {
      press(item)
      const { kind } = asked.at(-1) as { kind: string }
      const keys = item.accelerator!.split('+')
      const isBack = keys.at(-1) === 'Left'
      const pressed = {
        key: isBack ? 'ArrowLeft' : keys.at(-1)!.toLowerCase(),
        ctrlKey: !isMac && !isBack,
        metaKey: isMac && !isBack,
        shiftKey: keys.includes('Shift'),
        altKey: isBack,
      }
      const found = commandsOf(pressed, { isMac, hasSelection: false, isTyping: false })
      // The search in the settings has the same shortcut and applies only while they are shown.
      expect(found.filter((id) => id !== 'search-settings')).toEqual([kind])
    }
  },
)

it('has the settings where each system looks for them', () => {
  const labels = ({ submenu }: Item) => (submenu as Item[]).map(({ label, role }) => label ?? role)
  expect(menu(true).template[0]!.role).toBe('appMenu')
  expect(labels(menu(true).template[0]!)).toContain('Settings')
  expect(labels(menu(false).template[0]!)).toContain('Settings')
  expect(labels(menu(false).template[0]!)).toContain('quit')
})

it('zooms by the keys of every keyboard', () => {
  const { items, asked } = menu(false)
  for (const keys of ['Plus', '=', '-', '0'])
    press(items.find(({ accelerator }) => accelerator === `CommandOrControl+${keys}`)!)
  expect(asked).toEqual([1, 1, -1, 0])
})

it('gives no two entries the same keys', () => {
  for (const isMac of [true, false]) {
    const keys = menu(isMac).items.flatMap(({ accelerator }) =>
      accelerator === undefined ? [] : [accelerator],
    )
    expect(new Set(keys).size).toBe(keys.length)
  }
})

it('keeps the developer tools out of the packaged program', () => {
  expect(menu(false).items.some(({ role }) => role === 'toggleDevTools')).toBe(false)
})

it('words its commands as the list of commands does, in title case on macOS', () => {
  for (const id of MENU_COMMANDS)
    expect(menu(false).items.map(({ label }) => label)).toContain(commandMessages[id])
  expect(menu(true).items.map(({ label }) => label)).toContain('Connect Account…')
})

it('has the shortcuts and "About" where each system looks for them', () => {
  const labels = ({ submenu }: Item) => (submenu as Item[]).map(({ label }) => label)
  expect(labels(menu(false).template.at(-1)!)).toEqual([
    'Keyboard shortcuts',
    'Open the demo vault',
    undefined,
    'About Keyhold',
  ])
  expect(labels(menu(true).template.at(-1)!)).toEqual(['Keyboard Shortcuts', 'Open The Demo Vault'])
  expect(labels(menu(true).template[0]!)[0]).toBe('About Keyhold')
})

it('opens the demo vault from the help menu, and offers none inside of it', () => {
  const { items, asked } = menu(false)
  press(items.find(({ label }) => label === 'Open the demo vault')!)
  expect(asked).toEqual([{ kind: 'demo' }])
  expect(menu(false, true).items.map(({ label }) => label)).not.toContain('Open the demo vault')
})
