/** What a picture is made of, and the ways through the page that several pictures take. */
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
  /** From a freshly loaded page with the list to the screen. */
  readonly show: (scene: Scene) => Promise<unknown>
  /** Undoes what would show on the next screen. */
  readonly after?: (scene: Scene) => unknown
  /** It may change no settings: its theme is the system's, and so is the setting. */
  readonly followsSystem?: true
  /** Where its window has other sizes than the main one. */
  readonly sizes?: readonly { readonly width: number; readonly height: number }[]
}

/** Leaves for another page of the program; `''` is the main one. */
export const goToPage = (page: Page, file: string) => page.goto(`${HOST_ORIGIN}/${file}`)

/** Asks the program through the page. Rejects when it says no. */
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

/** The page needs the row in view: the search sees to it. */
export async function openKey({ page }: Scene, name: string): Promise<void> {
  await page.getByRole('combobox', { name: 'Search keys' }).fill(`"${name}"`)
  await page.getByRole('grid').getByText(name, { exact: true }).first().click()
  await page.getByRole('article').waitFor()
}
