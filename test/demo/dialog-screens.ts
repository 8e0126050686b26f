/**
 * The pictures of the dialogs at the two sizes where they have the least room, and the table that names a picture of every dialog. Each of these
 * screens is also checked: nothing is cut off, too small to press, or overlapping.
 */
import type { EntryName } from '../../electron/core/ports/keychain.ts'
import { Secret } from '../../electron/core/ports/secret.ts'
import type { DialogState } from '../../renderer/vault/dialog-state.ts'
import { call, goTo, openKey, openOverlap, selectKeys, type Scene, type Screen } from './scene.ts'

/** The smallest window, and a window of 1280×800 at 200 % zoom. */
export const SMALL_SIZES = [
  { width: 720, height: 480 },
  { width: 640, height: 400 },
] as const

/** Runs a command by the palette: on the open key, the selected keys or the shown account. */
async function run({ page }: Scene, words: string): Promise<void> {
  await page.keyboard.press('Control+k')
  const palette = page.getByRole('dialog')
  await palette.getByRole('combobox').fill(words)
  await palette.getByRole('option', { name: new RegExp(`^${words}`), selected: true }).waitFor()
  await page.keyboard.press('Enter')
  await palette.getByRole('combobox', { name: /^Search commands/ }).waitFor({ state: 'detached' })
}

const command = (words: string) => (scene: Scene) => run(scene, words)

const ofKey = (name: string, words: string) => async (scene: Scene) => {
  await openKey(scene, name)
  await run(scene, words)
}

const ofAccount = (name: RegExp, words: string) => async (scene: Scene) => {
  await scene.page.getByRole('navigation').getByRole('button', { name }).click()
  await run(scene, words)
}

const ofKeys = (words: string) => async (scene: Scene) => {
  await selectKeys(scene, 3)
  await run(scene, words)
}

const ofManualKeys = (words: string) => async (scene: Scene) => {
  await goTo('Manual keys')(scene)
  await selectKeys(scene, 1)
  await run(scene, words)
}

const ofOverlap = (words: string) => async (scene: Scene) => {
  await openOverlap(scene)
  await run(scene, words)
}

const press = ({ page }: Scene, name: string | RegExp) => page.getByRole('button', { name }).first().click()

const ORPHAN = 'key made-up-00000000 v1' as EntryName

