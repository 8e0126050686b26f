import { chownSync, existsSync, readFileSync, writeFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Kdbx, KdbxCredentials, ProtectedValue } from 'kdbxweb'
import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { provideKdbx } from '../../electron/formats/kdbx-file.ts'
import { call, forEachWorld, forPage, share } from './app.ts'
import { findings } from './axe-findings.ts'
import { misfits } from './fit.ts'
import { picture } from './pictures.ts'

const PASSPHRASE = 'correct horse battery'

const dialog = (page: Page) => page.getByRole('dialog')
const table = (page: Page) => dialog(page).getByRole('grid', { name: 'What the files hold' })

/** A `.env` file with a new secret, one that is already stored, a duplicate, a setting and an empty value. */
function writeEnv(folder: string): string {
  const path = join(folder, '.env')
  const lines = ['STRIPE_KEY=made-up-secret-a1', 'OLD_KEY=made-up-secret-old', 'COPY_KEY=made-up-secret-a1']
  writeFileSync(path, [...lines, 'PORT=3000', 'EMPTY='].join('\n'))
  return path
}

async function writeKdbx(folder: string): Promise<string> {
  provideKdbx()
  const kdbx = Kdbx.create(new KdbxCredentials(ProtectedValue.fromString(PASSPHRASE)), 'Own')
  kdbx.setVersion(3)
  kdbx.header.keyEncryptionRounds = 2
  const entry = kdbx.createEntry(kdbx.getDefaultGroup())
  entry.fields.set('Title', 'Deploy key')
  entry.fields.set('Password', ProtectedValue.fromString('made-up-secret-b2'))
  const path = join(folder, 'own.kdbx')
  writeFileSync(path, new Uint8Array(await kdbx.save()))
  return path
}

async function openByPalette(page: Page): Promise<void> {
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: /command/i }).fill('import keys')
  await page.keyboard.press('Enter')
  await dialog(page).getByRole('heading', { name: 'Import keys' }).waitFor()
}

async function secretOf(page: Page, name: string, readClipboard: () => Promise<string>): Promise<string> {
  const snapshot = await call(page, 'app:snapshot')
  if (!snapshot.ok || snapshot.value.vault !== 'open') throw new Error('The vault is not open')
  const key = snapshot.value.keys.find((row) => row.name === name)
  if (key === undefined) throw new Error(`No key is called ${name}`)
  const before = await readClipboard()
  expect(await call(page, 'key:copy', { key: key.id })).toMatchObject({ ok: true })
  await expect.poll(readClipboard).not.toBe(before)
  return readClipboard()
}

/** Drags a file of another program over the middle of the window. Returns the function that drops it there. */
async function dragIn(page: Page, path: string): Promise<() => Promise<void>> {
  const mouse = await page.context().newCDPSession(page)
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }))
  const send = (type: 'dragEnter' | 'dragOver' | 'drop') =>
    mouse.send('Input.dispatchDragEvent', {
      ...{ type, x: width / 2, y: height / 2 },
      data: { items: [], files: [path], dragOperationsMask: 1 },
    })
  await send('dragEnter')
  await send('dragOver')
  return async () => {
    await send('drop')
    await mouse.detach()
  }
}

/** Imitates a drop as a page's script could, with an event and a file that the script creates. */
const forgeDrop = (page: Page, name: string) =>
  page.evaluate((fileName) => {
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File(['API_KEY=made-up-secret-c3'], fileName))
    document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
  }, name)

