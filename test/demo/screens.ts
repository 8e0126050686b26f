/**
 * A picture of every main screen and dialog, in both themes and at least two sizes, from the built page in the browser host. Each is also checked.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { findings } from '../e2e/axe-findings.ts'
import { misfits } from '../e2e/fit.ts'
import { smallOrCut } from '../e2e/small-or-cut.ts'
import { startRipeAtlas } from '../emulators/ripe-atlas.ts'
import { openHost } from '../host/host.ts'
import { COMMAND_SCREENS } from './command-screens.ts'
import { DESCRIBE_SCREENS } from './describe-screens.ts'
import { DIALOG_PICTURES, DIALOG_SCREENS, SMALL_SIZES } from './dialog-screens.ts'
import { FORCED_SCREENS } from './forced-screens.ts'
import { LOCK_SCREENS } from './lock-screens.ts'
import { MANY_SCREENS } from './many-screens.ts'
import { PALETTE_SCREENS } from './palette-screens.ts'
import { REMINDER_SCREENS } from './reminder-screens.ts'
import { REPLACE_SCREENS } from './replace-screens.ts'
import { call, goTo, openKey, type Scene, type Screen } from './scene.ts'
import { SEARCH_SCREENS } from './search-screens.ts'
import { SETTINGS_SCREENS } from './settings-screens.ts'
import { connectMany, MANY_KEYS_SCREENS, TIMELINE_SCREENS } from './timeline-screens.ts'

const THEMES = ['light', 'dark'] as const
const SIZES = [
  { width: 1440, height: 900 },
  { width: 900, height: 600 },
] as const

/** The number of keys in the pictures of a large vault. */
const MANY_KEYS = 10_000

/** Long enough for a machine that is busy with other work. */
const SHOWN_WITHIN_MS = 30_000

interface Places {
  readonly chromiumPath: string
  readonly profile: string
  /** An empty profile for the pictures of the first start. */
  readonly emptyProfile: string
  readonly browserDir: string
  /** The folder for the pictures; created if missing. */
  readonly targetDir: string
  /** Whether each screen gets one picture; the themes and the sizes alternate. Otherwise it gets one in each theme and size. */
  readonly isSample: boolean
}

/** The keys that the pictures open. They must not be changed before. */
export const PICTURED: readonly string[] = [
  'grafana-prod',
  'nightly-export',
  'dns-research-2027',
  'probe-scheduler',
]

const isRenewal = ({ method }: { readonly method: string }) => method === 'PATCH'

async function askToRenew(scene: Scene, name: string): Promise<void> {
  await openKey(scene, name)
  await scene.page
    .getByRole('article')
    .getByRole('button', { name: /^More for/ })
    .click()
  await scene.page.getByRole('menuitem', { name: /^Regenerate/ }).click()
  await scene.page.getByRole('dialog').waitFor()
}

/** Confirms the dialog, and waits until the outcome is shown. */
async function renew(scene: Scene, name: string, shown: (page: Page) => Locator): Promise<void> {
  await askToRenew(scene, name)
  const dialog = scene.page.getByRole('dialog')
  await dialog.getByRole('button', { name: `Regenerate ${name} at RIPE Atlas` }).click()
  await shown(scene.page).waitFor()
}

const outcomeScreen = (page: Page) => page.getByRole('dialog').locator('.outcome')

/** After a success, the toast and the opened key are shown, with the proof that its secret is stored. */
async function renewAndProve(scene: Scene, name: string): Promise<void> {
  await renew(scene, name, (page) => page.locator('.toast').getByText('New secret saved'))
  const panel = scene.page.getByRole('article')
  await panel.getByRole('button', { name: 'Storage details', exact: true }).click()
  await panel.getByText(/^Verified: Keyhold read the secret back/).waitFor()
}

