import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { KeyId } from '../../shared/model/model.ts'
import { call, forPage, share } from './app.ts'
import { chooseInPanel, openConnected, shareConnected, showKey } from './connected.ts'
import { misfits } from './fit.ts'
import { chooseByLetters, tabTo } from './keyboard.ts'
import { picture } from './pictures.ts'

const panel = (page: Page) => page.getByRole('article')

async function snapshotOf(page: Page) {
  const snapshot = await call(page, 'app:snapshot')
  if (!snapshot.ok || snapshot.value.vault !== 'open') throw new Error('The vault is not open')
  return snapshot.value
}

/** The sections of the panel that are saved as open. */
const openSections = async (page: Page) => (await snapshotOf(page)).settings.openPanelSections

async function otherKey(page: Page, than: KeyId): Promise<string> {
  const { keys } = await snapshotOf(page)
  return keys.find(({ id, credentialOf }) => id !== than && credentialOf === undefined)!.name
}

const isOpen = (page: Page, name: string) =>
  panel(page).getByRole('button', { name, exact: true }).getAttribute('aria-expanded')

forPage((open) => {
  const connected = shareConnected(open)
  const empty = share(open)

  it('starts with the less used sections folded, and unfolds them by keyboard alone', async () => {
    const { app, key } = await connected()
    const { page } = app
    await showKey(app, key.name)
    const edit = panel(page).getByRole('button', { name: 'Edit reminders' })
    const activity = panel(page).getByRole('region', { name: 'Activity' }).getByRole('group')
    await panel(page).getByRole('button', { name: 'Activity', exact: true }).waitFor()
    expect(await edit.count()).toBe(0)
    expect(await activity.count()).toBe(0)

    await tabTo(page, /^Reminders$/)
    expect(await isOpen(page, 'Reminders')).toBe('false')
    await page.keyboard.press('Enter')
    await edit.waitFor()
    expect(await isOpen(page, 'Reminders')).toBe('true')
    await page.keyboard.press('Space')
    await edit.waitFor({ state: 'detached' })
    await tabTo(page, /^Activity$/)
    await page.keyboard.press('Enter')
    await activity.waitFor()
    expect(await isOpen(page, 'Activity')).toBe('true')
  })

  it('shows the reminders section unfolded for a key whose reminders are off', async () => {
    const { app, key } = await connected()
    const { page } = app
    await showKey(app, key.name)
    expect(await isOpen(page, 'Reminders')).toBe('false')
    await chooseInPanel(page, /^Snooze reminders…/)
    await page.getByRole('dialog').waitFor()
    await page.keyboard.press('Escape')
    const until = (await snapshotOf(page)).now + 3_600_000
    const snoozed = await call(page, 'reminder:snooze', { keys: [key.id], until })
    expect(snoozed.ok).toBe(true)
    await panel(page)
      .getByText(/^Silent until/)
      .waitFor()
    expect(await isOpen(page, 'Reminders')).toBe('true')
    expect(await openSections(page), 'what opens by itself is not saved').toEqual([])
  })

  it('remembers for all keys, and over a restart, which sections the user has opened', async () => {
    const { app, key } = await openConnected(open)
    const { page } = app
    const other = await otherKey(page, key.id)
    await showKey(app, key.name)
    await tabTo(page, /^Activity$/)
    await page.keyboard.press('Enter')
    expect(await isOpen(page, 'Activity')).toBe('true')
    await expect.poll(() => openSections(page)).toEqual(['activity'])
    await showKey(app, other)
    expect(await isOpen(page, 'Activity')).toBe('true')
    expect(await isOpen(page, 'Reminders')).toBe('false')
    await app.close()

    const again = await open({ profile: app.profile })
    await showKey(again, key.name)
    expect(await isOpen(again.page, 'Activity')).toBe('true')
    await tabTo(again.page, /^Activity$/)
    await again.page.keyboard.press('Space')
    expect(await isOpen(again.page, 'Activity')).toBe('false')
    await expect.poll(() => openSections(again.page)).toEqual([])
  })

  it('copies the variable by the button beside it, and regenerates from the menu, by keyboard alone', async () => {
    const { app, key } = await connected()
    const { page } = app
    await showKey(app, key.name)
    const variable = panel(page).getByLabel('Environment variable', { exact: true })
    await variable.fill('ATLAS_KEY')
    await variable.press('Enter')
    await panel(page).getByRole('button', { name: 'Copy variable name' }).waitFor()
    await tabTo(page, /^Copy variable name/)
    await page.keyboard.press('Enter')
    await page.getByText('Variable name copied').first().waitFor()

    const more = panel(page).getByRole('button', { name: /^More for/ })
    expect(
      await panel(page)
        .getByRole('button', { name: /^Regenerate/ })
        .count(),
    ).toBe(0)
    await more.focus()
    await page.keyboard.press('Enter')
    await chooseByLetters(page, 'Regenerate')
    await page
      .getByRole('dialog')
      .getByRole('button', { name: `Regenerate ${key.name} at RIPE Atlas` })
      .waitFor()
  })

  it('shows a long variable in full, on one line of text', async () => {
    const { app, key } = await connected()
    const { page } = app
    await showKey(app, key.name)
    const variable = panel(page).getByLabel('Environment variable', { exact: true })
    await variable.fill('PRODUCTION_ATLAS_SCHEDULER\n_API_KEY_READ_ONLY')
    await variable.press('Enter')
    await panel(page).getByRole('button', { name: 'Copy variable name' }).waitFor()
    expect(await variable.inputValue()).toBe('PRODUCTION_ATLAS_SCHEDULER_API_KEY_READ_ONLY')
    const isCut = await variable.evaluate(
      (field) => field.scrollWidth > field.clientWidth || field.scrollHeight > field.clientHeight,
    )
    expect(isCut).toBe(false)
  })

  it('keeps its menu on the line of its other buttons while the panel is narrow', async () => {
    const { page } = await empty()
    const fields = { name: 'by-hand', tags: ['ci'] }
    await call(page, 'key:add', { secret: { from: 'typed', text: 'made-up-secret' }, fields })
    await page.setViewportSize({ width: 1000, height: 640 })
    await page.getByRole('grid').getByText('by-hand', { exact: true }).click()
    await panel(page)
      .getByRole('button', { name: /^More for/ })
      .waitFor()
    const tops = await panel(page)
      .locator('.detail-buttons .button')
      .evaluateAll((buttons) => buttons.map((button) => button.getBoundingClientRect().top))
    expect(tops).toHaveLength(4) // Copy, its other forms, Update secret… and the menu
    expect(new Set(tops).size).toBe(1)
    expect(await misfits(page)).toEqual([])
    await picture(page, 'panel-narrow')
  })

  it.each([
    [1280, 800],
    [720, 480],
    [640, 400],
  ])(
    'covers no text of a row with the buttons that appear under the mouse, at %i×%i',
    async (width, height) => {
      const { page } = await empty()
      const fields = {
        name: 'soon-over',
        typedExpiry: Date.now() + 2.5 * 86_400_000,
        tags: ['ci', 'prod', 'edge'],
      }
      await call(page, 'key:add', { secret: { from: 'typed', text: 'made-up-secret' }, fields })
      await page.setViewportSize({ width, height })
      const row = page.getByRole('grid').locator('[data-key]').first()
      await row.hover()
      await row.locator('.row-actions').waitFor()
      const covered = await row.evaluate((element) => {
        const actions = element.querySelector('.row-actions')!.getBoundingClientRect()
        const texts = [...element.querySelectorAll('[role="gridcell"]:not(.cell-name), .name')]
        return texts
          .filter((text) => {
            const { left, right } = text.getBoundingClientRect()
            return right > actions.left + 1 && left < actions.right - 1
          })
          .map((text) => text.className)
      })
      expect(covered).toEqual([])
      const isCut = await row.locator('.name').evaluate((name) => name.scrollWidth > name.clientWidth)
      expect(isCut).toBe(false)
      await picture(page, `row-hover-${width}`)
    },
  )

  it('opens the menu of a row by the button beside its name', async () => {
    const { app, key } = await connected()
    const { page } = app
    await page.getByRole('combobox', { name: 'Search keys' }).fill(`"${key.name}"`)
    const row = page.getByRole('grid').locator('[data-key]').first()
    await row.hover()
    await row.locator('[data-menu]').click()
    await page.getByRole('menu', { name: `Commands for ${key.name}` }).waitFor()
    await page.keyboard.press('Escape')
    await page.getByRole('menu').waitFor({ state: 'hidden' })
    expect(await panel(page).count()).toBe(0)
  })
})