// Each world finds the paths of dropped files in its own way.
forEachWorld((openNew) => {
  const open = share(openNew)

  it('imports a file that is dropped on the window, and none that a page has made', async () => {
    const { page, profile } = await open()
    const path = writeEnv(profile.homeDir)
    await page.getByRole('button', { name: /^Import keys/ }).waitFor()
    await forgeDrop(page, path)
    await dialog(page).getByRole('heading', { name: 'Import keys' }).waitFor()
    expect(await call(page, 'import:choose', { from: 'dropped' })).toEqual({ ok: true, value: {} })
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'hidden' })

    const drop = await dragIn(page, path)
    await page.getByText('Drop to import keys').waitFor()
    await picture(page, 'import-drop')
    await drop()
    await table(page).getByText('STRIPE_KEY', { exact: true }).waitFor()
    await page.getByText('Drop to import keys').waitFor({ state: 'hidden' })
  })

  it('takes a file into the open dialog of the import, and none into another dialog', async () => {
    const { page, profile } = await open()
    const path = writeEnv(profile.homeDir)
    await page.getByRole('button', { name: /^Add a key manually/ }).click()
    await dialog(page).getByRole('heading', { name: 'Add a key' }).waitFor()
    await (
      await dragIn(page, path)
    )()
    expect(await page.getByText('Drop to import keys').count()).toBe(0)
    await dialog(page).getByRole('heading', { name: 'Add a key' }).waitFor()
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'hidden' })
    await openByPalette(page)
    await (
      await dragIn(page, path)
    )()
    await table(page).getByText('STRIPE_KEY', { exact: true }).waitFor()
  })
})

