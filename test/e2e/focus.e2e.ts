import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { forPage } from './app.ts'
import { chooseInPanel, shareConnected, showKey, type Connected } from './connected.ts'

const panel = (page: Page) => page.getByRole('article')
const dialog = (page: Page) => page.getByRole('dialog')
const question = (page: Page) => page.getByRole('alertdialog', { name: 'Discard what you typed?' })
const focused = (page: Page) =>
  page.evaluate(() => {
    const element = document.activeElement
    if (!(element instanceof HTMLElement)) return ''
    const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : []
    return element.getAttribute('aria-label') ?? labels.map((label) => label.textContent).join(' ')
  })
const holdsFocus = (page: Page, selector: string) =>
  page.evaluate((where) => document.activeElement?.closest(where) !== null, selector)

/** Types a key's notes and moves the focus to another field. */
async function leaveNotes({ app, key }: Connected) {
  const { page } = app
  await showKey(app, key.name)
  const notes = panel(page).getByLabel('Notes', { exact: true })
  await notes.click()
  await page.keyboard.type('first words')
  await page.getByRole('combobox', { name: 'Search keys' }).click()
  return { app, key, notes }
}

forPage((open) => {
  const connected = shareConnected(open)

  it('focuses a button that changes no old key after Replace… and Regenerate…, and the first field of an opened form', async () => {
    const { app, key } = await connected()
    const { page } = app
    await showKey(app, key.name)
    await panel(page)
      .getByRole('button', { name: /^Replace/ })
      .press('Enter')
    await dialog(page).getByRole('button', { name: 'Create new key' }).waitFor()
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Create new key')
    await dialog(page).getByRole('button', { name: 'Change details' }).press('Enter')
    await expect.poll(() => holdsFocus(page, '[role="dialog"] .dialog-body input')).toBe(true)
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'hidden' })
    await panel(page).waitFor()

    await chooseInPanel(page, /^Regenerate/)
    await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Cancel') // without a field, the safest button gets the focus
  })

  it('asks before Escape or the close button discards typed text, and keeps the text if the user says so', async () => {
    const { page } = (await connected()).app
    await page.keyboard.press('ControlOrMeta+n')
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'hidden' }) // nothing was typed

    await page.keyboard.press('ControlOrMeta+n')
    const secret = dialog(page).getByLabel(/^Secret/)
    await secret.fill('typed-and-not-saved')
    for (const leave of [
      () => page.keyboard.press('Escape'),
      () => dialog(page).getByRole('button', { name: 'Close' }).click(),
    ]) {
      await leave()
      await question(page).waitFor()
      await expect.poll(() => page.evaluate(() => document.activeElement?.textContent)).toBe('Keep editing')
      await page.keyboard.press('Escape')
      await question(page).waitFor({ state: 'hidden' })
      expect(await secret.inputValue()).toBe('typed-and-not-saved')
    }
    await page.mouse.click(4, 4)
    expect(await secret.inputValue()).toBe('typed-and-not-saved')
    await secret.press('Escape')
    await question(page).getByRole('button', { name: 'Discard' }).click()
    await dialog(page).waitFor({ state: 'hidden' })
    await question(page).waitFor({ state: 'hidden' })
  })

  it('closes only the editor by Escape, not the panel around it', async () => {
    const { app, key } = await connected()
    const { page } = app
    await showKey(app, key.name)
    for (const label of ['Environment variable', 'Tags', 'Notes']) {
      const field = panel(page).getByLabel(label, { exact: true })
      const before = await field.inputValue()
      await field.fill('typed')
      await field.press('Escape')
      expect(await field.inputValue(), label).toBe(before)
      await panel(page).waitFor()
    }
    await panel(page).getByRole('button', { name: 'Reminders', exact: true }).press('Enter')
    await panel(page).getByRole('button', { name: 'Edit reminders' }).press('Enter')
    const save = panel(page).getByRole('button', { name: 'Save reminders' })
    await expect.poll(() => holdsFocus(page, '.detail-pane .form')).toBe(true)
    await save.press('Escape')
    await save.waitFor({ state: 'hidden' })
    await panel(page).waitFor()
    await expect.poll(() => focused(page)).toBe('Edit reminders')
    await page.keyboard.press('Escape')
    await panel(page).waitFor({ state: 'hidden' })
  })

  it('does not undo a change of the notes from another field, but undoes it from the list', async () => {
    const { app, key, notes } = await leaveNotes(await connected())
    const { page } = app
    await page.keyboard.press('ControlOrMeta+z')
    expect(await notes.inputValue()).toBe('first words')
    await page.getByRole('grid').focus()
    await page.keyboard.press('ControlOrMeta+z')
    await page.getByText('Undone', { exact: true }).waitFor()
    await expect.poll(() => notes.inputValue()).toBe('')
    await panel(page).getByRole('button', { name: 'Close the panel' }).click()
    await showKey(app, key.name)
    await expect.poll(() => notes.inputValue()).toBe('')
  })

  it('does not undo a change of the notes once the time for undo is over', async () => {
    const { app, key, notes } = await leaveNotes(await connected())
    const { page } = app
    const undo = page.getByRole('button', { name: 'Undo', exact: true })
    await undo.waitFor()
    await undo.waitFor({ state: 'hidden' })
    await page.keyboard.press('ControlOrMeta+z')
    await page.getByRole('grid').focus()
    await page.keyboard.press('ControlOrMeta+z')
    await page.getByRole('combobox', { name: 'Search keys' }).click()
    expect(await notes.inputValue()).toBe('first words')
    await panel(page).getByRole('button', { name: 'Close the panel' }).click()
    await showKey(app, key.name)
    await expect.poll(() => notes.inputValue()).toBe('first words')
  })
})
