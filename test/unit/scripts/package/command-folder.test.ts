import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { buildCommandScript } from '../../../../scripts/build-command.ts'
import { commandFormWords, makeCommandFolder } from '../../../../scripts/package/command-folder.ts'
import { debRecommends, rpmRecommends } from '../../../../scripts/package/dependencies.ts'
import { specText } from '../../../../scripts/package/rpm.ts'
import { madeUpProduct } from './product-fixture.ts'

/** A program's folder with the command as a script, and a link to it in another folder. */
function installedScript(platform = 'linux') {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-command-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const cli = join(folder, 'app', 'resources', 'cli')
  makeCommandFolder(cli, platform, 'script')
  const link = join(folder, 'keyhold')
  symlinkSync(join('app', 'resources', 'cli', 'keyhold'), link)
  return { cli, link, program: join(folder, 'app', 'keyhold') }
}

describe('the command as a script', () => {
  beforeAll(async () => expect(await buildCommandScript()).toMatchObject({ ok: true }), 60_000)

  it.skipIf(process.platform === 'win32')('finds its program through a link to it', () => {
    const { link, program } = installedScript()
    writeFileSync(
      program,
      `#!/bin/sh\nread -r request\necho '{"out":"${btoa('answered')}"}'\necho '{"exit":7}'\n`,
      { mode: 0o755 },
    )
    const { status, stdout, stderr } = spawnSync(link, ['ls'], {
      encoding: 'utf8',
      env: { PATH: `${dirname(process.execPath)}:/usr/bin:/bin` },
    })
    expect([status, stdout, stderr]).toEqual([7, 'answered', ''])
  })

  it.skipIf(process.platform === 'win32')('says so where there is no Node', () => {
    const { link, program } = installedScript()
    const tools = dirname(program)
    for (const tool of ['dirname', 'readlink'])
      symlinkSync(
        execFileSync('sh', ['-c', `command -v ${tool}`], { encoding: 'utf8' }).trim(),
        join(tools, tool),
      )
    const { status, stderr } = spawnSync('/bin/sh', [link], { encoding: 'utf8', env: { PATH: tools } })
    expect([status, stderr]).toEqual([6, expect.stringMatching(/^keyhold: .*Node\.js 22/)])
  })

  it('is started by a batch file on Windows', () => {
    const { cli } = installedScript('win32')
    expect(readdirSync(cli).sort()).toEqual(['keyhold.cmd', 'keyhold.mjs'])
  })

  it('can be run by everybody, under the names that git and docker look for as well', () => {
    const { cli } = installedScript()
    for (const name of ['git-credential-keyhold', 'docker-credential-keyhold'])
      expect(statSync(join(cli, name)).mode & 0o777).toBe(0o755)
    expect(statSync(join(cli, 'keyhold.direnv.sh')).mode & 0o777).toBe(0o644)
    expect(statSync(join(cli, 'keyhold')).mode & 0o777).toBe(0o755)
    expect(statSync(join(cli, 'keyhold.mjs')).mode & 0o777).toBe(0o644)
  })
})

it('says which form is shipped, and recommends Node for the script alone', () => {
  expect(commandFormWords('native')).toBe('command: keyhold is native')
  expect(commandFormWords('script')).toContain('there is no Rust compiler')
  expect(debRecommends({ commandForm: 'native' }).join()).not.toContain('node')
  expect(debRecommends({ commandForm: 'script' })).toContain('nodejs (>= 22)')
  expect(rpmRecommends({ commandForm: 'script' })).toContain('nodejs >= 22')
})

it('puts zsh’s completions where the shell of rpm’s systems looks', () => {
  const spec = specText(madeUpProduct, '/tree')
  expect(spec).toContain('\n/usr/share/zsh/site-functions/_keyhold\n')
  expect(spec).toContain('\n/usr/share/bash-completion/completions/keyhold\n')
  expect(spec).toContain('\n/usr/share/fish/vendor_completions.d/keyhold.fish\n')
})