forPage((open) => {
  it('imports a .env file and an encrypted KeePass file by keyboard, and finds the keys with their secrets', async () => {
    const { page, profile, choosePath, readClipboard } = await open()
    await choosePath(writeEnv(profile.homeDir))
    await page.getByRole('button', { name: /^Import keys/ }).press('Enter')
    await dialog(page).getByRole('button', { name: 'Choose files…' }).waitFor()
    await picture(page, 'import-choose')
    expect(await findings(page)).toEqual([])
    const added = await call(page, 'key:add', {
      secret: { from: 'typed', text: 'made-up-secret-old' },
      fields: { name: 'stored before', typedExpiry: 'never' },
    })
    expect(added.ok).toBe(true)

    await page.keyboard.press('Enter')
    await table(page)
      .getByRole('row', { name: /STRIPE_KEY.*New key/, selected: true })
      .waitFor()
    await table(page)
      .getByRole('row', { name: /OLD_KEY.*Already stored: stored before/ })
      .waitFor()
    await table(page)
      .getByRole('row', { name: /COPY_KEY.*Same secret as above/, selected: false })
      .waitFor()
    await table(page)
      .getByRole('row', { name: /EMPTY.*it has no value/ })
      .waitFor()
    await picture(page, 'import-preview')
    expect(await findings(page)).toEqual([])
    await page.setViewportSize({ width: 720, height: 480 })
    await picture(page, 'import-preview-small')
    // 200 % zoom of that window.
    await page.setViewportSize({ width: 360, height: 240 })
    await page.keyboard.press('End')
    await page.keyboard.press('Home')
    await picture(page, 'import-preview-zoomed')
    const first = await table(page).getByRole('row').nth(2).boundingBox()
    const foot = await dialog(page).getByRole('button', { name: 'Back' }).boundingBox()
    expect((first?.y ?? 240) + (first?.height ?? 0)).toBeLessThan(foot?.y ?? 0)
    expect(await misfits(page)).toEqual([])
    await page.setViewportSize({ width: 1_200, height: 800 })

    // The table has the focus. The fourth line is a setting, which is not chosen initially.
    for (const press of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'Space']) await page.keyboard.press(press)
    await dialog(page).getByText('2 of 3 chosen').waitFor()
    await page.keyboard.press('Space')
    await dialog(page).getByRole('button', { name: 'Import 1 secret' }).press('Enter')
    await dialog(page).getByText('Import finished').waitFor()
    await dialog(page).getByText('1 key added').waitFor()
    await picture(page, 'import-report')
    expect(await findings(page)).toEqual([])
    await page.keyboard.press('Enter')
    await dialog(page).waitFor({ state: 'hidden' })

    await choosePath(await writeKdbx(profile.homeDir))
    await openByPalette(page)
    await page.keyboard.press('Enter')
    const passphrase = dialog(page).getByLabel('Passphrase of the file', { exact: true })
    await passphrase.waitFor()
    await page.keyboard.type('another horse')
    await page.keyboard.press('Enter')
    await dialog(page).getByText('Wrong passphrase. Try again.').waitFor()
    expect(await passphrase.inputValue()).toBe('')
    await picture(page, 'import-unlock')
    expect(await findings(page)).toEqual([])
    await page.keyboard.type(PASSPHRASE)
    await page.keyboard.press('Enter')
    await table(page)
      .getByRole('row', { name: /Deploy key.*New key/ })
      .waitFor()
    await dialog(page).getByRole('button', { name: 'Import 1 secret' }).press('Enter')
    await dialog(page).getByText('Import finished').waitFor()
    await page.keyboard.press('Enter')

    expect(await secretOf(page, 'STRIPE_KEY', readClipboard)).toBe('made-up-secret-a1')
    expect(await secretOf(page, 'Deploy key', readClipboard)).toBe('made-up-secret-b2')
  })

  it('puts references in place of the secrets of a .env file, and moves an export to the trash', async () => {
    const { page, profile, choosePath } = await open()
    const path = writeEnv(profile.homeDir)
    const { uid, gid } = statSync(profile.homeDir)
    chownSync(path, uid, gid) // a file of another user must not change
    await choosePath(path)
    await openByPalette(page)
    await dialog(page).getByRole('button', { name: 'Choose files…' }).click()
    await dialog(page)
      .getByRole('button', { name: /^Import \d secrets$/ })
      .click()
    await dialog(page).getByText('The files still hold your secrets').waitFor()
    await picture(page, 'import-plain-files')
    expect(
      await dialog(page)
        .getByRole('button', { name: /to the trash/ })
        .count(),
    ).toBe(0)
    await dialog(page).getByRole('button', { name: 'Use 3 references instead…' }).press('Enter')
    const diff = dialog(page).getByRole('list', { name: 'What changes in the files' })
    await diff.getByText('STRIPE_KEY=••••••••').waitFor()
    await diff.getByText(/^STRIPE_KEY=keyhold:\/\/secret\/manual\//).waitFor()
    await picture(page, 'import-references')
    expect(await findings(page)).toEqual([])
    expect(await misfits(page)).toEqual([])
    await dialog(page).getByRole('button', { name: 'Change 1 file' }).press('Enter')
    await dialog(page).getByText('1 file changed. The original is in the trash.').waitFor()
    await picture(page, 'import-references-put')
    const after = readFileSync(path, 'utf8').split('\n')
    expect(after.slice(3)).toEqual(['PORT=3000', 'EMPTY='])
    for (const [index, name] of ['STRIPE_KEY', 'OLD_KEY', 'COPY_KEY'].entries())
      expect(after[index]).toMatch(new RegExp(`^${name}=keyhold://secret/manual/[^ ]+$`))
    await page.keyboard.press('Escape')
    await dialog(page).waitFor({ state: 'hidden' })

    const csv = join(profile.homeDir, 'export.csv')
    writeFileSync(csv, 'title,password\nDeploy,made-up-secret-c3\n')
    await choosePath(csv)
    await openByPalette(page)
    await dialog(page).getByRole('button', { name: 'Choose files…' }).click()
    await dialog(page).getByRole('button', { name: 'Import 1 secret' }).click()
    await dialog(page).getByRole('button', { name: 'Move 1 file to the trash…' }).press('Enter')
    await picture(page, 'import-trash')
    expect(await findings(page)).toEqual([])
    await dialog(page).getByRole('button', { name: 'Move 1 file', exact: true }).press('Enter')
    await dialog(page).getByText('1 file moved to the trash').waitFor()
    expect(existsSync(csv)).toBe(false)
  })
})
