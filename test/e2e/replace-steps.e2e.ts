import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { call, forPage, type OpenedApp } from './app.ts'
import { findings } from './axe-findings.ts'
import { openConnected, showKey } from './connected.ts'
import { misfits } from './fit.ts'
import { chooseByLetters, tabTo } from './keyboard.ts'
import { picture } from './pictures.ts'

/** The smallest window, and a window of 1280×800 at 200 % zoom. */
const SIZES = [
  { width: 640, height: 400 },
  { width: 720, height: 480 },
] as const

const panel = (page: Page) => page.getByRole('article')
const dialog = (page: Page) => page.getByRole('dialog').or(page.getByRole('alertdialog'))
/** The current step as the open dialog marks it, or as the panel does if no dialog is open. */
const currentStep = (page: Page) => page.locator('.stepper [aria-current="step"]').last()

const isFocused = (element: Element) => element === document.activeElement

async function operationOf({ page }: OpenedApp) {
  const taken = await call(page, 'app:snapshot')
  if (!taken.ok || taken.value.vault !== 'open') throw new Error('The vault is not open')
  return taken.value.operations[0]
}

/** The text of the primary button. There must be exactly one. */
async function primary(page: Page, within: string): Promise<string> {
  const found = page.locator(`${within} .button.primary`)
  await expect.poll(() => found.count()).toBe(1)
  return found.innerText()
}

/** Checks the visible page: nothing is cut off in either small size, and axe finds nothing in either theme. */
async function look(page: Page, name: string): Promise<void> {
  for (const size of SIZES) {
    await page.setViewportSize(size)
    await picture(page, `${name}-${size.width}`)
    expect(await misfits(page), `${name}, ${size.width}×${size.height}`).toEqual([])
  }
  for (const theme of ['light', 'dark'] as const) {
    await call(page, 'settings:change', { theme })
    await page.locator(`html[data-theme="${theme}"]`).waitFor()
    expect(await findings(page), `${name}, ${theme}`).toEqual([])
  }
  await call(page, 'settings:change', { theme: 'system' })
}

