/** The parts of a picture, and the steps in the page that several pictures share. */
import type { Page } from 'playwright-core'
import type { AtlasEmulator } from '../emulators/ripe-atlas.ts'
import type { FileKeychain } from '../fakes/file-keychain.ts'
import { HOST_ORIGIN } from '../host/page.ts'

export interface Scene {
  readonly page: Page
  readonly atlas: AtlasEmulator
  readonly keychain: FileKeychain
}

export interface Screen {
  readonly name: string
  /** Leads from the newly loaded list to the screen. */
  readonly show: (scene: Scene) => Promise<unknown>
  /** Undoes every change that the next screen would show. */
  readonly after?: (scene: Scene) => unknown
  /** The screen cannot change settings: its theme setting is "system", and the picture changes the system's theme instead. */
  readonly followsSystem?: true
  /** Taken in forced colours. */
  readonly hasForcedColours?: true
  /** The sizes of its window, if they differ from the main one's. */
  readonly sizes?: readonly { readonly width: number; readonly height: number }[]
}

/** Navigates to another page of the program; `''` is the main one. */
export const goToPage = (page: Page, file: string) => page.goto(`${HOST_ORIGIN}/${file}`)

/** Calls the program through the page. Rejects when the call fails. */
export const call = (page: Page, name: string, input?: object): Promise<void> =>
  page.evaluate(
    async ([called, given]) => {
      const { vault } = window as unknown as {
        vault: { call(name: string, input?: unknown): Promise<string> }
      }
      const answer = JSON.parse(await vault.call(called, given)) as { ok: boolean }
      if (!answer.ok) throw new Error(`${called} was refused`)
    },
    [name, input] as const,
  )

export const goTo = (screen: string) => (scene: Scene) =>
  scene.page.getByRole('navigation').getByRole('button', { name: screen }).click()

/** Searches first, because only visible rows are in the page. */
export async function openKey({ page }: Scene, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Search keys' }).fill(`"${name}"`)
  await page.getByRole('grid').getByText(name, { exact: true }).first().click()
  await page.getByRole('article').waitFor()
}

/** Opens the panel of a key whose replacement has been created. */
export async function openOverlap(scene: Scene): Promise<void> {
  await goTo('Overlapping')(scene)
  await scene.page
    .getByRole('grid')
    .getByText(/^Retiring, /)
    .first()
    .click()
  await scene.page.getByRole('article').getByText('Both keys work', { exact: true }).waitFor()
}

export const selectionBar = (page: Page) => page.getByRole('toolbar', { name: 'Selected keys' })

/** Selects the first row and the `more` rows below it by keyboard. */
export async function selectKeys({ page }: Scene, more: number): Promise<void> {
  await page.getByRole('grid', { name: 'Keys' }).focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('Shift+Space')
  for (let row = 0; row < more; row += 1) await page.keyboard.press('Shift+ArrowDown')
  await selectionBar(page).waitFor()
}
