import { spawn } from 'node:child_process'
import { cpSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, inject, it, onTestFinished } from 'vitest'
import { inElectron } from './app.ts'
import { launchElectron } from './electron-app.ts'
import { newProfile, type Profile } from './profile.ts'

inElectron(() => {
  describe('a start that fails', () => {
    it('says why if it cannot write to its folder', async () => {
      const place = inject('electron')!
      const profile = newProfile(place.user?.name)
      rmSync(profile.profileDir, { recursive: true })
      writeFileSync(profile.profileDir, 'not a folder')
      const said = saidBy(place.appDir, profile)
      await expect
        .poll(said)
        .toContain(
          'Keyhold couldn’t start. Keyhold can’t write to its own folder. Check the folder’s permissions',
        )
      expect(said()).not.toContain(`${profile.profileDir}.`)
    })

    it('says so if the program behind the open window does not load', async () => {
      const profile = newProfile(inject('electron')!.user?.name)
      const said = saidBy(withBrokenProgram(profile.homeDir), profile)
      await expect
        .poll(said, { timeout: 20_000 })
        .toContain('Keyhold couldn’t start. Your keys are unchanged. Start Keyhold again;')
      expect(logIn(profile)).toContain('SyntaxError')
    })
  })

  it('quits when it is asked to between its window and its program', async () => {
    const { electron, profile } = await launchElectron()
    const ended = new Promise<number | null>((resolve) => void electron.process().once('exit', resolve))
    await electron.evaluate(({ app, BrowserWindow }) => {
      if (BrowserWindow.getAllWindows().length > 0) setImmediate(() => app.quit())
      else app.once('browser-window-created', () => app.quit())
    })
    expect(await ended).toBe(0)
    expect(logIn(profile)).toContain('closed')
  })
})

/** Starts the program in `appDir`, and returns what it has written to its standard error so far. */
function saidBy(appDir: string, { homeDir, profileDir }: Profile): () => string {
  const place = inject('electron')!
  const child = spawn(place.executable, [appDir, `--profile=${profileDir}`], {
    cwd: appDir,
    env: { ...process.env, ...place.user?.env, KEYHOLD_SESSION_HOME: homeDir },
    detached: true, // a group of its own: the message box waits for the user, so the test ends the process
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  onTestFinished(() => void process.kill(-child.pid!, 'SIGKILL'))
  let said = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
  return () => said
}

/** A copy of the built program in `homeDir` whose part that opens the vault does not load. */
function withBrokenProgram(homeDir: string): string {
  const { appDir } = inject('electron')!
  const brokenDir = join(homeDir, 'app')
  cpSync(join(appDir, 'out'), join(brokenDir, 'out'), { recursive: true })
  for (const name of ['package.json', 'resources', 'node_modules'])
    symlinkSync(join(appDir, name), join(brokenDir, name))
  const mainDir = join(brokenDir, 'out', 'main')
  const [part] = readdirSync(mainDir).filter((name) => name.startsWith('open-vault-'))
  writeFileSync(join(mainDir, part!), 'this is no program')
  return brokenDir
}

const logIn = ({ profileDir }: Profile): string =>
  readdirSync(join(profileDir, 'logs'))
    .map((name) => readFileSync(join(profileDir, 'logs', name), 'utf8'))
    .join('')