const SCREENS: readonly Screen[] = [
  { name: 'keys', show: async () => undefined },
  {
    name: 'search',
    show: ({ page }) =>
      page.getByRole('combobox', { name: 'Search keys' }).pressSequentially('is:expiring prod'),
  },
  { name: 'detail', show: (scene) => openKey(scene, 'grafana-prod') },
  { name: 'detail-renewed-elsewhere', show: (scene) => openKey(scene, 'anycast-map') },
  ...TIMELINE_SCREENS,
  { name: 'history', show: goTo('History') },
  { name: 'settings', show: goTo('Settings') },
  ...SETTINGS_SCREENS,
  ...LOCK_SCREENS,
  ...COMMAND_SCREENS,
  ...SEARCH_SCREENS,
  { name: 'connect', show: goTo('Connect account') },
  {
    name: 'connect-form',
    async show(scene) {
      await goTo('Connect account')(scene)
      await scene.page.getByRole('dialog').getByText('RIPE Atlas').first().click()
    },
  },
  ...DESCRIBE_SCREENS,
  {
    name: 'add-key',
    async show({ page }) {
      await page.getByRole('button', { name: 'Add a key or an account' }).click()
      await page.getByRole('menuitem').filter({ hasText: 'manually' }).click()
    },
  },
  { name: 'attention', show: ({ page }) => page.getByRole('button', { name: 'Review' }).click() },
  { name: 'regenerate', show: (scene) => askToRenew(scene, 'grafana-prod') },
  { name: 'regenerate-stored', show: (scene) => renewAndProve(scene, 'grafana-prod') },
  {
    name: 'regenerate-rejected',
    show(scene) {
      scene.atlas.fault({ kind: 'status', status: 403, on: isRenewal })
      return renew(scene, 'nightly-export', (page) => page.getByText(/Nothing changed$/))
    },
  },
  {
    name: 'regenerate-unknown',
    show(scene) {
      // Cuts the connection before the provider acts. A regenerated key would have a new handle, and the next theme's picture could not find it.
      scene.atlas.fault({ kind: 'cut-before', on: isRenewal })
      return renew(scene, 'dns-research-2027', outcomeScreen)
    },
  },
  {
    name: 'regenerate-unsaved',
    async show(scene) {
      // The keychain is locked while the provider regenerates the key.
      scene.atlas.fault({ kind: 'hold', on: isRenewal })
      const arrived = scene.atlas.arrival(isRenewal)
      const ended = renew(scene, 'probe-scheduler', outcomeScreen)
      await arrived
      scene.keychain.lock()
      scene.atlas.release()
      await ended
    },
    after: ({ keychain }) => keychain.unlock(),
  },
  ...REPLACE_SCREENS,
  ...REMINDER_SCREENS,
  ...MANY_SCREENS,
  ...DIALOG_SCREENS,
  ...FORCED_SCREENS,
  ...PALETTE_SCREENS,
]

const DIALOGS: ReadonlySet<string> = new Set(Object.values(DIALOG_PICTURES))

/** The part that axe checks in the picture of a dialog. The page behind it has its own picture. */
const IN_DIALOG = '[role="dialog"], [role="alertdialog"]'

interface Pictures {
  readonly files: readonly string[]
  /**
   * Screens that could not be shown, with the reason. For each shown screen: controls that do not fit, texts that are cut, and findings of axe in a
   * dialog.
   */
  readonly missed: readonly string[]
}

/** Takes all pictures. No other program may have the profiles open. */
export async function takeScreens(places: Places, given: Omit<Scene, 'page'>): Promise<Pictures> {
  mkdirSync(places.targetDir, { recursive: true })
  const open = (profileDir: string) =>
    openHost({ ...places, profileDir, keychainService: undefined, keychain: given.keychain, headless: true })

  const files: string[] = []
  const missed = [...DIALOGS].filter((name) => !SCREENS.some((screen) => screen.name === name))
  let shown = 0
  async function attempt(scene: Scene, screen: Screen): Promise<void> {
    const { name, show, after } = screen
    try {
      await show(scene)
      const views = places.isSample ? sampleOf(screen, shown++) : viewsOf(screen)
      const taken = await takeAll(scene.page, screen, views, places.targetDir)
      files.push(...taken.files)
      missed.push(...taken.problems)
    } catch (error) {
      missed.push(`${name}: ${firstLine(error)}`)
    }
    try {
      await after?.(scene)
    } catch (error) {
      missed.push(`after ${name}: ${firstLine(error)}`)
    }
  }

  /** Fills the empty vault of the scene with 10,000 keys. */
  async function takeManyKeys(scene: Scene): Promise<void> {
    const emulator = await startRipeAtlas({ keys: MANY_KEYS })
    try {
      await connectMany(scene.page, emulator)
      for (const screen of MANY_KEYS_SCREENS) {
        await freshList(scene.page)
        await attempt(scene, screen)
      }
    } catch (error) {
      missed.push(`${String(MANY_KEYS)} keys: ${firstLine(error)}`)
    } finally {
      await emulator.close()
    }
  }

  const host = await open(places.profile)
  try {
    host.page.setDefaultTimeout(SHOWN_WITHIN_MS)
    for (const screen of places.isSample ? SCREENS.filter(isInSample) : SCREENS) {
      await freshList(host.page)
      await attempt({ ...given, page: host.page }, screen)
    }
  } finally {
    await host.close()
  }
  const first = await open(places.emptyProfile)
  try {
    const show = ({ page }: Scene) => page.getByRole('heading', { level: 1 }).waitFor()
    await attempt({ ...given, page: first.page }, { name: 'first-start', show })
    // A spec covers the timeline of 10,000 keys in every run.
    if (!places.isSample) await takeManyKeys({ ...given, page: first.page })
  } finally {
    await first.close()
  }
  return { files, missed }
}