/** Dialogs that no other picture shows. */
export const DIALOG_SCREENS: readonly Screen[] = [
  { name: 'dialog-change-account', show: ofAccount(/^RIPE lab/, 'Edit account…') },
  { name: 'dialog-remove-account', show: ofAccount(/^RIPE lab/, 'Remove the account…') },
  { name: 'dialog-create-key', show: ofAccount(/^GitLab/, 'Create a key…') },
  { name: 'dialog-described', show: command('Providers you described…') },
  {
    name: 'dialog-remove-description',
    async show(scene) {
      await run(scene, 'Providers you described…')
      await press(scene, /^More for /)
      await scene.page.getByRole('menuitem', { name: 'Remove description…' }).click()
    },
  },
  { name: 'dialog-columns', show: command('Columns…') },
  { name: 'dialog-edit-key', show: ofKey('grafana-prod', 'Edit at RIPE Atlas…') },
  { name: 'dialog-switch', show: ofKey('grafana-prod', 'Disable at RIPE Atlas…') },
  { name: 'dialog-revoke', show: ofKey('grafana-prod', 'Delete at RIPE Atlas…') },
  { name: 'dialog-paste', show: ofKey('legacy-ftp', 'Update secret…') },
  { name: 'dialog-delete', show: ofKey('legacy-ftp', 'Remove from Keyhold…') },
  {
    name: 'dialog-delete-version',
    async show(scene) {
      await openKey(scene, 'grafana-prod')
      const versions = scene.page.getByRole('article').getByRole('button', { name: /^Versions/ })
      if ((await versions.getAttribute('aria-expanded')) === 'false') await versions.click()
      await press(scene, /^Delete version/)
    },
  },
  { name: 'dialog-disable-keys', show: ofKeys('Disable keys…') },
  { name: 'dialog-delete-keys', show: ofKeys('Delete keys…') },
  { name: 'dialog-expire-keys', show: ofManualKeys('Set expiry…') },
  { name: 'dialog-expire-none', show: ofKeys('Set expiry…') },
  { name: 'dialog-snooze-keys', show: ofKeys('Snooze reminders…') },
  { name: 'dialog-export', show: ofKeys('Export secrets…') },
  { name: 'dialog-keep-longer', show: ofOverlap('Keep longer…') },
  { name: 'dialog-roll-back', show: ofOverlap('Roll back…') },
  {
    name: 'dialog-operation',
    async show(scene) {
      // Regenerated with a lost answer: the key has a new ID at its provider, so the record with the operation counts as deleted there.
      await scene.page.getByRole('combobox', { name: 'Search keys' }).fill('計測キー・東京 is:gone')
      await scene.page.getByRole('grid').getByText('計測キー・東京', { exact: true }).first().click()
      await press(scene, /^Show next steps/)
    },
  },
  { name: 'dialog-import', show: command('Import keys…') },
  { name: 'dialog-back-up', show: command('Back up secrets…') },
  { name: 'dialog-check-backup', show: command('Check the backup…') },
  { name: 'dialog-restore', show: command('Restore from a backup…') },
  {
    name: 'dialog-automatic-backups',
    async show(scene) {
      await goTo('Settings')(scene)
      await press(scene, 'Turn on…')
    },
  },
  {
    name: 'dialog-delete-orphan',
    async show(scene) {
      await scene.keychain.write(ORPHAN, Secret.fromText('made-up'))
      await goTo('Settings')(scene)
      await press(scene, 'Look for orphaned entries')
      await press(scene, /^Delete .*made-up/)
    },
    after: ({ keychain }) => keychain.remove(ORPHAN),
  },
  { name: 'dialog-about', show: command('About Keyhold') },
  {
    name: 'dialog-notices',
    async show(scene) {
      await run(scene, 'About Keyhold')
      await press(scene, 'Third-party licences')
    },
  },
  {
    name: 'dialog-check-secret',
    async show(scene) {
      const secret = { from: 'typed', text: 'ghp_16C7e42F292c6912E7710c838347Ae178B4a' }
      await call(scene.page, 'key:add', { secret, fields: { name: 'made-up-github' } })
      await openKey(scene, 'made-up-github')
      await press(scene, /^Check/)
    },
  },
]

/**
 * A picture of every dialog, by name, except the two dialogs of the sealed vault, which the demo's keychain does not offer. The spec of the sealed
 * vault covers those.
 */
export const DIALOG_PICTURES: Readonly<
  Record<Exclude<DialogState['kind'], 'sealed-vault' | 'move-secrets'>, string>
> = {
  'connect-account': 'connect-form',
  'change-account': 'dialog-change-account',
  'remove-account': 'dialog-remove-account',
  'describe-provider': 'describe-form',
  'described-providers': 'dialog-described',
  'remove-description': 'dialog-remove-description',
  'review-list': 'described-review',
  columns: 'dialog-columns',
  'save-search': 'saved-searches-name',
  'rename-search': 'saved-searches-rename',
  'add-key': 'add-key',
  'create-key': 'dialog-create-key',
  'edit-key': 'dialog-edit-key',
  regenerate: 'regenerate',
  replace: 'replace-1-new-key',
  paste: 'dialog-paste',
  'check-secret': 'dialog-check-secret',
  switch: 'dialog-switch',
  snooze: 'reminders-snooze',
  revoke: 'dialog-revoke',
  delete: 'dialog-delete',
  'delete-version': 'dialog-delete-version',
  'tag-keys': 'many-tags',
  'export-secrets': 'dialog-export',
  'disable-keys': 'dialog-disable-keys',
  'delete-keys': 'dialog-delete-keys',
  'expire-keys': 'dialog-expire-keys',
  'snooze-keys': 'dialog-snooze-keys',
  'replace-keys': 'many-replace',
  queue: 'queue-doubt',
  operation: 'dialog-operation',
  retire: 'overlap-retire',
  'keep-longer': 'dialog-keep-longer',
  'roll-back': 'dialog-roll-back',
  'delete-orphan': 'dialog-delete-orphan',
  'import-keys': 'dialog-import',
  'back-up': 'dialog-back-up',
  'automatic-backups': 'dialog-automatic-backups',
  'check-backup': 'dialog-check-backup',
  restore: 'dialog-restore',
  attention: 'attention',
  commands: 'commands',
  shortcuts: 'commands-shortcuts',
  about: 'dialog-about',
  notices: 'dialog-notices',
}
