/** The memory that parsing a file needs, measured in a separate process. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const READER = new URL('../../../electron/formats/read-file.ts', import.meta.url).href

/**
 * Parses a harmless file first, so that the code is loaded, and then the file. The peak of the resident size can only rise. On Linux, `resourceUsage`
 * starts with the peak of the parent process, so the kernel's own figure is used.
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

/** `taken`: the peak memory beyond what the process used before, in bytes. `why`: the reason in the Failure `import`. */
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
