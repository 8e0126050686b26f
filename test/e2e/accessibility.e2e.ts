import type { Locator, Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { call, forPage } from './app.ts'
import { findings } from './axe-findings.ts'
import { chooseInPanel, openConnected, showKey } from './connected.ts'
import { picture } from './pictures.ts'

const SCREENS: readonly (readonly [name: string, show: (page: Page) => Promise<unknown>])[] = [
  ['the list', async () => undefined],
  ['the timeline', (page) => page.getByRole('navigation').getByRole('button', { name: 'Timeline' }).click()],
  [
    'a month of the timeline',
    async (page) => {
      await page.getByRole('toolbar', { name: 'Months' }).getByRole('button').first().click()
      await page.getByRole('region', { name: /^\d+ keys? expires?, / }).waitFor()
    },
  ],
  ['the history', (page) => page.getByRole('navigation').getByRole('button', { name: 'History' }).click()],
  [
    'the settings',
    async (page) => {
      await page.getByRole('navigation').getByRole('button', { name: 'Settings' }).click()
      const machine = page.getByRole('region', { name: 'Diagnostics' })
      await machine.getByText('Keychain', { exact: true }).waitFor()
      await page.getByRole('button', { name: 'Look for orphaned entries' }).click()
      await page.getByText(/No orphaned entries|under Keyhold’s name/).waitFor()
    },
  ],
  [
    'the settings, searched',
    async (page) => {
      await page.getByRole('searchbox', { name: 'Search settings' }).fill('keychain')
      await page.getByText(/settings found$/).waitFor()
    },
  ],
  [
    'the settings, nothing found',
    (page) => page.getByRole('searchbox', { name: 'Search settings' }).fill('teapot'),
  ],
  [
    'connecting',
    (page) => page.getByRole('navigation').getByRole('button', { name: 'Connect account' }).click(),
  ],
]

/** Shows the bar of selected keys, and the dialogs that it opens. */
async function showMany(page: Page): Promise<void> {
  await page.getByRole('combobox', { name: 'Search keys' }).fill('is:active -keyhold')
  await page.getByRole('grid').focus()
  await page.keyboard.press('Control+a')
  const bar = page.getByRole('toolbar', { name: 'Selected keys' })
  await bar.waitFor()
  expect(await findings(page), 'many keys selected').toEqual([])
  for (const button of [/^Tags/, /^Replace keys/]) {
    await bar.getByRole('button', { name: button }).click()
    await page.getByRole('dialog').waitFor()
    expect(await findings(page), `many keys: ${String(button)}`).toEqual([])
    if (button.test('Tags')) await page.keyboard.press('Escape')
  }
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Replace \d/ })
    .click()
  await page.getByRole('heading', { name: 'Replacing keys' }).waitFor()
  expect(await findings(page), 'the queue').toEqual([])
}

/** Shows how a key's reminders are set and snoozed, and the dialog “Needs attention”. */
async function showReminders(page: Page): Promise<void> {
  const panel = page.getByRole('article')
  for (const section of [/^Reminders$/, /^Permissions/, /^Versions/, /^Activity$/]) {
    const head = panel.getByRole('button', { name: section })
    if ((await head.count()) > 0) await head.click()
  }
  expect(await findings(page), 'the sections of a key, open').toEqual([])
  await panel.getByRole('button', { name: 'Edit reminders' }).click()
  for (const choice of await panel.getByText('Custom', { exact: true }).all()) await choice.click()
  expect(await findings(page), 'setting reminders').toEqual([])
  await panel.getByRole('button', { name: 'Cancel' }).click()
  await panel.getByRole('button', { name: /^Snooze/ }).click()
  expect(await findings(page), 'the lengths of a snooze').toEqual([])
  await page.getByRole('menuitem', { name: 'Until a date…' }).click()
  await page.getByRole('dialog').waitFor()
  expect(await findings(page), 'a snooze until a date').toEqual([])
  await page.getByRole('button', { name: 'Until: open the calendar' }).click()
  await page.getByRole('dialog', { name: 'Until: calendar' }).waitFor()
  expect(await findings(page), 'the calendar').toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('textbox', { name: 'Until' }).fill('2/3/2027')
  await page.getByText('This can be read in two ways').waitFor()
  expect(await findings(page), 'a date that cannot be read').toEqual([])
  await page.keyboard.press('Escape')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click()
  const attention = page.getByRole('button', { name: 'Review' })
  await attention.click()
  const row = page.getByRole('dialog').getByRole('row', { name: 'soon-over expires in 2 days' })
  await row.waitFor()
  expect(await findings(page), 'what needs a decision').toEqual([])
  await row.press('Space')
  await page.getByRole('toolbar', { name: 'With the selected items' }).waitFor()
  expect(await findings(page), 'what needs a decision, selected').toEqual([])
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
}

