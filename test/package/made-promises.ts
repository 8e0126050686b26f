/** Promises about the published files, before one of them is installed. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { RPM_REQUIRES } from '../../scripts/package/dependencies.ts'
import { INSTALLED } from '../../scripts/package/product.ts'
import { holds, same, type PackagePromise } from './promise.ts'

/** Runs a program to its end and returns its output. Throws with the output if it fails. */
function printedBy(program: string, args: readonly string[], cwd?: string): string {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    maxBuffer: 16_000_000,
    env: { ...process.env, LC_ALL: 'C.UTF-8' },
  })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stdout}${stderr}`)
  return stdout
}

const linesOf = (text: string) => text.split('\n').filter(Boolean)

const sumOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex')

function inNewFolder(action: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-made-'))
  try {
    action(folder)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Options that restrict apt to one list of sources and to separate folders. */
function aptIn(folder: string, source: string): readonly string[] {
  const [sources, lists, cache] = ['sources.list', 'lists', 'cache'].map((name) => join(folder, name))
  writeFileSync(sources ?? '', `${source}\n`)
  for (const dir of [lists, cache]) mkdirSync(join(dir ?? '', 'partial'), { recursive: true })
  return [
    `Dir::Etc::SourceList=${sources ?? ''}`,
    'Dir::Etc::SourceParts=-',
    `Dir::State::Lists=${lists ?? ''}`,
    `Dir::Cache=${cache ?? ''}`,
    'APT::Sandbox::User=root', // apt's own user cannot read a checkout that root owns
  ].flatMap((option) => ['--option', option])
}

export const madePromises: readonly PackagePromise[] = [
  {
    says: 'is the same .deb, to the byte, when it is packed again',
    prove({ packages: { made, debAgain } }) {
      same('SHA-256', sumOf(debAgain), sumOf(made.deb))
      return Promise.resolve()
    },
  },
  {
    says: 'is named, file by file, in the checksums',
    prove({ packages: { made } }) {
      const checked = printedBy('sha256sum', ['--check', '--strict', made.sums], dirname(made.sums))
      const files = [made.deb, made.rpm, made.archive, made.bom, made.aptArchive]
      const expected = files.map((file) => `${basename(file ?? 'no .rpm was made')}: OK`)
      same('checked', linesOf(checked).toSorted(), expected.toSorted())
      return Promise.resolve()
    },
  },
  {
    says: 'is an .rpm, too, with the same program and with what that needs',
    prove({ packages: { made } }) {
      const rpm = made.rpm ?? 'no .rpm was made'
      const required = linesOf(printedBy('rpm', ['--query', '--package', '--requires', rpm]))
      const own = required.filter((name) => !name.startsWith('rpmlib('))
      same('what it requires', own.toSorted(), RPM_REQUIRES.toSorted())
      const inRpm = linesOf(printedBy('rpm', ['--query', '--package', '--list', rpm]))
      const inDeb = printedBy('dpkg-deb', ['--contents', made.deb])
      const program = (paths: readonly string[]) =>
        paths.filter((path) => path.startsWith(`${INSTALLED.dir}/`)).toSorted()
      const paths = linesOf(inDeb).map((line) =>
        line.replace(/^.*? \.\//, '/').replace(/ -> .*| link to .*|\/$/, ''),
      )
      holds('the program is in it', program(inRpm).includes(INSTALLED.program))
      same('the files of the program', program(inRpm), program(paths))
      return Promise.resolve()
    },
  },
  {
    says: 'is an archive, too, without a setuid bit, and a bill of materials that names Electron',
    prove({ packages: { made } }) {
      const files = linesOf(printedBy('tar', ['--list', '--verbose', '--gzip', '--file', made.archive]))
      const name = basename(made.archive, '.tar.gz')
      holds(
        'the program is in it',
        files.some((line) => line.startsWith('-rwxr-xr-x ') && line.endsWith(` ${name}/keyhold`)),
      )
      same(
        'setuid',
        files.filter((line) => /^...s/.test(line)),
        [],
      )
      const bom = JSON.parse(readFileSync(made.bom, 'utf8')) as {
        readonly bomFormat: string
        readonly components: readonly { readonly name: string; readonly version: string }[]
      }
      const electron = bom.components.find(({ name: component }) => component === 'electron')
      same('form, Electron', [bom.bomFormat, electron?.version], ['CycloneDX', made.product.electronVersion])
      return Promise.resolve()
    },
  },
  {
    says: 'is what apt would install from the layout of its repository',
    prove({ packages: { made } }) {
      inNewFolder((folder) => {
        printedBy('tar', ['--extract', '--file', made.aptArchive, '--directory', folder])
        const options = aptIn(folder, `deb [trusted=yes] file:${join(folder, 'apt')} stable main`)
        printedBy('apt-get', [...options, 'update'])
        const plan = printedBy('apt-get', [...options, '--simulate', 'install', 'keyhold'])
        const line = `Inst keyhold (${made.product.packageVersion} Keyhold:stable [${made.product.debArch}])`
        holds(`apt's plan: ${plan}`, plan.includes(line))
      })
      return Promise.resolve()
    },
  },
]
