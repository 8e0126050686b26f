import { spawn } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { expect, inject, it, onTestFinished } from 'vitest'
import { inElectron } from './app.ts'
import { newProfile } from './profile.ts'

inElectron(() => {
  it('says why it cannot start if it cannot write to its folder', async () => {
    const place = inject('electron')!
    const { homeDir, profileDir } = newProfile(place.user?.name)
    rmSync(profileDir, { recursive: true })
    writeFileSync(profileDir, 'not a folder')
    const child = spawn(place.executable, [place.appDir, `--profile=${profileDir}`], {
      cwd: place.appDir,
      env: { ...process.env, ...place.user?.env, KEYHOLD_SESSION_HOME: homeDir },
      detached: true, // a group of its own: the message box waits for the user, so the test ends the process
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    onTestFinished(() => void process.kill(-child.pid!, 'SIGKILL'))
    let said = ''
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said += text))
    await expect.poll(() => said).toContain('Keyhold couldn’t start. Keyhold can’t write to its own folder.')
    expect(said).not.toContain(`${profileDir}.`)
  })
})
