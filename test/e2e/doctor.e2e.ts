import { execFile } from 'node:child_process'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { inject, expect, it } from 'vitest'
import { DoctorReport } from '../../shared/diagnostics/doctor.ts'
import { call, inElectron } from './app.ts'
import { palettePage } from './palette-page.ts'
import { newProfile, type Profile } from './profile.ts'

interface Ran {
  readonly code: number
  readonly output: string
}

/** Runs the built program with `--doctor` on this profile in a separate session until it ends. */
function runDoctor({ homeDir, profileDir }: Profile, ...args: string[]): Promise<Ran> {
  return runDoctorWith({ homeDir, profileDir }, {}, ...args)
}

/** Does the same with other environment variables; `undefined` removes a variable. */
function runDoctorWith(
  { homeDir, profileDir }: Profile,
  env: Readonly<Record<string, string | undefined>>,
  ...args: string[]
): Promise<Ran> {
  const place = inject('electron')
  if (place === undefined) throw new Error('There is no Electron on this machine')
  return new Promise((resolve) => {
    execFile(
      place.executable,
      [place.appDir, `--profile=${profileDir}`, '--doctor', ...args],
      {
        cwd: place.appDir,
        env: { ...process.env, ...place.user?.env, KEYHOLD_SESSION_HOME: homeDir, ...env },
      },
      (error, output) => resolve({ code: error === null ? 0 : Number(error.code), output }),
    )
  })
}

const profileOfUser = () => newProfile(inject('electron')?.user?.name)

inElectron((open) => {
  it('reports in words what works, opens no window and creates no vault', async () => {
    const profile = profileOfUser()
    const { code, output } = await runDoctor(profile)
    expect(output).toContain('on this machine')
    expect(output).toMatch(/works +Keychain +\S.* is unlocked\./)
    expect(output).toContain('There is no vault yet.')
    expect(code).toBe(output.includes('BROKEN') ? 1 : 0)
    expect(existsSync(join(profile.profileDir, 'keyhold.sqlite'))).toBe(false)
    expect(readdirSync(profile.profileDir)).toEqual([])
  })

  it('reports as data beside a running Keyhold, does not disturb it, and names nothing from its vault', async () => {
    const { page, profile, electron } = await open()
    await call(page, 'key:add', {
      secret: { from: 'typed', text: 'made-up-secret' },
      fields: { name: 'Grafana', typedExpiry: 'never' },
    })
    await palettePage(electron) // Its hidden window is made once the list is drawn.
    const windows = await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)

    const { code, output } = await runDoctor(profile, '--json')
    const report = DoctorReport.parse(JSON.parse(output))
    expect(report).toEqual(JSON.parse(output)) // the report has no fields besides those of the shape
    expect(code).toBe(report.isWell ? 0 : 1)
    expect(report.facts.vault).toBe('good')
    expect(report.facts.place).toMatchObject({ folder: 'private', isWritable: true })
    expect(output).not.toContain('Grafana')
    expect(output).not.toContain('made-up-secret')

    expect(await electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(windows)
    expect(await call(page, 'app:snapshot')).toMatchObject({ ok: true, value: { vault: 'open' } })
  })

  it('exits with 1 where a part does not work', async () => {
    const profile = profileOfUser()
    writeFileSync(join(profile.profileDir, 'keyhold.sqlite'), 'Dear friend')
    const { code, output } = await runDoctor(profile)
    expect(code).toBe(1)
    expect(output).toMatch(/(doesn’t|don’t) work: .*Database/)
  })

  it.each([
    ['no display', { DISPLAY: undefined, WAYLAND_DISPLAY: undefined }],
    ['a display that does not answer', { DISPLAY: ':4711', WAYLAND_DISPLAY: undefined }],
    ['no folder for temporary files', { TMPDIR: '/nowhere' }],
  ])('reports what works with %s, and exits with the code for that', async (_what, env) => {
    const { code, output } = await runDoctorWith(profileOfUser(), env, '--json')
    const report = DoctorReport.parse(JSON.parse(output))
    expect(code).toBe(report.isWell ? 0 : 1)
    if ('DISPLAY' in env) expect(report.facts.system.display.answers).toBe(false)
  })
})