/** Records every animation and transition that takes time, by the class of its element. Returns a function that reads the records. */
async function watchMotion(page: Page): Promise<() => Promise<readonly string[]>> {
  await page.evaluate(() => {
    const noted: string[] = []
    Object.assign(window, { noted })
    const note = ({ target }: Event) => {
      if (!(target instanceof Element)) return
      const takesTime = target
        .getAnimations()
        .some(({ effect }) => Number(effect?.getComputedTiming().duration ?? 0) > 0)
      if (takesTime) noted.push(target.getAttribute('class') ?? target.tagName)
    }
    for (const event of ['animationstart', 'transitionrun']) document.addEventListener(event, note, true)
  })
  return () => page.evaluate(() => (window as unknown as { noted: readonly string[] }).noted)
}

/** One style of the element, as the page draws it. */
const style = (element: Locator, name: 'outlineStyle' | 'borderTopStyle' | 'borderTopColor' | 'color') =>
  element.evaluate((drawn, wanted) => getComputedStyle(drawn)[wanted], name)

/** Checks that in forced colours, which have no tints and shadows, lines mark what is selected, current and focused, and where a dialog ends. */
async function showForcedColours(page: Page): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active' })
  const view = (name: RegExp) => page.getByRole('navigation').getByRole('button', { name })
  const list = page.getByRole('grid', { name: 'Keys' })
  await list.focus()
  await page.keyboard.press('Home')
  expect(await style(page.locator('.key-row.active'), 'outlineStyle')).toBe('solid')
  const colours = [
    await style(view(/^All keys/), 'borderTopColor'),
    await style(view(/^Timeline/), 'borderTopColor'),
  ]
  expect(new Set(colours).size, 'the current view and another one').toBe(2)
  const text = await style(page.locator('body'), 'color')
  for (const icon of ['.sidebar-item.here > .icon', '.waiting-line .icon'])
    expect(await style(page.locator(icon).first(), 'color'), icon).toBe(text)
  await page.keyboard.press('ControlOrMeta+n')
  const dialog = page.locator('.dialog')
  await dialog.waitFor()
  expect(await style(dialog, 'borderTopStyle')).toBe('solid')
  expect(await style(page.locator('.input:focus'), 'outlineStyle')).toBe('solid')
  expect(await style(dialog.locator('.dialog-foot button').last(), 'borderTopStyle')).toBe('solid')
  await picture(page, 'Forced colours, a dialog')
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'hidden' })
  await page.keyboard.press('ControlOrMeta+k')
  const option = page.getByRole('option', { selected: true })
  await option.waitFor()
  expect(await style(option, 'outlineStyle')).toBe('solid')
  await picture(page, 'Forced colours, the palette')
  await page.keyboard.press('Escape')
  await page.emulateMedia({ forcedColors: null })
}

/** Adds a key with an urgent reminder. */
async function addExpiring(page: Page): Promise<void> {
  const fields = { name: 'soon-over', typedExpiry: Date.now() + 2.5 * 86_400_000 }
  const added = await call(page, 'key:add', { secret: { from: 'typed', text: 'made-up-secret' }, fields })
  if (!added.ok) throw new Error(added.error.kind)
}

forPage((open) => {
  it.each(['light', 'dark'] as const)('axe finds nothing serious on any screen, %s', async (theme) => {
    const { app, key } = await openConnected(open)
    const { page } = app
    await page.emulateMedia({ reducedMotion: 'reduce' })
    const motion = await watchMotion(page)
    await addExpiring(page)
    await call(page, 'settings:change', { theme })
    await page.locator(`html[data-theme="${theme}"]`).waitFor()
    for (const [name, show] of SCREENS) {
      await show(page)
      expect(await findings(page), name).toEqual([])
    }
    await page.keyboard.press('Escape')
    await page
      .getByRole('navigation')
      .getByRole('button', { name: /^All keys/ })
      .click()
    if (theme === 'light') await showForcedColours(page) // forced colours replace both themes
    await showKey(app, key.name)
    expect(await findings(page), 'a key').toEqual([])
    await showReminders(page)
    await chooseInPanel(page, /^Regenerate/)
    await page.getByRole('dialog').waitFor()
    expect(await findings(page), 'before a regeneration').toEqual([])
    await page.keyboard.press('Escape')
    await showMany(page)
    expect(await motion(), 'moves although motion is reduced').toEqual([])
  })
})