forPage((open) => {
  it('leads from the new key through the checklist to the end of the old key by keyboard alone', async () => {
    const { app, emulator, key } = await openConnected(open)
    const { page } = app
    const { keyboard } = page
    const fields = { environment: 'ATLAS_KEY', notes: 'The nightly job in CI' }
    await call(page, 'key:edit', { key: key.id, fields })
    await showKey(app, key.name)

    await tabTo(page, /^Replace…/)
    await keyboard.press('Enter')
    await dialog(page).getByRole('button', { name: 'Change details' }).waitFor()
    expect(await currentStep(page).innerText()).toContain('New key')
    expect(await primary(page, '[role="dialog"]')).toBe('Create new key')
    expect(await dialog(page).getByRole('textbox').count()).toBe(0)
    await look(page, 'Step 1')
    await keyboard.press('Enter')

    await dialog(page).waitFor({ state: 'hidden' })
    await panel(page).getByText('0 of 2 switched over').waitFor()
    expect(await currentStep(page).innerText()).toContain('Switch over')
    expect(await primary(page, '.detail-pane')).toBe('Copy new key')
    await look(page, 'Step 2')
    const { secret } = emulator.handedOut().at(-1)!
    await tabTo(page, /^Copy new key/)
    await keyboard.press('Enter')
    await expect.poll(() => app.readClipboard()).toBe(secret)
    await tabTo(page, /^Copy as… \(new /)
    await keyboard.press('Enter')
    await chooseByLetters(page, 'Copy as .env')
    await expect.poll(() => app.readClipboard()).toContain(`ATLAS_KEY=${secret}`)
    await tabTo(page, /^Test new key/)
    await keyboard.press('Enter')
    await panel(page).getByText('RIPE Atlas accepts the new key').waitFor()

    await panel(page)
      .getByRole('button', { name: /^Retire old key…/ })
      .press('Enter')
    const warning = dialog(page).getByRole('status').filter({ hasText: '2 places aren’t switched over yet' })
    await warning.getByText('ATLAS_KEY').waitFor()
    await look(page, 'Step 3, too early')
    await keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'hidden' })

    for (const [place, count] of [
      [/ATLAS_KEY/, 1],
      [/notes/, 2],
    ] as const) {
      await panel(page).getByRole('checkbox', { name: place }).focus()
      await keyboard.press('Space')
      await panel(page).getByText(`${count} of 2 switched over`).waitFor()
    }
    expect((await operationOf(app))?.overlap?.switchedOver).toEqual(['variable ATLAS_KEY', 'notes'])
    expect(await currentStep(page).innerText()).toContain('Retire')
    expect(await primary(page, '.detail-pane')).toBe('Retire old key…')
    await look(page, 'Step 3')
    expect(emulator.requests.some(({ method }) => method === 'DELETE')).toBe(false)

    await tabTo(page, /^Retire old key…/)
    await keyboard.press('Enter')
    await dialog(page)
      .getByText(/still in use|been used since|doesn’t report/)
      .waitFor()
    expect(await warning.count()).toBe(0)
    await expect
      .poll(() => dialog(page).getByRole('radio', { name: 'Disable (reversible)' }).evaluate(isFocused))
      .toBe(true)
    await keyboard.press('ArrowRight') // The choice does not move the focus to the name that a deletion asks for.
    await dialog(page).getByRole('textbox', { name: 'Name' }).waitFor()
    expect(await dialog(page).getByRole('radio', { name: 'Delete' }).evaluate(isFocused)).toBe(true)
    await keyboard.press('ArrowLeft')
    await tabTo(page, /^Disable .* at RIPE Atlas/)
    await keyboard.press('Enter')
    await panel(page).getByText('The old key is disabled', { exact: true }).waitFor()
    expect(await currentStep(page).innerText()).toContain('Retire')
    expect(await primary(page, '.detail-pane')).toBe('Delete old key…')
    await look(page, 'Step 3, disabled')

    await tabTo(page, /^Delete old key…/)
    await keyboard.press('Enter')
    const name = dialog(page).getByRole('textbox', { name: 'Name' })
    await expect.poll(() => name.evaluate(isFocused)).toBe(true)
    await keyboard.type(key.name)
    await keyboard.press('Enter')
    await panel(page).locator('.stepper').waitFor({ state: 'hidden' })
    expect(await operationOf(app)).toBeUndefined()
    expect(emulator.handedOut()).toHaveLength(1)
  })

  it('shows the checklist in the old key’s panel too, removes a tick, and remembers that', async () => {
    const { app, key } = await openConnected(open)
    const { page } = app
    await showKey(app, key.name)
    await panel(page)
      .getByRole('button', { name: /^Replace/ })
      .press('Enter')
    await dialog(page).getByRole('button', { name: 'Create new key' }).press('Enter')
    await dialog(page).waitFor({ state: 'hidden' })
    const everything = panel(page).getByRole('checkbox', { name: 'Everything that uses the old one' })
    await everything.focus()
    await page.keyboard.press('Space')
    await panel(page).getByText('1 of 1 switched over').waitFor()

    await panel(page)
      .getByRole('button', { name: /^Show the other key/ })
      .press('Enter')
    await panel(page).getByText('1 of 1 switched over').waitFor()
    expect(await primary(page, '.detail-pane')).toBe('Retire old key…')
    await everything.focus()
    await page.keyboard.press('Space')
    await panel(page).getByText('0 of 1 switched over').waitFor()
    expect(await currentStep(page).innerText()).toContain('Switch over')
    expect(await primary(page, '.detail-pane')).toBe('Copy new key')
  })

  it('stays at the first step while the outcome of the creation is unknown', async () => {
    const { app, emulator, key } = await openConnected(open)
    const { page } = app
    await showKey(app, key.name)
    emulator.fault({ kind: 'cut-before', on: ({ method }) => method === 'POST' })
    await panel(page)
      .getByRole('button', { name: /^Replace/ })
      .press('Enter')
    await dialog(page).getByRole('button', { name: 'Create new key' }).press('Enter')
    await dialog(page).locator('.outcome').waitFor()
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'hidden' })

    await panel(page).getByText('Couldn’t confirm whether a new key was created').waitFor()
    expect(await currentStep(page).innerText()).toContain('New key')
    expect(await primary(page, '.detail-pane')).toBe('Show next steps')
    await look(page, 'Step 1, unknown')
  })
})
