/** How much memory the reading of a file takes, measured in a process of its own. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const READER = new URL('../../../electron/formats/read-file.ts', import.meta.url).href

/**
 * Reads once what is harmless, so that the code is loaded, and then the file. The peak of the resident size can only rise.
 * On Linux `resourceUsage` begins with the peak of the process that started this one, so the kernel's own figure is read.
 */
const SCRIPT = `
import { readFileSync } from 'node:fs'
const peakKiB = () =>
  process.platform === 'linux'
    ? Number(/VmHWM:\\s+(\\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))[1])
    : process.resourceUsage().maxRSS
const { readFile } = await import(${JSON.stringify(READER)})
const bytes = readFileSync(new URL(process.argv[1]))
const passphrase = process.argv[2]
const why = (file, bytes) => readFile({ file, bytes, passphrase }).then(() => 'read', ({ error }) => error?.why)
await why('.env', Buffer.from('A=b'))
const before = peakKiB()
const ended = await why('download', bytes)
console.log(JSON.stringify({ why: ended, taken: (peakKiB() - before) * 1024 }))
`

/** `taken`: the most memory beyond what the process had before, in bytes. `why`: of the Failure `import`. */
export function readElsewhere(
  bytes: Uint8Array,
  passphrase = '',
): { readonly why: string; readonly taken: number } {
  const folder = mkdtempSync(join(tmpdir(), 'keyhold-bomb-'))
  try {
    const path = join(folder, 'file')
    writeFileSync(path, bytes)
    const args = ['--input-type=module', '-e', SCRIPT, pathToFileURL(path).href, passphrase]
    return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as never
  } finally {
    rmSync(folder, { recursive: true })
  }
}