const firstLine = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'unknown'

/** The list as after a start, in the largest window: in a small one, an open key covers the list. */
async function freshList(page: Page): Promise<void> {
  await page.setViewportSize(SIZES[0])
  await page.reload()
  await page.getByRole('grid', { name: 'Keys' }).waitFor()
}

interface View {
  readonly theme: (typeof THEMES)[number]
  readonly size: { readonly width: number; readonly height: number }
}

const viewsIn = (sizes: readonly View['size'][]): readonly View[] =>
  THEMES.flatMap((theme) => sizes.map((size) => ({ theme, size })))

/** A dialog is also shown at the sizes with the least room. */
const viewsOf = ({ name, sizes = SIZES }: Screen): readonly View[] =>
  viewsIn(DIALOGS.has(name) ? [...sizes, ...SMALL_SIZES] : sizes)

/** One picture of a screen, or of a dialog at a size with little room. The themes and the sizes alternate. */
function sampleOf({ name, sizes = SIZES }: Screen, index: number): readonly View[] {
  const all = viewsIn(DIALOGS.has(name) ? SMALL_SIZES : sizes)
  return [all[index % all.length]!]
}

/** A sample skips screens that a spec covers in every run, and every second one of the rarer dialogs, because each needs many steps of its own. */
const isInSample = (screen: Screen): boolean =>
  !FORCED_SCREENS.includes(screen) && DIALOG_SCREENS.indexOf(screen) % 2 !== 1

async function takeAll(
  page: Page,
  { name, followsSystem, hasForcedColours }: Screen,
  views: readonly View[],
  targetDir: string,
): Promise<{ readonly files: readonly string[]; readonly problems: readonly string[] }> {
  const files: string[] = []
  const problems: string[] = []
  await page.emulateMedia({ forcedColors: hasForcedColours ? 'active' : 'none' })
  for (const { theme, size } of views) {
    await (followsSystem ? page.emulateMedia({ colorScheme: theme }) : setTheme(page, theme))
    await page.setViewportSize(size)
    await settled(page)
    const file = `${name}-${theme}-${String(size.width)}x${String(size.height)}.png`
    await page.screenshot({ path: join(targetDir, file) })
    files.push(file)
    problems.push(...(await problemsOf(page, name)).map((problem) => `${file}: ${problem}`))
  }
  return { files, problems }
}

async function problemsOf(page: Page, name: string): Promise<string[]> {
  const found = [...(await misfits(page)), ...(await smallOrCut(page))]
  if (!DIALOGS.has(name)) return found
  if ((await page.locator(IN_DIALOG).count()) === 0) return [...found, 'shows no dialog']
  const byAxe = await findings(page, IN_DIALOG)
  return [...found, ...byAxe.map(({ id, where }) => `axe: ${id} at ${where.join(', ')}`)]
}

async function setTheme(page: Page, theme: (typeof THEMES)[number]): Promise<void> {
  await call(page, 'settings:change', { theme })
  await page.locator(`html[data-theme="${theme}"]`).waitFor()
}

/** Resolves two frames after the last animation has ended. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
    await frame()
    // A spinner never ends; its picture can be taken at any time.
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map(({ finished }) => finished))
    await frame()
  })
}
